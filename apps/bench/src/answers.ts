import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** What a variant computed, by name: `{ dw, db, J }`. */
export type Answer = Readonly<Record<string, number | ArrayLike<number> | NDArray>>;

/** Two answers of one case that should be equal and aren't. */
export class AnswersDiffer extends Error {
  override readonly name = 'AnswersDiffer';
}

/**
 * The largest difference between two answers, each part relative to the largest magnitude in that part of the reference (so a sum
 * that happens to be near 0 in one place doesn't decide). NaN beside a number counts as an infinite difference.
 *
 * @throws AnswersDiffer if the two don't have the same parts or sizes.
 */
export function relativeDifference(reference: Answer, other: Answer): number {
  const names = Object.keys(reference);
  const missing = [...names, ...Object.keys(other)].find((name) => !(name in reference && name in other));
  if (missing !== undefined) throw new AnswersDiffer(`only one of the two answers has a part named ${missing}`);
  return Math.max(0, ...names.map((name) => partDifference(name, numbers(reference[name]), numbers(other[name]))));
}

function partDifference(name: string, reference: ArrayLike<number>, other: ArrayLike<number>): number {
  if (reference.length !== other.length) {
    throw new AnswersDiffer(`${name} has ${reference.length} numbers in one answer and ${other.length} in the other`);
  }
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < reference.length; i++) {
    const a = reference[i] ?? NaN;
    const b = other[i] ?? NaN;
    if (Number.isFinite(a)) largest = Math.max(largest, Math.abs(a));
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const gap = Math.abs(a - b);
    difference = Number.isNaN(gap) ? Infinity : Math.max(difference, gap);
  }
  return difference === 0 ? 0 : difference / (largest || 1);
}

function numbers(part: Answer[string] | undefined): ArrayLike<number> {
  if (part === undefined) return [];
  if (typeof part === 'number') return [part];
  return np.isNDArray(part) ? np.ravel(np.astype(part, 'float64')).toArray() : part;
}
