import { defineLoss } from '../defineLoss.js';

/**
 * The loss of a distribution over classes: an example costs −Σ y log p down its column, the surprise at seeing its class.
 *
 * @param predictions - Probabilities p, shape [classes, m], without unit; a column sums to 1.
 * @param targets - One-hot columns y (or probabilities), same shape. Never broadcast.
 * @returns Mean over the m examples, in nats, a number. No epsilon is added: probability 0 for the true class costs Infinity; a perfect
 *   prediction costs 0. NaN propagates, and a p outside [0, 1] gives NaN.
 * @throws ShapeError if the shapes differ or are not [classes, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: −(y/p) / m, 0 where y is 0.
 *   `categoricalCrossEntropy.fromLogits(Z, targets)` includes the softmax: Σ y (log Σ e^z − z), finite for all finite z; gradient
 *   (Σy · softmax(z) − y) / m.
 * @example categoricalCrossEntropy(np.array([[0.5], [0.5]]), np.array([[0], [1]])) // Math.log(2)
 * @see Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236.
 */
export const categoricalCrossEntropy = defineLoss({
  name: 'categoricalCrossEntropy',
  targets: 'distributions',
  outputs: 'distributions',
  value: (p, y) => (p >= 0 && p <= 1 ? (y === 0 ? 0 : -y * Math.log(p)) : NaN),
  derivative: (p, y) => (p >= 0 && p <= 1 ? (y === 0 ? 0 : -y / p) : NaN),
  fromLogits: {
    activation: 'softmax',
    value: (z, y) => {
      const largest = z.reduce((max, score) => Math.max(max, score), -Infinity);
      const logTotal = Math.log(z.reduce((total, score) => total + Math.exp(score - largest), 0));
      // largest − z first: exact where log Σ e^z − z would cancel.
      return y.reduce(
        (cost, weight, i) => (weight === 0 ? cost : cost + weight * (largest - (z[i] ?? NaN) + logTotal)),
        0 * logTotal,
      );
    },
  },
  knownCosts: [
    { predictions: [[0.25], [0.75]], targets: [[0], [1]], cost: Math.log(4 / 3) },
    {
      predictions: [
        [0.5, 0.25],
        [0.25, 0.25],
        [0.25, 0.5],
      ],
      targets: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      cost: (Math.log(2) + Math.log(4)) / 2,
    },
    { predictions: [[1], [0]], targets: [[1], [0]], cost: 0 },
    { predictions: [[1], [0]], targets: [[0], [1]], cost: Infinity },
    { predictions: [[0.5], [0.5]], targets: [[0.5], [0.5]], cost: Math.log(2) },
    { predictions: [[-0.5], [1]], targets: [[0], [1]], cost: NaN },
  ],
  reference: 'Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236',
});
