import { defineActivation } from '../defineActivation.js';

/**
 * Weigh a number by its own sigmoid: z · σ(z). A smooth relu that dips below 0 before it flattens; also called swish.
 *
 * @param Z - Any shape, without unit.
 * @returns Z · σ(Z), Z's shape, at least −0.2785. NaN propagates, and −Infinity gives NaN.
 * @remarks Derivative σ(z) (1 + z (1 − σ(z))); it is 0 at z = −1.2785, where the value is smallest.
 * @example silu(np.array([[-1000, 0, 1000]])) // [[-0, 0, 1000]]
 * @see Elfwing, Uchibe, Doya (2018), Neural Networks 107, 3–11, https://arxiv.org/abs/1702.03118.
 */
export const silu = defineActivation({
  name: 'silu',
  kernel: { name: 'silu' },
  value: (z) => z * sigmoid(z),
  derivative: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
  range: [-0.2784645427610738, Infinity],
  kinks: [],
  knownValues: [
    [0, 0],
    [Math.log(3), 0.75 * Math.log(3)],
    [-Math.log(3), -0.25 * Math.log(3)],
    [-2.5, -0.18964545005310887],
    [1000, 1000],
    [-1000, -0],
  ],
  reference: 'Elfwing, Uchibe, Doya (2018), Neural Networks 107, 3–11, https://arxiv.org/abs/1702.03118',
});

/** 1 / (1 + e^−z) without overflow. */
function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z < 0 ? e / (1 + e) : 1 / (1 + e);
}
