import { defineLoss } from '../defineLoss.js';

/**
 * The loss of a regression that outliers sway less: an output costs |p − y|. The best constant prediction is the median.
 *
 * @param predictions - Model outputs p, shape [outputs, m], in the targets' unit u.
 * @param targets - True values y, same shape and unit. Never broadcast.
 * @returns Mean over the m examples of the **sum** over the outputs, unit u, a number. NaN propagates.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: sign(p − y) / m. At p = y there is none; 0 is chosen.
 * @example meanAbsoluteError(np.array([[1, 4]]), np.array([[0, 1]])) // 2
 * @see Boscovich (1757), De litteraria expeditione per pontificiam ditionem.
 */
export const meanAbsoluteError = defineLoss({
  name: 'meanAbsoluteError',
  targets: 'any',
  value: (p, y) => Math.abs(p - y),
  derivative: (p, y) => Math.sign(p - y),
  knownCosts: [
    { predictions: [[1, 4]], targets: [[0, 1]], cost: 2 },
    { predictions: [[1], [-4]], targets: [[0], [1]], cost: 6 },
    { predictions: [[2, -3]], targets: [[2, -3]], cost: 0 },
  ],
  reference: 'Boscovich (1757), De litteraria expeditione per pontificiam ditionem',
});
