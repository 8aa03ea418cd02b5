import { normalBelow, normalDensity } from '@keepdims/kernels';
import { defineActivation } from '../defineActivation.js';

/**
 * Weigh a number by how likely a standard normal one is to lie below it: z · Φ(z), in the exact form with the error function. The hidden
 * activation of transformers.
 *
 * @param Z - Any shape, without unit.
 * @returns Z · Φ(Z), Z's shape, at least −0.17. NaN propagates, and −Infinity gives NaN.
 * @remarks Derivative Φ(z) + z φ(z), where φ is the normal density; it is 0 at z = −0.7518, where the value is smallest. The approximation
 *   by tanh, which some libraries offer, differs by up to 5e-4.
 * @example gelu(np.array([[-1000, 0, 1000]])) // [[-0, 0, 1000]]
 * @see Hendrycks, Gimpel (2016), https://arxiv.org/abs/1606.08415.
 */
export const gelu = defineActivation({
  name: 'gelu',
  kernel: { name: 'gelu' },
  value: (z) => z * normalBelow(z),
  derivative: (z) => normalBelow(z) + z * normalDensity(z),
  range: [-0.1699712074799037, Infinity],
  kinks: [],
  knownValues: [
    [0, 0],
    [1, 0.8413447460685429],
    [-1, -0.15865525393145705],
    [3, 2.99595030590511],
    [-10, -7.619853024160526e-23],
    [1000, 1000],
    [-1000, -0],
  ],
  reference: 'Hendrycks, Gimpel (2016), https://arxiv.org/abs/1606.08415',
});
