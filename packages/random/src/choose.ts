import { contiguousData, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import { describe } from './describe.js';

/** How `choice` picks. */
export interface ChoiceOptions {
  /** May an entry be picked twice? Default true. */
  readonly replace?: boolean;
  /** Probability of each entry, one number an entry, adding up to 1. Default: all alike. */
  readonly p?: readonly number[] | NDArray;
}

/**
 * Indices of `count` entries by their probabilities, as NumPy's `choice` picks them with p.
 *
 * @param draw - Gives a uniform double in [0, 1).
 * @throws RangeError if fewer entries have a probability above 0 than are asked without replacement.
 */
export function pickWithProbabilities(
  draw: () => number,
  p: Float64Array,
  count: number,
  replace: boolean,
): Int32Array {
  if (!replace) return pickDifferent(draw, p, count);
  const cumulative = cumulate(p);
  return Int32Array.from({ length: count }, () => firstAbove(cumulative, draw()));
}

/** Draw, drop what was picked before, and draw again for what is missing. */
function pickDifferent(draw: () => number, p: Float64Array, count: number): Int32Array {
  const possible = p.reduce((found, probability) => found + (probability > 0 ? 1 : 0), 0);
  if (possible < count) {
    throw new RangeError(
      `choice(a, size, { replace: false, p }): ${count} different entries are asked, but only ${possible} of p are above 0. Lower size.`,
    );
  }
  const remaining = p.slice();
  const found = new Set<number>(); // keeps the order of insertion
  while (found.size < count) {
    const draws = Float64Array.from({ length: count - found.size }, draw);
    for (const index of found) remaining[index] = 0;
    const cumulative = cumulate(remaining);
    for (const drawn of draws) found.add(firstAbove(cumulative, drawn));
  }
  return Int32Array.from(found);
}

/** Running sums, scaled so that the last is 1. */
function cumulate(p: Float64Array): Float64Array {
  let sum = 0;
  const cumulative = p.map((probability) => (sum += probability));
  return cumulative.map((partial) => partial / sum);
}

/** The first index whose value is above x, by bisection. */
function firstAbove(increasing: Float64Array, x: number): number {
  let low = 0;
  let high = increasing.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((increasing[middle] as number) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Check a distribution over n entries.
 *
 * @throws ShapeError if p doesn't have n numbers. RangeError if one is negative or NaN, or they don't add up to 1.
 */
export function validProbabilities(p: readonly number[] | NDArray, n: number): Float64Array {
  const shape = isNDArray(p) ? p.shape : [p.length];
  if (shape.length !== 1 || shape[0] !== n) {
    throw new ShapeError(
      `choice(a, size, { p }): p needs one probability for each entry of a, so shape [${n}], but has shape ${showShape(shape)}.`,
    );
  }
  const values = Float64Array.from(isNDArray(p) ? contiguousData(p) : p);
  const wrong = values.findIndex((probability) => !(probability >= 0));
  if (wrong >= 0) {
    throw new RangeError(
      `choice(a, size, { p }): a probability is a number, 0 or more, but p[${wrong}] is ${describe(values[wrong])}.`,
    );
  }
  // The square root of the precision p came in, as NumPy allows.
  const tolerance = Math.sqrt(isNDArray(p) && p.dtype === 'float32' ? 2 ** -23 : 2 ** -52);
  const sum = compensatedSum(values);
  if (!(Math.abs(sum - 1) <= tolerance)) {
    throw new RangeError(`choice(a, size, { p }): p must add up to 1, but adds up to ${sum}. Divide p by its sum.`);
  }
  return values;
}

/** Kahan's sum: the rounding error of each step is carried into the next. */
function compensatedSum(values: Float64Array): number {
  let sum = 0;
  let carry = 0;
  for (const value of values) {
    const corrected = value - carry;
    const next = sum + corrected;
    carry = next - sum - corrected;
    sum = next;
  }
  return sum;
}
