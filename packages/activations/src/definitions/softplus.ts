import { defineActivation } from '../defineActivation.js';

/**
 * A smooth relu: log(1 + e^z), always positive. For an output that is never negative, such as a rate or a standard deviation.
 *
 * @param Z - Any shape, without unit.
 * @returns log(1 + e^Z), Z's shape, > 0 (0 is reached by underflow). NaN propagates.
 * @remarks Derivative σ(z), the sigmoid. Computed as max(z, 0) + log(1 + e^−|z|); the textbook form is infinite from 710 on.
 * @example softplus(np.array([[-1000, 1000]])) // [[0, 1000]]
 * @see Dugas, Bengio, Bélisle, Nadeau, Garcia (2001), NeurIPS 13, 472–478.
 */
export const softplus = defineActivation({
  name: 'softplus',
  kernel: { name: 'softplus' },
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  derivative: (z) => {
    const e = Math.exp(-Math.abs(z));
    return z < 0 ? e / (1 + e) : 1 / (1 + e);
  },
  range: [0, Infinity],
  kinks: [],
  knownValues: [
    [0, Math.LN2],
    [Math.log(3), Math.log(4)],
    [-40, Math.exp(-40)],
    [1000, 1000],
    [-1000, 0],
  ],
  reference: 'Dugas, Bengio, Bélisle, Nadeau, Garcia (2001), NeurIPS 13, 472–478',
});
