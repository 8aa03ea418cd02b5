import { defineLoss } from '../defineLoss.js';

/**
 * The loss of a probability: an output costs −(y log p + (1 − y) log(1 − p)), the surprise at seeing y.
 *
 * @param predictions - Probabilities p, shape [outputs, m], without unit.
 * @param targets - Labels y, 0 or 1 (or probabilities between), same shape. Never broadcast.
 * @returns Mean over the m examples of the sum over the outputs, in nats, a number. No epsilon is added: a certain and wrong prediction
 *   costs Infinity; a certain and right one costs 0. NaN propagates, and a p outside [0, 1] gives NaN.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
 * @remarks Gradient in predictions: (−y/p + (1 − y)/(1 − p)) / m, where a term with coefficient 0 is 0.
 *   `binaryCrossEntropy.fromLogits(Z, targets)` includes the sigmoid: y softplus(−z) + (1 − y) softplus(z), finite for every finite
 *   z; gradient (σ(z) − y) / m.
 * @example binaryCrossEntropy(np.array([[0.5, 0.75]]), np.array([[1, 0]])) // (Math.log(2) + Math.log(4)) / 2
 * @see Cox (1958), J. R. Stat. Soc. B 20(2), 215–242.
 */
export const binaryCrossEntropy = defineLoss({
  name: 'binaryCrossEntropy',
  targets: 'probabilities',
  outputs: 'probabilities',
  value: (p, y) => (p >= 0 && p <= 1 ? times(y, -Math.log(p)) + times(1 - y, -Math.log1p(-p)) : NaN),
  derivative: (p, y) => (p >= 0 && p <= 1 ? times(1 - y, 1 / (1 - p)) - times(y, 1 / p) : NaN),
  fromLogits: {
    activation: 'sigmoid',
    value: (z, y) => times(y, softplus(-z)) + times(1 - y, softplus(z)),
  },
  knownCosts: [
    { predictions: [[0.5, 0.75]], targets: [[1, 0]], cost: (Math.log(2) + Math.log(4)) / 2 },
    { predictions: [[1, 0]], targets: [[1, 0]], cost: 0 },
    { predictions: [[0, 0.5]], targets: [[1, 1]], cost: Infinity },
    { predictions: [[1, 0.5]], targets: [[0, 1]], cost: Infinity },
    { predictions: [[0.25], [0.5]], targets: [[1], [0]], cost: Math.log(4) + Math.log(2) },
    { predictions: [[0.25]], targets: [[0.25]], cost: 0.25 * Math.log(4) + 0.75 * Math.log(4 / 3) },
    { predictions: [[1.5, 0.5]], targets: [[1, 1]], cost: NaN },
  ],
  reference: 'Cox (1958), J. R. Stat. Soc. B 20(2), 215–242',
});

/** A weighted term that counts for nothing at weight 0, even when it is infinite: 0 · log 0 = 0. */
function times(weight: number, term: number): number {
  return weight === 0 ? 0 : weight * term;
}

/** log(1 + e^z) without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
