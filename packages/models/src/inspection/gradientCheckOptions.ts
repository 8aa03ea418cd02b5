import { notNegative, numberOptions, positive } from '@keepdims/shapes';
import type { Rule } from '@keepdims/shapes';
import { describeValue } from '../describeValue.js';
import type { AnyLayerParams } from '../layer.js';
import { requireOptions } from '../requireMode.js';

/** Options of `net.gradientCheck`. */
export interface GradientCheckOptions {
  /** The L2 term (l2 / 2) · Σ‖W‖² of the cost, finite and >= 0. Default 0. */
  readonly l2?: number;
  /** The step, finite and > 0. Default 2^−17 (7.6e-6), about the cube root of the resolution of float64, in which costs are computed. */
  readonly epsilon?: number;
  /** The largest relative difference that passes, finite and > 0. Default 1e-6, or 1e-3 if a parameter is float32. */
  readonly tolerance?: number;
  /** Check at most so many entries of each array, drawn at random: an integer >= 1. Default: all. */
  readonly sample?: number;
  /** Whether dropout and batch normalisation work as in training. Default true. */
  readonly training?: boolean;
  /** The seed of dropout's masks, which are the same in every pass, and of the sample: an integer from 0 to 2^32 − 1. Default 0. */
  readonly seed?: number;
}

const count: Rule = {
  holds: (n) => n === Infinity || (Number.isSafeInteger(n) && n >= 1),
  words: 'an integer, 1 or more',
};
const seeding: Rule = {
  holds: (n) => Number.isInteger(n) && n >= 0 && n < 2 ** 32,
  words: 'an integer from 0 to 2^32 − 1',
};

/**
 * The options over their defaults.
 *
 * @throws RangeError if an option is unknown or out of its range. TypeError if one is of another type.
 */
export function gradientCheckOptions(
  operation: string,
  params: readonly AnyLayerParams[],
  given: GradientCheckOptions,
): Required<GradientCheckOptions> {
  requireOptions(operation, ['l2', 'epsilon', 'tolerance', 'sample', 'training', 'seed'], given);
  const { training = true, ...numbers } = given;
  if (typeof training !== 'boolean') {
    throw new TypeError(`${operation}: training must be true or false, but is ${describeValue(training)}.`);
  }
  const float32 = params.some((layer) =>
    Object.values(layer).some(({ dtype }: { dtype: string }) => dtype === 'float32'),
  );
  const table = {
    l2: { default: 0, rule: notNegative },
    epsilon: { default: 2 ** -17, rule: positive },
    tolerance: { default: float32 ? 1e-3 : 1e-6, rule: positive },
    sample: { default: Infinity, rule: count },
    seed: { default: 0, rule: seeding },
  } as const;
  return { training, ...numberOptions(operation, table, numbers) };
}
