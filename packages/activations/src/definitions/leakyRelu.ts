import { defineConfigurableActivation } from '../defineConfigurableActivation.js';
import { notNegative } from '@keepdims/shapes';

/**
 * Flatten negative numbers without losing them: z for z > 0, negativeSlope · z otherwise. Unlike relu's, its units never stop learning.
 *
 * @param Z - Any shape, any unit. Or options, which give a configured activation.
 * @param options.negativeSlope - The slope left of 0, without unit; finite, >= 0. Default 0.01.
 * @returns Z's shape and unit. NaN propagates.
 * @throws RangeError if negativeSlope is not finite or negative, or another option is given.
 * @remarks Derivative 1 for z > 0 and negativeSlope for z < 0. At z = 0 there is none (unless the slope is 1); negativeSlope is chosen.
 * @example
 * leakyRelu(np.array([[-2, 3]])) // [[-0.02, 3]]
 * leakyRelu({ negativeSlope: 0.2 })(np.array([[-2, 3]])) // [[-0.4, 3]]
 * @see Maas, Hannun, Ng (2013), ICML workshop on deep learning for audio, speech and language.
 */
export const leakyRelu = defineConfigurableActivation({
  name: 'leakyRelu',
  options: { negativeSlope: { default: 0.01, rule: notNegative } },
  formulas: ({ negativeSlope }) => ({
    kernel: { name: 'leakyRelu', parameter: negativeSlope },
    value: (z) => (z > 0 ? z : negativeSlope * z),
    derivative: (z) => (z > 0 ? 1 : z <= 0 ? negativeSlope : NaN),
    range: negativeSlope === 0 ? [0, Infinity] : [-Infinity, Infinity],
    kinks: [[0, negativeSlope]],
    knownValues: [
      [-2, -2 * negativeSlope],
      [0, 0],
      [3.5, 3.5],
      [1000, 1000],
      [-1000, -1000 * negativeSlope],
    ],
  }),
  reference: 'Maas, Hannun, Ng (2013), ICML workshop on deep learning for audio, speech and language',
});
