import type { Table, UnseenCategories } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import { predictedFrom } from '../model/predictedFrom.js';
import { requireFinite } from '../model/requireFinite.js';
import type { SavedModel } from '../run/savedModel.js';

/** What a model predicts for some rows. */
export interface Predictions {
  /** One a row: numbers in the target's unit, or class numbers. */
  readonly values: Float64Array;
  /** Of classes: the names of those predicted. */
  readonly names: readonly string[] | undefined;
  /** Of classes: row-major [rows, classes]. */
  readonly probabilities: Float64Array | undefined;
  readonly unseen: readonly UnseenCategories[];
}

/**
 * Predict the target of a table's rows.
 *
 * @param so - What did not happen if one is not finite: `so nothing was written`.
 * @throws FormatError if a column is missing or holds a text among numbers. CliError if a prediction is not finite.
 */
export function predictionsFor({ net, params, preprocessing }: SavedModel, table: Table, so: string): Predictions {
  // In a scope: of table after table nothing is left for the garbage collector.
  return np.scope(() => {
    const { X, unseen } = preprocessing.transform(table, { target: false });
    const output: np.NDArray = net.forward(params, X).output;
    if (preprocessing.task === 'regression') {
      const values = Float64Array.from(preprocessing.inverseTarget(output).data);
      requireFinite(Array.from(values), table, so);
      return { values, names: undefined, probabilities: undefined, unseen };
    }
    const predicted = predictedFrom(output, 'classification');
    const values = Float64Array.from(np.contiguousData(predicted));
    const probabilities = probabilitiesOf(output);
    const classes = probabilities.length / values.length;
    requireFinite(
      Array.from(values, (label, j) => probabilities[j * classes + label] ?? NaN),
      table,
      so,
    );
    return { values, names: preprocessing.classNames(predicted), probabilities, unseen };
  });
}

/** Row-major [m, classes], of outputs [1, m] (the probability of the second of two classes) or [classes, m]. */
function probabilitiesOf(output: np.NDArray): Float64Array {
  const [rows = 0, m = 0] = output.shape;
  const numbers = np.contiguousData(output);
  const classes = Math.max(2, rows);
  const all = new Float64Array(m * classes);
  for (let j = 0; j < m; j++) {
    if (rows === 1) {
      const one = numbers[j] ?? NaN;
      all.set([1 - one, one], 2 * j);
      continue;
    }
    for (let k = 0; k < classes; k++) all[j * classes + k] = numbers[k * m + j] ?? NaN;
  }
  return all;
}
