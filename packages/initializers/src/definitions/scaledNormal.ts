import * as np from '@keepdims/ndarray';
import { defineInitializer } from '../defineInitializer.js';

/**
 * Keep the size of the signal: normal numbers divided by √fanIn, so that their variance is 1 / fanIn. For tanh layers; the course's deep
 * network begins so. The same distribution as LeCun's.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @remarks Computed as randn / √fanIn, not randn · (1/√fanIn): the bits of NumPy's `randn(…) / np.sqrt(n)`.
 * @example scaledNormal([20, 12288], randomState(1)).shape // [20, 12288]
 * @see LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6.
 */
export const scaledNormal = defineInitializer({
  name: 'scaledNormal',
  draw: (rng, shape) => np.divide(rng.standardNormal(shape), Math.sqrt(shape[1])),
  random: true,
  mean: () => 0,
  variance: ({ fanIn }) => 1 / fanIn,
  reference: 'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6',
});
