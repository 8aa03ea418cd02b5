import { kernels } from '@keepdims/kernels';
import { defineColumnwiseActivation } from '../defineColumnwiseActivation.js';

/**
 * Turn each column of scores into probabilities: e^z / Σ e^z down the column (axis 0). The output layer of a classifier with several
 * classes.
 *
 * @param Z - Scores (logits), shape [classes, m], without unit; or [classes] for one example.
 * @returns Probabilities, Z's shape; every column sums to 1. A column with a NaN or +Infinity becomes NaN.
 * @throws ShapeError if Z has rank 0.
 * @remarks The column's maximum is subtracted first, so nothing overflows; the textbook form gives NaN from 710 on. Backward, per column:
 *   dZ = a ⊙ (dA − Σ dA·a).
 * @example softmax(np.array([[1000, -5], [1000, -5]])) // [[0.5, 0.5], [0.5, 0.5]]
 * @see Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236.
 */
export const softmax = defineColumnwiseActivation({
  name: 'softmax',
  kernel: { name: 'softmax', parameter: 0 },
  range: [0, 1],
  value: (rows, columns, Z) => {
    kernels().softmaxColumns(rows, columns, Z, Z);
  },
  vjp: (rows, columns, A, dA) => {
    const inner = new Float64Array(columns); // Σ dA·a of each column
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        inner[j] = (inner[j] ?? NaN) + (dA[i * columns + j] ?? NaN) * (A[i * columns + j] ?? NaN);
      }
    }
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const k = i * columns + j;
        dA[k] = (A[k] ?? NaN) * ((dA[k] ?? NaN) - (inner[j] ?? NaN));
      }
    }
  },
  knownColumns: [
    [[0], [1]],
    [
      [0, 0],
      [0.5, 0.5],
    ],
    [
      [0, Math.log(3)],
      [0.25, 0.75],
    ],
    [
      [1000, 1000 + Math.log(3), 1000 + Math.log(4)],
      [1 / 8, 3 / 8, 4 / 8],
    ],
    [
      [1000, -1000],
      [1, 0],
    ],
  ],
  reference: 'Bridle (1990), in: Neurocomputing, NATO ASI Series 68, 227–236',
});
