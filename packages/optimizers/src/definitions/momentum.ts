import { kernels } from '@keepdims/kernels';
import { defineOptimizer } from '../defineOptimizer.js';
import { fraction, positive } from '@keepdims/shapes';

/**
 * Roll downhill: v := beta · v + dJ/dw, then w := w − learningRate · v. Steps in a steady direction add up; zigzags cancel.
 *
 * @param options.learningRate - The step per unit of velocity, unit w²/J; finite, > 0. Default 0.01.
 * @param options.beta - How much of the velocity is kept each step, without unit; in [0, 1). Default 0.9. At 0 it is gradient descent.
 * @param options.l2, options.clipNorm, options.clipValue - Of the gradient; see `GradientOption`. Off unless given.
 * @returns The optimizer; its state has the slot `velocity`.
 * @throws RangeError if an option is out of range or unknown.
 * @remarks This is PyTorch's form (SGD with momentum, dampening 0). The form v := beta · v + (1 − beta) · dJ/dw takes steps smaller by the
 *   factor 1 − beta: multiply its learning rate by 1 − beta to get the same steps here.
 * @example
 * const optimizer = momentum({ learningRate: 0.5, beta: 0.5 });
 * const gradient = np.array([[1]]);
 * const first = optimizer.update(np.array([[2]]), gradient, optimizer.init(np.array([[2]])));
 * first.params // [[1.5]]
 * optimizer.update(first.params, gradient, first.state).params // [[0.75]]
 * @see Polyak (1964), USSR Comput. Math. Math. Phys. 4(5), 1–17; the form: Sutskever et al. (2013), ICML 28, and
 *   https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export const momentum = defineOptimizer({
  name: 'momentum',
  options: { learningRate: { default: 0.01, rule: positive }, beta: { default: 0.9, rule: fraction } },
  slots: ['velocity'],
  rule: (w, g, { velocity }, { learningRate, beta }) => {
    kernels().momentum(w.length, w, g, velocity, learningRate, beta);
  },
  knownSteps: [
    // v: 2, then 0.5 · 2 − 4 = −3, then −1.5
    { options: { learningRate: 0.5, beta: 0.5 }, start: 1, gradients: [2, -4, 0], weights: [0, 1.5, 2.25] },
  ],
  reference: 'Polyak (1964), USSR Comput. Math. Math. Phys. 4(5), 1–17',
});
