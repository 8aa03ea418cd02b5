import { defineLoss } from '../defineLoss.js';

/**
 * Half the squared error: an output costs (p − y)² / 2, so that the gradient has no factor 2.
 *
 * @param predictions - Model outputs p, shape [outputs, m], in the targets' unit u.
 * @param targets - True values y, same shape and unit. Never broadcast.
 * @returns Mean over the m examples of the sum over the outputs, unit u², a number. NaN propagates.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: (p − y) / m. After a sigmoid this cost is not convex in the weights; `binaryCrossEntropy` is.
 * @example halfSquaredError(np.array([[1, 4]]), np.array([[0, 1]])) // 2.5
 * @see Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes.
 */
export const halfSquaredError = defineLoss({
  name: 'halfSquaredError',
  targets: 'any',
  value: (p, y) => ((p - y) * (p - y)) / 2,
  derivative: (p, y) => p - y,
  knownCosts: [
    { predictions: [[1, 4]], targets: [[0, 1]], cost: 2.5 },
    { predictions: [[1], [4]], targets: [[0], [1]], cost: 5 },
    { predictions: [[2, -3]], targets: [[2, -3]], cost: 0 },
  ],
  reference: 'Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes',
});
