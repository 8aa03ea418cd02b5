import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';
import { notNegative } from '@keepdims/shapes';

/**
 * Begin near zero: normal numbers with mean 0 and a fixed standard deviation. The first choice of the course (randn · 0.01); it breaks the
 * symmetry, but in deep networks the signal dies out, and heNormal or scaledNormal are better.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1. Or options alone, which give a configured initializer.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @param options.stddev - The standard deviation, without unit; finite, >= 0. Default 0.01.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing. RangeError if stddev
 *   is negative or not finite, or another option is given.
 * @example randomNormal({ stddev: 0.1 })([1, 2], randomState(1)) // randomState(1).randn(1, 2).multiply(0.1)
 */
export const randomNormal = defineInitializer({
  name: 'randomNormal',
  options: { stddev: { default: 0.01, rule: notNegative } },
  draw: (rng, shape, { stddev }) => np.multiply(rng.standardNormal(shape), stddev),
  random: true,
  mean: () => 0,
  variance: (_fans, { stddev }) => stddev * stddev,
  reference: 'elementary',
});
