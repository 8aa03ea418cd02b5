import { kernels } from '@keepdims/kernels';
import { defineOptimizer } from '../defineOptimizer.js';
import { positive } from '@keepdims/shapes';

/**
 * Step against the gradient: w := w − learningRate · dJ/dw.
 *
 * @param options.learningRate - The step per unit of gradient, unit w²/J; finite, > 0. Default 0.01.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has no slots.
 * @throws RangeError if learningRate is out of range, or another option is given.
 * @example
 * const optimizer = gradientDescent({ learningRate: 0.1 });
 * const { params, state } = optimizer.update({ w: np.array([[1]]) }, { w: np.array([[2]]) }, optimizer.init({ w: np.array([[1]]) }));
 * params.w // [[0.8]]
 * @see Cauchy (1847), Comptes rendus 25, 536–538.
 */
export const gradientDescent = defineOptimizer({
  name: 'gradientDescent',
  options: { learningRate: { default: 0.01, rule: positive } },
  slots: [],
  rule: (w, g, _slots, { learningRate }) => {
    kernels().gradientDescent(w.length, w, g, learningRate);
  },
  knownSteps: [{ options: { learningRate: 0.5 }, start: 1, gradients: [2, -4, 0], weights: [0, 2, 2] }],
  reference: 'Cauchy (1847), Comptes rendus 25, 536–538',
});
