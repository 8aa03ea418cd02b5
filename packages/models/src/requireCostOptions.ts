import { notNegative, numberOptions } from '@keepdims/shapes';
import { describeValue } from './describeValue.js';

/** What a cost has beyond the mean of its examples' losses. */
export interface CostOptions {
  /** The L2 term (l2 / 2) · Σ‖W‖², over weights alone; finite and >= 0. Default 0. */
  readonly l2?: number;
  /** How much each of the m examples counts, finite and >= 0: J = Σ wᵢ · lossᵢ / m. Default: 1 each. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Refuse an L2 factor or example weights that are none.
 *
 * @param m - How many examples there are.
 * @returns l2, 0 if it wasn't given.
 * @throws TypeError if l2 is no number or weights no list. RangeError if a number is negative or not finite, or there aren't m weights.
 */
export function requireCostOptions(operation: string, { l2, weights }: CostOptions, m: number): number {
  if (weights !== undefined) requireWeights(operation, weights, m);
  return numberOptions(operation, l2Option, { l2 }).l2;
}

const l2Option = { l2: { default: 0, rule: notNegative } } as const;

/**
 * Refuse anything but m finite weights >= 0.
 *
 * @throws TypeError or RangeError
 */
export function requireWeights(operation: string, weights: ArrayLike<number>, m: number): void {
  const given: unknown = weights;
  if (typeof given !== 'object' || given === null || !('length' in given)) {
    throw new TypeError(
      `${operation}: weights must be a list of ${m} numbers, one an example, but is ${describeValue(given)}.`,
    );
  }
  if (weights.length !== m) {
    throw new RangeError(
      `${operation}: weights must have one number an example, ${m} in all, but there are ${weights.length}.`,
    );
  }
  for (let j = 0; j < m; j++) {
    const weight: unknown = weights[j];
    if (typeof weight === 'number' && weight >= 0 && weight < Infinity) continue;
    throw new RangeError(
      `${operation}: weights must be finite and >= 0, but weights[${j}] is ${describeValue(weight)}. Weight 0 leaves an example out.`,
    );
  }
}
