import type { TargetDomain } from '@keepdims/losses';
import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Supply } from './supply.js';
import { isObject, kindOf, requireAmount } from './requireKinds.js';

/**
 * How much examples count by their class: 'balanced' for m / (classes · examples of the class), so that every class counts the same in all;
 * or the weights in class order; or weights by class number, 1 where none is given. Each finite and >= 0.
 *
 * A row of targets has the classes 0 and 1 (−1 and 1 of a hinge loss). An example of several classes in part (soft labels) has the weights' mean, in these parts.
 */
export type ClassWeights = 'balanced' | readonly number[] | Readonly<Record<number, number>>;

/**
 * How much each example counts: its class's weight.
 *
 * @param call - The public call, for messages.
 * @param given - The option.
 * @param supply - The training examples.
 * @param options.targets - What the loss takes them for. @param options.outputs - How many outputs the network has.
 * @returns m weights.
 * @throws TypeError or RangeError if a weight is not finite and >= 0, the classes don't fit, or targets are no classes.
 */
export function exampleWeights(
  call: string,
  given: ClassWeights,
  supply: Pick<Supply, 'm' | 'parts'>,
  { targets, outputs }: { readonly targets: TargetDomain; readonly outputs: number },
): Float64Array {
  if (outputs > 1 && (targets === 'probabilities' || targets === 'signs')) {
    throw new RangeError(
      `${call}: classWeights need one class an example, but the ${outputs} rows of Y are questions of their own. Leave them out.`,
    );
  }
  const classes = outputs === 1 ? 2 : outputs;
  /** Of a part of the examples: how much of its example j is of class k. */
  const shareIn = (Y: NDArray): Share => {
    const m = Y.shape[1] ?? 0;
    const values = contiguousData(Y);
    const at = (k: number): number => Number(values[k]);
    return (k, j) => {
      if (targets === 'class indices') return at(j) === k ? 1 : 0;
      if (outputs > 1) return at(k * m + j);
      const ofOne = targets === 'signs' ? (1 + at(j)) / 2 : at(j);
      return k === 1 ? ofOne : 1 - ofOne;
    };
  };
  if (targets === 'any') requireClasses(call, supply);
  const weights = given === 'balanced' ? balanced(call, classes, supply, shareIn) : givenWeights(call, given, classes);
  const all = new Float64Array(supply.m);
  let first = 0;
  for (const { Y, size } of supply.parts()) {
    const share = shareIn(Y);
    for (let j = 0; j < size; j++) {
      all[first + j] = weights.reduce((sum, weight, k) => sum + weight * share(k, j), 0);
    }
    first += size;
  }
  return all;
}

/** How much of example j is of class k. */
type Share = (k: number, j: number) => number;

/** Targets that may be any numbers must be labels 0 and 1 (or between), or columns of such that sum to 1. */
function requireClasses(call: string, supply: Pick<Supply, 'parts'>): void {
  let first = 0;
  for (const { Y, size: m } of supply.parts()) {
    const values = contiguousData(Y);
    const rows = Y.shape[0] ?? 0;
    for (let j = 0; j < m; j++) {
      let [sum, inside] = [0, true];
      for (let k = j; k < rows * m; k += m) {
        sum += Number(values[k]);
        inside &&= Number(values[k]) >= 0 && Number(values[k]) <= 1;
      }
      if (inside && (rows === 1 || Math.abs(sum - 1) < 1e-6)) continue;
      throw new RangeError(
        `${call}: classWeights need targets that are classes, 0 or 1 or one-hot columns, but column ${first + j} of Y is not. Leave them out.`,
      );
    }
    first += m;
  }
}

function balanced(
  call: string,
  classes: number,
  { m, parts }: Pick<Supply, 'm' | 'parts'>,
  shareIn: (Y: NDArray) => Share,
): number[] {
  const sizes = Array.from({ length: classes }, () => 0);
  for (const { Y, size } of parts()) {
    const share = shareIn(Y);
    for (let k = 0; k < classes; k++) {
      for (let j = 0; j < size; j++) sizes[k] = (sizes[k] ?? 0) + share(k, j);
    }
  }
  const none = sizes.indexOf(0);
  if (none === -1) return sizes.map((size) => m / (classes * size));
  throw new RangeError(
    `${call}: classWeights 'balanced' needs examples of every class, but there is none of class ${none}. ` +
      'Add some, or give the weights yourself.',
  );
}

function givenWeights(call: string, given: unknown, classes: number): number[] {
  if (!Array.isArray(given) && !isObject(given)) {
    throw new TypeError(
      `${call}: classWeights must be 'balanced', a list of weights or weights by class number, but is ${kindOf(given)}.`,
    );
  }
  if (Array.isArray(given) && given.length !== classes) {
    throw new RangeError(
      `${call}: classWeights must have a weight for each of the ${classes} classes, but has ${given.length}.`,
    );
  }
  const weights = Array.from({ length: classes }, () => 1);
  for (const [key, weight] of Object.entries(given)) {
    const k = Number(key);
    if (!Number.isInteger(k) || k < 0 || k >= classes) {
      throw new RangeError(`${call}: there is no class ${key} for classWeights: classes are 0 to ${classes - 1}.`);
    }
    requireAmount(call, `classWeights[${key}]`, weight, '>= 0');
    weights[k] = Number(weight);
  }
  return weights;
}
