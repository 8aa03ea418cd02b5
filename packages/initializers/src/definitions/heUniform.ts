import { defineInitializer } from '../defineInitializer.js';

/**
 * As heNormal, with uniform numbers: between ∓√(6/fanIn), which have the variance 2 / fanIn.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
 * @param rng - Where the numbers come from; fanOut · fanIn uniform numbers are drawn, in row-major order.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
 * @example heUniform([20, 12288], randomState(1)).shape // [20, 12288]
 * @see He, Zhang, Ren, Sun (2015), ICCV, 1026–1034.
 */
export const heUniform = defineInitializer({
  name: 'heUniform',
  draw: (rng, shape) => {
    const limit = Math.sqrt(6 / shape[1]);
    return rng.uniform(-limit, limit, shape);
  },
  random: true,
  mean: () => 0,
  variance: ({ fanIn }) => 2 / fanIn,
  reference: 'He, Zhang, Ren, Sun (2015), ICCV, 1026–1034',
});
