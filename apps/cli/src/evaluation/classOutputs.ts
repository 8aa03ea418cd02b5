import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { predictedFrom } from '../model/predictedFrom.js';

/** What a network says about the classes of m rows, and what they are. */
export interface ClassOutputs {
  /** Row-major [rows, m]: the probability of class 1, or those of all classes. */
  readonly probabilities: Float64Array;
  readonly rows: number;
  readonly m: number;
  /** 2 for one row of probabilities, else one a row. */
  readonly classes: number;
  /** Class numbers. */
  readonly predicted: Int32Array;
  readonly actual: Int32Array;
}

/** From outputs and targets, both [1, m] or [classes, m]; targets are 0 and 1, or one-hot columns. */
export function classOutputs(output: NDArray, Y: NDArray): ClassOutputs {
  const [rows = 0, m = 0] = output.shape;
  const label = (array: NDArray): Int32Array =>
    Int32Array.from(np.contiguousData(predictedFrom(array, 'classification')));
  return {
    probabilities: Float64Array.from(np.contiguousData(output)),
    rows,
    m,
    classes: Math.max(2, rows),
    predicted: label(output),
    actual: label(Y),
  };
}
