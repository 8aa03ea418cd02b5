import { positive } from '@keepdims/shapes';
import { defineConfigurableLoss } from '../defineConfigurableLoss.js';

/**
 * Penalise small errors quadratically and large ones linearly.
 *
 * For r = p − y an output costs r²/2 while |r| ≤ delta, and delta · (|r| − delta/2) beyond.
 *
 * @param predictions - Model outputs p, shape [outputs, m], in the targets' unit u. Or options alone, which give a configured loss.
 * @param targets - True values y, same shape and unit. Never broadcast.
 * @param options.delta - Where the pieces join, unit u; finite, > 0. Default 1.
 * @returns Mean over the m examples of the sum over the outputs, unit u², a number. NaN propagates.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if delta is not finite and positive, another option is
 *   given, or m is 0.
 * @remarks Gradient in predictions: r clamped to −delta … delta, divided by m.
 * @example
 * huber(np.array([[0.5, 3]]), np.array([[0, 0]])) // 1.3125
 * huber({ delta: 2 })(np.array([[0.5, 3]]), np.array([[0, 0]])) // 2.0625
 * @see Huber (1964), Ann. Math. Statist. 35(1), 73–101.
 */
export const huber = defineConfigurableLoss({
  name: 'huber',
  targets: 'any',
  options: { delta: { default: 1, rule: positive } },
  formulas: ({ delta }) => ({
    value: (p, y) => {
      const size = Math.abs(p - y);
      return size > delta ? delta * (size - delta / 2) : (size * size) / 2;
    },
    derivative: (p, y) => Math.max(-delta, Math.min(delta, p - y)),
    knownCosts: [
      { predictions: [[delta / 2, 3 * delta]], targets: [[0, 0]], cost: (21 / 16) * delta * delta },
      { predictions: [[-delta], [delta]], targets: [[0], [0]], cost: delta * delta },
      { predictions: [[2, -3]], targets: [[2, -3]], cost: 0 },
    ],
  }),
  reference: 'Huber (1964), Ann. Math. Statist. 35(1), 73–101',
});
