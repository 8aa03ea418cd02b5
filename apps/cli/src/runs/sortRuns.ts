import { CliError } from '../errors.js';
import { plainText } from '../render/plainText.js';
import { betterOf, factOf, resultsOf, settingsOf, shortNames } from './facts.js';
import type { RunEntry } from './readRuns.js';

/**
 * Runs in the order of a fact: the best of a metric first, other numbers and texts ascending, runs that have no such fact last.
 *
 * @param by - As `factOf` takes it.
 * @throws CliError if no run has such a fact.
 */
export function sortRuns(runs: readonly RunEntry[], by: string): RunEntry[] {
  const facts = new Map(runs.map((run) => [run, factOf(run, by)]));
  if (runs.length > 0 && [...facts.values()].every((fact) => fact === undefined)) {
    const known = new Set([
      'name',
      ...Object.keys(shortNames).filter((name) => runs.some((run) => factOf(run, name) !== undefined)),
      ...runs.flatMap((run) => [...resultsOf(run).keys(), ...settingsOf(run).keys()].filter(isTelling)),
    ]);
    throw new CliError(`--sort ${by}: no run has it; name one of ${[...known].map(plainText).join(', ')}.`);
  }
  const sign = betterOf(by) === 'higher' ? -1 : 1;
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...runs].sort((one, two) => {
    const [a, b] = [facts.get(one), facts.get(two)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return compare(JSON.stringify(a), JSON.stringify(b));
  });
}

/** Whether a fact is likely to be sorted by. */
function isTelling(name: string): boolean {
  return !/^versions\.|sha256$/.test(name);
}
