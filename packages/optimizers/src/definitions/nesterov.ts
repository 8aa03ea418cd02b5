import { kernels } from '@keepdims/kernels';
import { defineOptimizer } from '../defineOptimizer.js';
import { fraction, positive } from '@keepdims/shapes';

/**
 * Momentum that looks ahead: v := beta · v + dJ/dw, then w := w − learningRate · (dJ/dw + beta · v). The step is the one that momentum
 * would take next, were the gradient to vanish after this one.
 *
 * @param options.learningRate - The step per unit of velocity, unit w²/J; finite, > 0. Default 0.01.
 * @param options.beta - How much of the velocity is kept each step, without unit; in [0, 1). Default 0.9. At 0 it is gradient descent.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slot `velocity`.
 * @throws RangeError if an option is out of range or unknown.
 * @remarks PyTorch's form (SGD with nesterov). In Nesterov's own the gradient is taken where the velocity leads; here w is that place, so
 *   that the gradient at w is all that is needed.
 * @example
 * const optimizer = nesterov({ learningRate: 0.5, beta: 0.5 });
 * optimizer.update(np.array([[2]]), np.array([[1]]), optimizer.init(np.array([[2]]))).params // [[1.25]]
 * @see Nesterov (1983), Soviet Math. Dokl. 27(2), 372–376; the form: Sutskever et al. (2013), ICML 28, and
 *   https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export const nesterov = defineOptimizer({
  name: 'nesterov',
  options: { learningRate: { default: 0.01, rule: positive }, beta: { default: 0.9, rule: fraction } },
  slots: ['velocity'],
  rule: (w, g, { velocity }, { learningRate, beta }) => {
    kernels().nesterov(w.length, w, g, velocity, learningRate, beta);
  },
  knownSteps: [
    // v: 2, then 0.5 · 2 − 4 = −3, then −1.5; the steps are half of 2 + 1, −4 − 1.5 and 0 − 0.75.
    { options: { learningRate: 0.5, beta: 0.5 }, start: 1, gradients: [2, -4, 0], weights: [-0.5, 2.25, 2.625] },
    { options: { learningRate: 0.5, beta: 0 }, start: 1, gradients: [2, -4, 0], weights: [0, 2, 2] },
  ],
  reference: 'Nesterov (1983), Soviet Math. Dokl. 27(2), 372–376',
});
