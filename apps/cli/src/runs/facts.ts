import { isObject } from '../run/runConfig.js';
import type { RunEntry } from './readRuns.js';

/** A JSON value as text: a list by its items, an absent one as `-`. */
export function factText(value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(factText).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The leaves of a JSON object by their paths, `data.rows`; lists are leaves. */
export function leaves(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (!isObject(value)) return new Map([[path, value]]);
  const below = Object.entries(value).flatMap(([key, item]) => [...leaves(item, path === '' ? key : `${path}.${key}`)]);
  return new Map(below);
}

/** The settings of a run: all of its config.json. */
export function settingsOf({ config }: RunEntry): ReadonlyMap<string, unknown> {
  return without(leaves(config ?? {}), 'schemaVersion');
}

/** The numbers that a run ended with: those of its summary.json. */
export function resultsOf({ summary }: RunEntry): ReadonlyMap<string, number> {
  const numbers = [...leaves(summary ?? {})].filter((leaf): leaf is [string, number] => typeof leaf[1] === 'number');
  return without(new Map(numbers), 'schemaVersion');
}

/** Names of the metrics of the list, and where they are found: on the rows kept apart, or on those trained on. */
export const shortNames: Readonly<Record<string, readonly [test: string, train: string]>> = {
  r2: ['test.r2', 'train.r2'],
  mae: ['test.meanAbsoluteError', 'train.meanAbsoluteError'],
  rmse: ['test.rootMeanSquaredError', 'train.rootMeanSquaredError'],
  accuracy: ['testAccuracy', 'trainAccuracy'],
};

/**
 * A fact of a run by its name: one of `shortNames`, or a path in its summary.json or config.json.
 *
 * @returns Undefined if the run has none of that name.
 */
export function factOf(run: RunEntry, name: string): unknown {
  const results = resultsOf(run);
  const paths = Object.hasOwn(shortNames, name) ? (shortNames[name] ?? []) : [name];
  for (const path of paths) if (results.has(path)) return results.get(path);
  if (name === 'name') return run.name;
  return name === 'target' && run.target !== undefined ? run.target : settingsOf(run).get(name);
}

/** Whether more is better (`higher`), less is (`lower`), or neither. */
export function betterOf(name: string): 'higher' | 'lower' | undefined {
  if (/baseline/i.test(name)) return undefined;
  if (/(?:^|\.)r2$|accuracy$|(?:precision|recall|f1|auc)$/i.test(name)) return 'higher';
  return /error$|^mae$|^rmse$|cost$|loss$/i.test(name) ? 'lower' : undefined;
}

function without<V>(map: ReadonlyMap<string, V>, name: string): Map<string, V> {
  return new Map([...map].filter(([key]) => key !== name));
}
