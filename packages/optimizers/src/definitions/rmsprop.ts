// Assertions: an index below w.length is inside every array: they are equally long.
import { kernels } from '@keepdims/kernels';
import { defineOptimizer } from '../defineOptimizer.js';
import { fraction, positive, type Rule } from '@keepdims/shapes';

const zeroOrOne: Rule = { holds: (x) => x === 0 || x === 1, words: '0 or 1' };

/**
 * Divide the gradient by its recent size: s := beta · s + (1 − beta) · g², then w := w − learningRate · g / (√s + epsilon).
 *
 * With `centered` it is divided by its standard deviation: √s becomes √(s − a²), with the running mean a := beta · a + (1 − beta) · g. With
 * `momentum` the quotients q add up: v := momentum · v + q, then w := w − learningRate · v.
 *
 * @param options.learningRate - About the step in a steady direction, in w's unit; finite, > 0. Default 0.01.
 * @param options.beta - Decay of the mean square, without unit; in [0, 1). Default 0.99. PyTorch's alpha.
 * @param options.epsilon - Keeps the quotient finite, in the gradient's unit; finite, > 0. Default 1e-8.
 * @param options.momentum - How much of the velocity is kept each step, without unit; in [0, 1). Default 0: none.
 * @param options.centered - 1 to divide by the standard deviation, 0 not to. Default 0.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slots `meanSquare` (s), `mean` (a) if centered, `velocity` (v) with momentum.
 * @throws RangeError if an option is out of range or unknown.
 * @remarks PyTorch's form and defaults. A variance that rounding makes negative counts as 0.
 * @example rmsprop({ centered: 1 }).slots // ['meanSquare', 'mean']
 * @see Tieleman, Hinton (2012), COURSERA: Neural Networks for Machine Learning, lecture 6.5; centered, with momentum: Graves (2013),
 *   https://arxiv.org/abs/1308.0850, equations 38–45.
 */
export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  options: {
    learningRate: { default: 0.01, rule: positive },
    beta: { default: 0.99, rule: fraction },
    epsilon: { default: 1e-8, rule: positive },
    momentum: { default: 0, rule: fraction },
    centered: { default: 0, rule: zeroOrOne },
  },
  slots: ['meanSquare'],
  optionalSlots: { mean: ({ centered }) => centered === 1, velocity: ({ momentum }) => momentum > 0 },
  rule: (w, g, { meanSquare, mean, velocity }, { learningRate, beta, epsilon, momentum }) => {
    if (mean === undefined && velocity === undefined) {
      kernels().rmsprop(w.length, w, g, meanSquare, learningRate, beta, epsilon);
      return;
    }
    for (let i = 0; i < w.length; i++) {
      const slope = g[i] as number;
      let variance = beta * (meanSquare[i] as number) + (1 - beta) * slope * slope;
      meanSquare[i] = variance;
      if (mean !== undefined) {
        const average = beta * (mean[i] as number) + (1 - beta) * slope;
        mean[i] = average;
        variance = Math.max(0, variance - average * average);
      }
      let step = slope / (Math.sqrt(variance) + epsilon);
      if (velocity !== undefined) velocity[i] = step += momentum * (velocity[i] as number);
      w[i] = (w[i] as number) - learningRate * step;
    }
  },
  knownSteps: [
    // s: 4, then 3 + 1 = 4; the steps are 4 / (2 + 2) and −2 / (2 + 2).
    {
      options: { learningRate: 1, beta: 0.75, epsilon: 2 },
      start: 1,
      gradients: [4, -2],
      weights: [0, 0.5],
    },
    // s: 8, then 4 + 18 = 22; a: 2, then 1 + 3 = 4. Variances 4 and 6, of which roots 2 and √6; epsilon 1.
    {
      options: { learningRate: 1, beta: 0.5, epsilon: 1, centered: 1 },
      start: 1,
      gradients: [4, 6],
      weights: [1 - 4 / 3, 1 - 4 / 3 - 6 / (Math.sqrt(6) + 1)],
    },
    // The quotients are 1 and −0.5, as at first; v: 1, then 0.5 − 0.5 = 0.
    {
      options: { learningRate: 1, beta: 0.75, epsilon: 2, momentum: 0.5 },
      start: 1,
      gradients: [4, -2],
      weights: [0, 0],
    },
  ],
  reference: 'Tieleman, Hinton (2012), COURSERA: Neural Networks for Machine Learning, lecture 6.5',
});
