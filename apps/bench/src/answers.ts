import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** What a variant computed, by name: `{ dw, db, J }`. */
export type Answer = Readonly<Record<string, number | ArrayLike<number> | NDArray>>;

/** A few numbers of each part of an answer, by name: enough to notice a wrong one, and little enough to be sent about. */
export type Digest = Readonly<Record<string, { readonly size: number; readonly values: readonly number[] }>>;

/** Two answers of one case that should be equal and aren't. */
export class AnswersDiffer extends Error {
  override readonly name = 'AnswersDiffer';
}

/** How many numbers of a part a digest holds at most. */
const digestSize = 64;

/**
 * Where a digest of a part with so many numbers, in row order, looks: everywhere if they are few, else at 64 places spread evenly.
 *
 * @example digestIndices(3) // [0, 1, 2]
 */
export function digestIndices(size: number): number[] {
  const count = Math.min(size, digestSize);
  return Array.from({ length: count }, (_, k) => Math.floor((k * size) / count));
}

/** The digest of an answer. */
export function digestOf(answer: Answer): Digest {
  return Object.fromEntries(
    Object.entries(answer).map(([name, part]) => {
      if (typeof part === 'number') return [name, { size: 1, values: [part] }];
      if (np.isNDArray(part)) {
        return [name, { size: part.size, values: digestIndices(part.size).map((k) => Number(elementAt(part, k))) }];
      }
      return [name, { size: part.length, values: digestIndices(part.length).map((k) => part[k] ?? NaN) }];
    }),
  );
}

/** Element k in row order, read without asking for the array's memory, which may move it. */
function elementAt(array: NDArray, k: number): number | boolean {
  const index: number[] = [];
  let rest = k;
  for (let axis = array.ndim - 1; axis >= 0; axis--) {
    const size = array.shape[axis] ?? 1;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return np.at(array, ...index);
}

/**
 * The largest difference between two answers, each part relative to the largest magnitude in that part of the reference (so a sum
 * that happens to be near 0 in one place doesn't decide). NaN beside a number counts as an infinite difference.
 *
 * @throws AnswersDiffer if the two don't have the same parts or sizes.
 */
export function relativeDifference(reference: Answer, other: Answer): number {
  requireSameParts(reference, other);
  return Math.max(
    0,
    ...Object.keys(reference).map((name) => partDifference(name, numbers(reference[name]), numbers(other[name]))),
  );
}

/** The same for two digests. */
export function digestDifference(reference: Digest, other: Digest): number {
  requireSameParts(reference, other);
  return Math.max(
    0,
    ...Object.entries(reference).map(([name, { size, values }]) => {
      const part = other[name] ?? { size: 0, values: [] };
      if (part.size !== size) throw sizesDiffer(name, size, part.size);
      return partDifference(name, values, part.values);
    }),
  );
}

function requireSameParts(a: object, b: object): void {
  const missing = [...Object.keys(a), ...Object.keys(b)].find((name) => !(name in a && name in b));
  if (missing !== undefined) throw new AnswersDiffer(`only one of the two answers has a part named ${missing}`);
}

const sizesDiffer = (name: string, a: number, b: number): AnswersDiffer =>
  new AnswersDiffer(`${name} has ${a} numbers in one answer and ${b} in the other`);

function partDifference(name: string, reference: ArrayLike<number>, other: ArrayLike<number>): number {
  if (reference.length !== other.length) throw sizesDiffer(name, reference.length, other.length);
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

/** A copy, so that asking for its memory leaves the array itself where it is. */
function numbers(part: Answer[string] | undefined): ArrayLike<number> {
  if (part === undefined) return [];
  if (typeof part === 'number') return [part];
  if (!np.isNDArray(part)) return part;
  const copy = np.copy(part);
  return copy.data;
}
