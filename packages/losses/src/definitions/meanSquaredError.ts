import { defineLoss } from '../defineLoss.js';

/**
 * The loss of a regression: an output costs (p − y)².
 *
 * @param predictions - Model outputs p, shape [outputs, m], in the targets' unit u.
 * @param targets - True values y, same shape and unit. Never broadcast.
 * @returns Mean over the m examples of the **sum** over the outputs, unit u², a number. (Some libraries divide by the number of outputs
 *   too; with one output it is the same.) NaN propagates.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: 2 (p − y) / m. `halfSquaredError` has no factor 2.
 * @example meanSquaredError(np.array([[1, 4]]), np.array([[0, 1]])) // 5
 * @see Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes.
 */
export const meanSquaredError = defineLoss({
  name: 'meanSquaredError',
  targets: 'any',
  value: (p, y) => (p - y) * (p - y),
  derivative: (p, y) => 2 * (p - y),
  knownCosts: [
    { predictions: [[1, 4]], targets: [[0, 1]], cost: 5 },
    { predictions: [[1], [4]], targets: [[0], [1]], cost: 10 },
    { predictions: [[2, -3]], targets: [[2, -3]], cost: 0 },
  ],
  reference: 'Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes',
});
