import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Keep the size of the signal: normal numbers with variance 1 / fanIn. For selu layers, which need it, and for tanh.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @remarks The plain normal distribution, randn · √(1/fanIn); `scaledNormal` is the same but for the last bits, in the course's form. Some
 *   libraries cut it off at two standard deviations.
 * @example lecunNormal([20, 12288], randomState(1)).shape // [20, 12288]
 * @see LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6.
 */
export const lecunNormal = defineInitializer({
  name: 'lecunNormal',
  draw: (rng, shape) => np.multiply(rng.standardNormal(shape), Math.sqrt(1 / shape[1])),
  random: true,
  mean: () => 0,
  variance: ({ fanIn }) => 1 / fanIn,
  reference: 'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6',
});
