import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Keep the size of both the signal and its gradient: normal numbers with variance 2 / (fanIn + fanOut). For sigmoid, tanh and softmax layers.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @remarks The plain normal distribution, randn · √(2/(fanIn + fanOut)). Some libraries cut it off at two standard deviations.
 * @example glorotNormal([20, 12288], randomState(1)).shape // [20, 12288]
 * @see Glorot, Bengio (2010), AISTATS 9, 249–256.
 */
export const glorotNormal = defineInitializer({
  name: 'glorotNormal',
  draw: (rng, shape) => np.multiply(rng.standardNormal(shape), Math.sqrt(2 / (shape[1] + shape[0]))),
  random: true,
  mean: () => 0,
  variance: ({ fanIn, fanOut }) => 2 / (fanIn + fanOut),
  reference: 'Glorot, Bengio (2010), AISTATS 9, 249–256',
});
