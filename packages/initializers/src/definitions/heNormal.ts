import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Keep the size of the signal through relu layers: normal numbers with variance 2 / fanIn (relu loses half of it).
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @remarks The plain normal distribution of the paper, randn · √(2/fanIn). Some libraries cut it off at two standard deviations.
 * @example heNormal([20, 12288], randomState(1)).shape // [20, 12288]
 * @see He, Zhang, Ren, Sun (2015), ICCV, 1026–1034.
 */
export const heNormal = defineInitializer({
  name: 'heNormal',
  draw: (rng, shape) => np.multiply(rng.standardNormal(shape), Math.sqrt(2 / shape[1])),
  random: true,
  mean: () => 0,
  variance: ({ fanIn }) => 2 / fanIn,
  reference: 'He, Zhang, Ren, Sun (2015), ICCV, 1026–1034',
});
