import { defineActivation } from '../defineActivation.js';

/** The two constants for which numbers with mean 0 and variance 1 keep both; equation 14 of the paper. */
const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/**
 * Keep mean 0 and variance 1 from layer to layer: scale · z for z > 0, scale · alpha · (e^z − 1) otherwise, with scale 1.0507… and alpha
 * 1.6733…. It needs inputs that are scaled so and weights from lecunNormal.
 *
 * @param Z - Any shape, without unit.
 * @returns Z's shape, above −1.7581. NaN propagates.
 * @remarks Derivative scale for z > 0 and scale · alpha · e^z for z < 0. At z = 0 there is none; scale · alpha is chosen.
 * @example selu(np.array([[0, 1]])) // [[0, 1.0507009873554805]]
 * @see Klambauer, Unterthiner, Mayr, Hochreiter (2017), NeurIPS 30, https://arxiv.org/abs/1706.02515.
 */
export const selu = defineActivation({
  name: 'selu',
  kernel: { name: 'selu' },
  value: (z) => (z > 0 ? scale * z : scale * alpha * Math.expm1(z)),
  derivative: (z) => (z > 0 ? scale : scale * alpha * Math.exp(z)),
  range: [-scale * alpha, Infinity],
  kinks: [[0, scale * alpha]],
  knownValues: [
    [0, 0],
    [1, 1.0507009873554805],
    [-Math.LN2, -0.8790496704236883],
    [1000, 1050.7009873554805],
    [-1000, -1.7580993408473766],
  ],
  reference: 'Klambauer, Unterthiner, Mayr, Hochreiter (2017), NeurIPS 30, https://arxiv.org/abs/1706.02515',
});
