import { adamStep } from '../adamStep.js';
import { defineOptimizer } from '../defineOptimizer.js';
import { fraction, positive } from '@keepdims/shapes';

/**
 * Steps of about the learning rate in every weight, whatever the gradient's size: with the running means m of the gradient g and v of its
 * square, both corrected for starting at 0, w := w − learningRate · m̂ / (√v̂ + epsilon).
 *
 * At step t (from 1): m := beta1 · m + (1 − beta1) · g; v := beta2 · v + (1 − beta2) · g²; m̂ = m / (1 − beta1^t); v̂ = v / (1 − beta2^t).
 *
 * @param options.learningRate - About the largest step, in w's unit; finite, > 0. Default 0.001.
 * @param options.beta1 - Decay of the mean, without unit; in [0, 1). Default 0.9.
 * @param options.beta2 - Decay of the mean square, without unit; in [0, 1). Default 0.999.
 * @param options.epsilon - Keeps the quotient finite, in the gradient's unit; finite, > 0. Default 1e-8.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slots `firstMoment` (m) and `secondMoment` (v).
 * @throws RangeError if an option is out of range or unknown.
 * @example adam({ learningRate: 0.01 }).options // { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
 * @see Kingma, Ba (2015), ICLR, algorithm 1. https://arxiv.org/abs/1412.6980
 */
export const adam = defineOptimizer({
  name: 'adam',
  options: {
    learningRate: { default: 0.001, rule: positive },
    beta1: { default: 0.9, rule: fraction },
    beta2: { default: 0.999, rule: fraction },
    epsilon: { default: 1e-8, rule: positive },
  },
  slots: ['firstMoment', 'secondMoment'],
  rule: (w, g, slots, options, step) => {
    adamStep(w, g, slots, options, step, 0);
  },
  knownSteps: [
    // m̂ = g and v̂ = g² at the first step, whatever the betas: the step is learningRate · 4 / (4 + 1).
    { options: { learningRate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1 }, start: 1, gradients: [4], weights: [0.6] },
    // m: 2, then 1 − 1 = 0, so that the second step is 0; m̂ and v̂ are 4 and 16 at the first.
    {
      options: { learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1 },
      start: 2,
      gradients: [4, -2],
      weights: [1.92, 1.92],
    },
    // beta1 = beta2 = 0: each step is learningRate · g / (|g| + 1).
    {
      options: { learningRate: 1, beta1: 0, beta2: 0, epsilon: 1 },
      start: 0,
      gradients: [1, -3, 0],
      weights: [-0.5, 0.25, 0.25],
    },
  ],
  reference: 'Kingma, Ba (2015), ICLR, algorithm 1',
});
