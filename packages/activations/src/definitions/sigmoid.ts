import { defineActivation } from '../defineActivation.js';

/**
 * Squash every number into (0, 1): σ(z) = 1 / (1 + e^−z), the probability of class 1. It belongs in the output layer of a binary
 * classifier; in hidden layers it saturates, and tanh or relu learn faster.
 *
 * @param Z - Any shape, without unit.
 * @returns σ(Z), Z's shape, in [0, 1] (the ends are reached by rounding). NaN propagates.
 * @remarks Derivative a(1 − a), where a = σ(z). For z < 0 the value is computed as e^z / (1 + e^z), which keeps the smallest
 *   numbers; the textbook form gives 0 below −709.
 * @example sigmoid(np.array([[0, 1000]])) // [[0.5, 1]]
 * @see Cox (1958), J. R. Stat. Soc. B 20(2), 215–242.
 */
export const sigmoid = defineActivation({
  name: 'sigmoid',
  kernel: { name: 'sigmoid' },
  value: (z) => {
    if (z >= 0) return 1 / (1 + Math.exp(-z));
    const e = Math.exp(z);
    return e / (1 + e);
  },
  derivative: (z) => {
    const e = Math.exp(-Math.abs(z));
    return e / ((1 + e) * (1 + e));
  },
  derivativeFromValue: (a) => a * (1 - a),
  range: [0, 1],
  kinks: [],
  knownValues: [
    [0, 0.5],
    [Math.log(3), 0.75],
    [-Math.log(3), 0.25],
    [1000, 1],
    [-1000, 0],
    [-720, Math.exp(-720)],
  ],
  reference: 'Cox (1958), J. R. Stat. Soc. B 20(2), 215–242',
});
