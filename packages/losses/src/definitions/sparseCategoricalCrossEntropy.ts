import { defineSparseLoss } from '../defineSparseLoss.js';

/**
 * `categoricalCrossEntropy` with one class index an example instead of a one-hot column: an example costs −log p of its class.
 *
 * @param predictions - Probabilities p, shape [classes, m], without unit; a column sums to 1.
 * @param targets - Class indices, shape [1, m], integers from 0 to classes − 1 of any dtype.
 * @returns Mean over the m examples, in nats, a number. No epsilon is added: probability 0 for the true class costs Infinity. NaN among
 *   the predictions propagates, and a p outside [0, 1] gives NaN.
 * @throws ShapeError if predictions are not [classes, m] or targets not [1, m]. RangeError if m is 0, or a target is no class index (NaN
 *   is none).
 * @remarks Gradient in predictions: −1 / (p m) at the class, 0 elsewhere. `sparseCategoricalCrossEntropy.fromLogits(Z, targets)` includes
 *   the softmax: log Σ e^z − z of the class, finite for all finite z; gradient (softmax(z) − one-hot) / m.
 * @example sparseCategoricalCrossEntropy(np.array([[0.5], [0.25], [0.25]]), np.array([[1]])) // Math.log(4)
 * @see Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236.
 */
export const sparseCategoricalCrossEntropy = defineSparseLoss({
  name: 'sparseCategoricalCrossEntropy',
  outputs: 'distributions',
  value: (p) => -Math.log(p),
  derivative: (p) => -1 / p,
  knownCosts: [
    { predictions: [[0.25], [0.75]], targets: [[1]], cost: Math.log(4 / 3) },
    {
      predictions: [
        [0.5, 0.25],
        [0.25, 0.25],
        [0.25, 0.5],
      ],
      targets: [[0, 1]],
      cost: (Math.log(2) + Math.log(4)) / 2,
    },
    { predictions: [[1], [0]], targets: [[0]], cost: 0 },
    { predictions: [[1], [0]], targets: [[1]], cost: Infinity },
    { predictions: [[-0.5], [1]], targets: [[1]], cost: NaN },
  ],
  reference: 'Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236',
});
