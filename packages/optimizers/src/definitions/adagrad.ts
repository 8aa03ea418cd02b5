import { kernels } from '@keepdims/kernels';
import { defineOptimizer } from '../defineOptimizer.js';
import { notNegative, positive } from '@keepdims/shapes';

/**
 * Steps that shrink as gradients add up, in each weight for itself: s := s + g², then w := w − rate · g / (√(initialAccumulator + s) +
 * epsilon), with rate = learningRate / (1 + (t − 1) · learningRateDecay) at step t (from 1). Rare features keep large steps.
 *
 * @param options.learningRate - About the first step, in w's unit; finite, > 0. Default 0.01.
 * @param options.learningRateDecay - How much each step adds to the learning rate's divisor, without unit; finite, >= 0. Default 0.
 * @param options.initialAccumulator - Where the sum of squares begins, in the gradient's unit squared; finite, >= 0. Default 0.
 * @param options.epsilon - Keeps the quotient finite, in the gradient's unit; finite, > 0. Default 1e-10.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slot `squareSum` (s), zero at first.
 * @throws RangeError if an option is out of range or unknown.
 * @remarks PyTorch's form and defaults; its `sum` is initialAccumulator + s.
 * @example
 * const optimizer = adagrad({ learningRate: 0.5, initialAccumulator: 7, epsilon: 1 });
 * optimizer.update(np.array([[2]]), np.array([[3]]), optimizer.init(np.array([[2]]))).params // [[1.7]]
 * @see Duchi, Hazan, Singer (2011), JMLR 12, 2121–2159. https://jmlr.org/papers/v12/duchi11a.html
 */
export const adagrad = defineOptimizer({
  name: 'adagrad',
  options: {
    learningRate: { default: 0.01, rule: positive },
    learningRateDecay: { default: 0, rule: notNegative },
    initialAccumulator: { default: 0, rule: notNegative },
    epsilon: { default: 1e-10, rule: positive },
  },
  slots: ['squareSum'],
  rule: (w, g, { squareSum }, { learningRate, learningRateDecay, initialAccumulator, epsilon }, step) => {
    const rate = learningRate / (1 + (step - 1) * learningRateDecay);
    kernels().adagrad(w.length, w, g, squareSum, rate, initialAccumulator, epsilon);
  },
  knownSteps: [
    // s: 16, then 25, then 25; the steps are 4 / (4 + 1), −3 / (5 + 1) and 0.
    { options: { learningRate: 1, epsilon: 1 }, start: 1, gradients: [4, -3, 0], weights: [0.2, 0.7, 0.7] },
    // Roots of 9 + 16 and 9 + 16 + 144; the second rate is 1 / (1 + 1).
    {
      options: { learningRate: 1, learningRateDecay: 1, initialAccumulator: 9, epsilon: 1 },
      start: 1,
      gradients: [4, -12],
      weights: [1 - 4 / 6, 1 - 4 / 6 + 6 / 14],
    },
  ],
  reference: 'Duchi, Hazan, Singer (2011), JMLR 12, 2121–2159',
});
