import { defineActivation } from '../defineActivation.js';

/**
 * Squash every number into (−1, 1): tanh z = (e^z − e^−z) / (e^z + e^−z). Its outputs are centred on 0, which makes it a better
 * hidden activation than sigmoid.
 *
 * @param Z - Any shape, without unit.
 * @returns tanh(Z), Z's shape, in [−1, 1]. NaN propagates.
 * @remarks Derivative 1 − a², where a = tanh z.
 * @example tanh(np.array([[0, 1000]])) // [[0, 1]]
 * @see LeCun, Bottou, Orr, Müller (1998), Efficient BackProp.
 */
export const tanh = defineActivation({
  name: 'tanh',
  kernel: { name: 'tanh' },
  value: Math.tanh,
  derivative: (z) => {
    const a = Math.tanh(z);
    return 1 - a * a;
  },
  derivativeFromValue: (a) => 1 - a * a,
  range: [-1, 1],
  kinks: [],
  knownValues: [
    [0, 0],
    [Math.log(2), 0.6],
    [-Math.log(3), -0.8],
    [1000, 1],
    [-1000, -1],
  ],
  reference: 'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp',
});
