import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';
import { finite } from '@keepdims/shapes';

/**
 * Begin with one number everywhere.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1. Or options alone, which give a configured initializer.
 * @param rng - Left alone: nothing is drawn.
 * @param options.value - The number, without unit; finite. Default 0.
 * @returns Weights, shape [fanOut, fanIn], float64.
 * @throws ShapeError if the shape isn't two positive integers. RangeError if value isn't finite, or another option is given.
 * @example constant({ value: 0.5 })([1, 2], randomState(1)) // [[0.5, 0.5]]
 */
export const constant = defineInitializer({
  name: 'constant',
  options: { value: { default: 0, rule: finite } },
  draw: (_rng, shape, { value }) => np.full(shape, value),
  random: false,
  mean: ({ value }) => value,
  variance: () => 0,
  reference: 'elementary',
});
