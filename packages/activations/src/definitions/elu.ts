import { positive } from '@keepdims/shapes';
import { defineConfigurableActivation } from '../defineConfigurableActivation.js';

/**
 * Bend negative numbers towards −alpha: z for z > 0, alpha · (e^z − 1) otherwise. Like relu, but its mean is nearer 0 and no unit dies.
 *
 * @param Z - Any shape, without unit. Or options, which give a configured activation.
 * @param options.alpha - The value −alpha is approached on the left, without unit; finite, > 0. Default 1.
 * @returns Z's shape. NaN propagates.
 * @throws RangeError if alpha is not finite and positive, or another option is given.
 * @remarks Derivative 1 for z > 0 and alpha · e^z = a + alpha for z < 0. At z = 0 there is none unless alpha is 1; alpha is chosen.
 * @example
 * elu(np.array([[-1000, 3]])) // [[-1, 3]]
 * elu({ alpha: 0.5 })(np.array([[-1000, 3]])) // [[-0.5, 3]]
 * @see Clevert, Unterthiner, Hochreiter (2016), ICLR, https://arxiv.org/abs/1511.07289.
 */
export const elu = defineConfigurableActivation({
  name: 'elu',
  options: { alpha: { default: 1, rule: positive } },
  formulas: ({ alpha }) => ({
    kernel: { name: 'elu', parameter: alpha },
    value: (z) => (z > 0 ? z : alpha * Math.expm1(z)),
    derivative: (z) => (z > 0 ? 1 : alpha * Math.exp(z)),
    range: [-alpha, Infinity],
    kinks: alpha === 1 ? [] : [[0, alpha]],
    knownValues: [
      [0, 0],
      [-Math.LN2, -0.5 * alpha],
      [-1e-20, -1e-20 * alpha],
      [3.5, 3.5],
      [1000, 1000],
      [-1000, -alpha],
    ],
  }),
  reference: 'Clevert, Unterthiner, Hochreiter (2016), ICLR, https://arxiv.org/abs/1511.07289',
});
