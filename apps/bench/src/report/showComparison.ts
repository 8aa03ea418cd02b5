import type { Run } from '../run.js';
import { caseNamed, variantNamed } from '../run.js';
import { isTie } from '../statistics.js';
import { showRatio, showTime, table, wrap } from './format.js';

/** A case of two runs: how its subject's time changed. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  /** Above 1 it became faster. */
  readonly ratio: number;
  readonly tie: boolean;
}

/** The cases that both runs have, by the time of their subjects. */
export function changesBetween(before: Run, now: Run): Change[] {
  return now.families
    .flatMap(({ cases }) => cases)
    .flatMap((run): Change[] => {
      const old = caseNamed(before, run.name);
      const a = old === undefined ? undefined : variantNamed(old, run.subject)?.time;
      const b = variantNamed(run, run.subject)?.time;
      if (a === undefined || b === undefined) return [];
      return [{ name: run.name, before: a.median, now: b.median, ratio: a.median / b.median, tie: isTie(a, b) }];
    });
}

/** A table of the changes; "tie" where the middle halves of the samples overlap. */
export function showComparison(name: string, before: Run, now: Run): string {
  const changes = changesBetween(before, now);
  if (changes.length === 0) return `Compared with ${name}: no case is in both runs.`;
  const heading = `Compared with ${name} of ${before.date.slice(0, 16).replace('T', ' ')} UTC:`;
  const notes = differences(before, now).map((line) => wrap(line, '  '));
  const rows = changes.map(({ name: run, before: a, now: b, ratio, tie }) => [
    run,
    showTime(a),
    showTime(b),
    tie ? 'tie' : `${showRatio(ratio)}`,
  ]);
  const clear = changes.filter(({ tie }) => !tie);
  const faster = clear.filter(({ ratio }) => ratio > 1).length;
  return [
    heading,
    ...notes,
    '',
    ...table(['case', 'before', 'now', 'x as fast'], rows),
    '',
    `  ${faster} faster, ${clear.length - faster} slower, ${changes.length - clear.length} ties.`,
  ].join('\n');
}

/** What else differs, so that nobody takes a new machine for a better program. */
function differences({ environment: a }: Run, { environment: b }: Run): string[] {
  const kernels = ({ backend: { name, threads } }: Run['environment']): string => `${name} on ${threads} thread(s)`;
  return [
    ['the processor', a.cpu, b.cpu],
    ['node', a.node, b.node],
    ['the kernels', kernels(a), kernels(b)],
  ].flatMap(([what, old, now]) =>
    old === now ? [] : [`Not the same: ${what ?? ''}: ${old ?? ''} then, ${now ?? ''} now.`],
  );
}
