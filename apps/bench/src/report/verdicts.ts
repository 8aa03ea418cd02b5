import type { CaseRun, FamilyRun } from '../run.js';
import { variantNamed } from '../run.js';
import type { VariantResult } from '../harness.js';
import { isTie } from '../statistics.js';
import { sentence, showRatio } from './format.js';

/**
 * The case's subject against the others, in words; "a tie" where the middle halves of the samples overlap. Where there are many others, only
 * against the fastest loops, the fastest of the library's other ways and the fastest peer.
 */
export function caseVerdicts(run: CaseRun): string[] {
  const subject = variantNamed(run, run.subject);
  if (subject === undefined) return [];
  const others = run.variants.filter((other) => other !== subject);
  const chosen =
    others.length <= 3 ? others : (['loops', 'keepdims', 'peer'] as const).flatMap((kind) => fastest(others, kind));
  return chosen.map((other) => pairVerdict(subject, other));
}

function fastest(variants: readonly VariantResult[], kind: VariantResult['kind']): VariantResult[] {
  const those = variants.filter((variant) => variant.kind === kind && variant.note === undefined);
  return those.sort((a, b) => a.time.median - b.time.median).slice(0, 1);
}

/** One variant against another: "No loop is 3.1 times as fast as two loops." */
export function pairVerdict(subject: VariantResult, other: VariantResult): string {
  if (isTie(subject.time, other.time)) return `A tie: ${subject.name} and ${other.name} can't be told apart here.`;
  const [fast, slow] = subject.time.median < other.time.median ? [subject, other] : [other, subject];
  return sentence(`${fast.name} is ${showRatio(slow.time.median / fast.time.median)} times as fast as ${slow.name}.`);
}

/** How the subject stands against another variant at each size, smallest first: above 1 it is faster; `tie` where it can't be told. */
export interface Standing {
  readonly size: number;
  readonly ratio: number;
  readonly tie: boolean;
}

/** The standings of a sweep, where both were timed. */
export function standings({ cases }: FamilyRun, other: string): Standing[] {
  return cases
    .flatMap((run): Standing[] => {
      const [a, b] = [variantNamed(run, run.subject), variantNamed(run, other)];
      if (run.size === undefined || a === undefined || b === undefined) return [];
      return [{ size: run.size, ratio: b.time.median / a.time.median, tie: isTie(a.time, b.time) }];
    })
    .sort((a, b) => a.size - b.size);
}

/**
 * The size from which on the subject is the faster one: where the line through the logarithms of the ratios crosses 1, between the last
 * size at which it isn't clearly faster and the next.
 *
 * @returns The size; 0 if it is faster at all of them; undefined if it isn't at the largest.
 */
export function crossover(sweep: readonly Standing[]): number | undefined {
  const last = sweep.findLastIndex(({ ratio, tie }) => tie || ratio <= 1);
  const before = sweep[last];
  const after = sweep[last + 1];
  if (after === undefined) return undefined;
  if (before === undefined) return 0;
  const [low, high] = [Math.min(0, Math.log(before.ratio)), Math.log(after.ratio)];
  const share = high === low ? 0 : -low / (high - low);
  return Math.exp(Math.log(before.size) + share * (Math.log(after.size) - Math.log(before.size)));
}

/** A sweep in words: where the subject overtakes each other variant, and how far it is ahead at the end. */
export function sweepVerdicts(family: FamilyRun): string[] {
  const names = [...new Set(family.cases.flatMap(({ variants }) => variants.map(({ name }) => name)))];
  const subject = family.cases[0]?.subject ?? '';
  return names
    .filter((name) => name !== subject)
    .flatMap((other) => {
      const sweep = standings(family, other);
      return sweep.length < 2 ? [] : [sentence(sweepVerdict(subject, other, family.rows, sweep))];
    });
}

function sweepVerdict(subject: string, other: string, unit: string, sweep: readonly Standing[]): string {
  const end = sweep.at(-1);
  if (end === undefined) return '';
  const best = sweep.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const at = ({ size }: { readonly size: number }): string => placeOf(Math.round(size), unit);
  const from = crossover(sweep);
  if (from === undefined) {
    if (end.tie) return `${subject} and ${other} can't be told apart at ${at(end)}.`;
    const always = sweep.every(({ ratio, tie }) => ratio < 1 && !tie);
    return `${other} is ${showRatio(1 / end.ratio)} times as fast as ${subject} at ${at(end)}${always ? ', and faster at every size' : ''}.`;
  }
  const most =
    best.ratio > 1.2 * end.ratio && !best.tie ? ` (at most ${showRatio(best.ratio)} times, at ${at(best)})` : '';
  const lead = `${subject} is ${showRatio(end.ratio)} times as fast as ${other} at ${at(end)}${most}`;
  return from === 0 ? `${lead}, and faster at every size.` : `${lead}; they cross at about ${at({ size: from })}.`;
}

/** "12 features", but "n = 12". */
function placeOf(size: number, unit: string): string {
  const number = size.toLocaleString('en');
  return unit.length === 1 ? `${unit} = ${number}` : `${number} ${size === 1 ? unit.replace(/s$/, '') : unit}`;
}
