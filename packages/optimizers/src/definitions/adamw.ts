import { adamStep } from '../adamStep.js';
import { defineOptimizer } from '../defineOptimizer.js';
import { fraction, notNegative, positive } from '@keepdims/shapes';

/**
 * Adam whose weights decay beside the step, not through the gradient: w := (1 − learningRate · weightDecay) · w − learningRate · m̂ /
 * (√v̂ + epsilon). So weights with large gradients decay as fast as others, which `adam` with l2 doesn't do.
 *
 * m̂ and v̂ are `adam`'s: at step t (from 1), m := beta1 · m + (1 − beta1) · g; v := beta2 · v + (1 − beta2) · g²; m̂ = m / (1 − beta1^t);
 * v̂ = v / (1 − beta2^t).
 *
 * @param options.learningRate - About the largest step, in w's unit; finite, > 0. Default 0.001.
 * @param options.beta1 - Decay of the mean, without unit; in [0, 1). Default 0.9.
 * @param options.beta2 - Decay of the mean square, without unit; in [0, 1). Default 0.999.
 * @param options.epsilon - Keeps the quotient finite, in the gradient's unit; finite, > 0. Default 1e-8.
 * @param options.weightDecay - What every parameter given loses each step, per unit of learning rate, without unit otherwise; finite, >= 0.
 *   Default 0.01. A learning-rate factor scales the decay too. At 0 it is `adam`.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slots `firstMoment` (m) and `secondMoment` (v).
 * @throws RangeError if an option is out of range or unknown.
 * @remarks PyTorch's form and defaults. The paper's decay is weightDecay times the schedule's factor alone.
 * @example adamw().options // { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 }
 * @see Loshchilov, Hutter (2019), ICLR, algorithm 2. https://arxiv.org/abs/1711.05101
 */
export const adamw = defineOptimizer({
  name: 'adamw',
  options: {
    learningRate: { default: 0.001, rule: positive },
    beta1: { default: 0.9, rule: fraction },
    beta2: { default: 0.999, rule: fraction },
    epsilon: { default: 1e-8, rule: positive },
    weightDecay: { default: 0.01, rule: notNegative },
  },
  slots: ['firstMoment', 'secondMoment'],
  rule: (w, g, slots, options, step) => {
    adamStep(w, g, slots, options, step, options.weightDecay);
  },
  knownSteps: [
    // m̂ = g and v̂ = g² at the first step: half of 4 / (4 + 1), after the weight is down to (1 − 0.5 · 0.5) of itself.
    { options: { learningRate: 0.5, epsilon: 1, weightDecay: 0.5 }, start: 1, gradients: [4], weights: [0.35] },
    // beta1 = beta2 = 0: half the weight is left, less half of g / (|g| + 1).
    {
      options: { learningRate: 0.5, beta1: 0, beta2: 0, epsilon: 1, weightDecay: 1 },
      start: 1,
      gradients: [1, -3, 0],
      weights: [0.25, 0.5, 0.25],
    },
  ],
  reference: 'Loshchilov, Hutter (2019), ICLR, algorithm 2',
});
