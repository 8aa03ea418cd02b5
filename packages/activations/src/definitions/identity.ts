import { defineActivation } from '../defineActivation.js';

/**
 * Leave everything as it is: the output of a regression. In hidden layers it is useless: layers without a non-linearity collapse to one.
 *
 * @param Z - Any shape, any unit.
 * @returns A copy of Z, in float64 or float32.
 * @remarks Derivative 1.
 * @example identity(np.array([[-2, 3]])) // [[-2, 3]]
 */
export const identity = defineActivation({
  name: 'identity',
  kernel: { name: 'identity' },
  value: (z) => z,
  derivative: () => 1,
  range: [-Infinity, Infinity],
  kinks: [],
  knownValues: [
    [0, 0],
    [-2.5, -2.5],
    [1000, 1000],
  ],
  reference: 'elementary',
});
