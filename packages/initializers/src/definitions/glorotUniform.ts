import { defineInitializer } from '../defineInitializer.js';

/**
 * As glorotNormal, with uniform numbers: between ∓√(6/(fanIn + fanOut)), which have the variance 2 / (fanIn + fanOut).
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn uniform numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @example glorotUniform([20, 12288], randomState(1)).shape // [20, 12288]
 * @see Glorot, Bengio (2010), AISTATS 9, 249–256.
 */
export const glorotUniform = defineInitializer({
  name: 'glorotUniform',
  draw: (rng, shape) => {
    const limit = Math.sqrt(6 / (shape[1] + shape[0]));
    return rng.uniform(-limit, limit, shape);
  },
  random: true,
  mean: () => 0,
  variance: ({ fanIn, fanOut }) => 2 / (fanIn + fanOut),
  reference: 'Glorot, Bengio (2010), AISTATS 9, 249–256',
});
