import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Begin with zeros: right for biases, wrong for weights, since all units of a layer then stay equal for ever.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Left alone: nothing is drawn.
 * @returns Zeros, shape [fanOut, fanIn], float64.
 * @throws ShapeError if the shape isn't two positive integers.
 * @example zeros([2, 3], randomState(1)) // [[0, 0, 0], [0, 0, 0]]
 */
export const zeros = defineInitializer({
  name: 'zeros',
  draw: (_rng, shape) => np.zeros(shape),
  random: false,
  mean: () => 0,
  variance: () => 0,
  reference: 'elementary',
});
