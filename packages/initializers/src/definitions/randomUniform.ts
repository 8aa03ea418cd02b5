import { notNegative } from '@keepdims/shapes';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Begin near zero: uniform numbers between ∓limit. Like randomNormal it doesn't know the layer's size; heUniform and glorotUniform do.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1. Or options alone, which give a configured initializer.
 * @param rng - Where the numbers come from; fanOut · fanIn uniform numbers are drawn, in row-major order.
 * @param options.limit - The largest magnitude, without unit; finite, >= 0. Default 0.05.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit, in [−limit, limit).
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing. RangeError if limit
 *   is negative or not finite, or another option is given.
 * @example randomUniform({ limit: 0.1 })([1, 2], randomState(1)) // randomState(1).uniform(-0.1, 0.1, [1, 2])
 */
export const randomUniform = defineInitializer({
  name: 'randomUniform',
  options: { limit: { default: 0.05, rule: notNegative } },
  draw: (rng, shape, { limit }) => rng.uniform(-limit, limit, shape),
  random: true,
  mean: () => 0,
  variance: (_fans, { limit }) => (limit * limit) / 3,
  reference: 'elementary',
});
