import { defineLoss } from '../defineLoss.js';

/**
 * The loss of a classifier that keeps a margin: an output costs max(0, 1 − y·p), nothing once it has the right sign and |p| ≥ 1. With a
 * linear output and an L2 term it is the support vector machine.
 *
 * @param predictions - Scores p, shape [outputs, m], without unit: of either sign, not probabilities.
 * @param targets - Labels y, −1 or 1, same shape. Never broadcast. Labels 0 and 1 become such by 2·y − 1; they are never taken for them.
 * @returns Mean over the m examples of the sum over the outputs, without unit, a number. NaN propagates.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: −y/m where y·p < 1, 0 where y·p > 1. At y·p = 1 there is none; 0 is chosen.
 * @example hinge(np.array([[0.5, 2, 0.5]]), np.array([[1, 1, -1]])) // 2 / 3
 * @see Cortes, Vapnik (1995), Machine Learning 20(3), 273–297.
 */
export const hinge = defineLoss({
  name: 'hinge',
  targets: 'signs',
  outputs: 'signed',
  value: (p, y) => Math.max(0, 1 - y * p),
  derivative: (p, y) => (y * p < 1 ? -y : y * p >= 1 ? 0 : NaN),
  knownCosts: [
    { predictions: [[0.5, 2, 0.5]], targets: [[1, 1, -1]], cost: 2 / 3 },
    { predictions: [[0], [-3]], targets: [[1], [1]], cost: 5 },
    { predictions: [[1, -1]], targets: [[1, -1]], cost: 0 },
  ],
  reference: 'Cortes, Vapnik (1995), Machine Learning 20(3), 273–297',
});
