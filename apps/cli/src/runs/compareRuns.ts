import { resultsOf, settingsOf } from './facts.js';
import type { RunEntry } from './readRuns.js';

/** How some runs differ. */
export interface Comparison {
  /** Settings that are not the same in all of them: one value a run. */
  readonly settings: ReadonlyMap<string, readonly unknown[]>;
  /** How many settings are. */
  readonly same: number;
  /** What they ended with: one number a run, undefined where it has none. */
  readonly results: ReadonlyMap<string, readonly (number | undefined)[]>;
  /** What forbids, or limits, to compare the results. */
  readonly cautions: readonly string[];
}

/** What is measured of the data rather than chosen, and how large the parts came out. */
const counts = new Set(['testRows', 'trainRows', 'validationRows']);

/** Compare runs with each other. */
export function compareRuns(runs: readonly RunEntry[]): Comparison {
  const settings = runs.map(settingsOf);
  const names = new Set(settings.flatMap((one) => [...one.keys()]));
  const values = [...names].map((name) => [name, settings.map((one) => one.get(name))] as const);
  const differing = values.filter(([, all]) => new Set(all.map((value) => JSON.stringify(value))).size > 1);
  const results = runs.map(resultsOf);
  const resultNames = [...new Set(results.flatMap((one) => [...one.keys()]))].filter((name) => !counts.has(name));
  return {
    settings: new Map(differing),
    same: values.length - differing.length,
    results: new Map(resultNames.map((name) => [name, results.map((one) => one.get(name))])),
    cautions: cautionsOf(new Set(differing.map(([name]) => name))),
  };
}

function cautionsOf(differing: ReadonlySet<string>): string[] {
  if (differing.has('target')) return ['They predict different columns, so their results cannot be compared.'];
  if (differing.has('data.sha256'))
    return ['They were trained on different data, so their results say little of the settings.'];
  if (['seed', 'validation', 'split', 'stratify'].some((name) => differing.has(name))) {
    return ['They were tested on different rows (seed or validation), so small differences may be chance.'];
  }
  return [];
}
