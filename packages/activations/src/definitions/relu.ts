import { defineActivation } from '../defineActivation.js';

/**
 * Cut negative numbers off: relu(z) = max(0, z). The usual choice for hidden layers, and for an output that is never negative, such as
 * a price.
 *
 * @param Z - Any shape, any unit.
 * @returns max(0, Z), Z's shape and unit. NaN propagates.
 * @remarks Derivative 1 for z > 0 and 0 for z < 0. At z = 0 there is none; 0 is chosen.
 * @example relu(np.array([[-2, 3]])) // [[0, 3]]
 * @see Nair, Hinton (2010), ICML 27, 807–814.
 */
export const relu = defineActivation({
  name: 'relu',
  kernel: { name: 'relu' },
  value: (z) => Math.max(0, z),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN),
  range: [0, Infinity],
  kinks: [[0, 0]],
  knownValues: [
    [-2, 0],
    [-0, 0],
    [3.5, 3.5],
    [1000, 1000],
    [-1000, 0],
  ],
  reference: 'Nair, Hinton (2010), ICML 27, 807–814',
});
