import type { Tabular, UnseenCategories } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import { predictedFrom } from '../model/predictedFrom.js';
import type { SavedModel } from '../run/savedModel.js';
import { RequestError } from './requestError.js';
import { RowReader } from './rowReader.js';

/** What is said of one row. */
export interface Prediction {
  /** The class, or the number in the target's unit. */
  readonly prediction: string | number;
  /** Of every class, by its name; only of a classification. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

/** The answer to a request. */
export interface Answer {
  /** What is predicted. */
  readonly target: string;
  /** One a row, in their order. */
  readonly predictions: readonly Prediction[];
  /** Values never seen in training, which count as none of the known ones; only where there are any. */
  readonly warnings?: readonly string[];
}

/**
 * A run's model as a function of a request's rows. It keeps nothing from one request to the next: its arrays are released at once.
 *
 * @returns What answers rows of which nothing is known yet; it throws RequestError 422 for those that do not fit.
 */
export function predictor({ net, params, preprocessing }: SavedModel): (rows: readonly unknown[]) => Answer {
  const reader = new RowReader(preprocessing);
  const target = preprocessing.target?.name ?? 'prediction';
  return (rows) => {
    const table = reader.table(rows);
    return np.scope(() => {
      const { X, unseen } = preprocessing.transform(table, { target: false });
      const output: np.NDArray = net.forward(params, X).output;
      const predictions = predictionsOf(preprocessing, output);
      if (unseen.length === 0) return { target, predictions };
      return { target, predictions, warnings: unseen.map(warningOf) };
    });
  };
}

function warningOf({ column, example, count, where }: UnseenCategories): string {
  const row = where.replace(/^.*, r/, 'R');
  const what = example === '' ? 'no value' : `the value ${JSON.stringify(example)}`;
  const others = count === 1 ? '' : ` (as in ${count - 1} more)`;
  return `${row}, column ${column}: ${what} was never seen in training${others}; it counts as none of the known ones.`;
}

function predictionsOf(preprocessing: Tabular, output: np.NDArray): Prediction[] {
  const numbers = np.contiguousData(output);
  requireFinite(numbers, output.shape[1] ?? 0);
  if (preprocessing.task === 'regression') {
    return Array.from(preprocessing.inverseTarget(output).data, (prediction) => ({ prediction }));
  }
  const { classes, outputs } = preprocessing;
  const names = preprocessing.classNames(predictedFrom(output, 'classification'));
  const m = names.length;
  return names.map((prediction, j) => {
    const probability = (i: number): number => {
      if (outputs > 1) return numbers[i * m + j] ?? NaN;
      const one = numbers[j] ?? NaN;
      return i === 1 ? one : 1 - one;
    };
    return { prediction, probabilities: Object.fromEntries(classes.map((name, i) => [name, probability(i)])) };
  });
}

/** JSON has no infinity. @param m - How many rows. */
function requireFinite(numbers: ArrayLike<number>, m: number): void {
  const at = Array.prototype.findIndex.call(numbers, (value: number) => !Number.isFinite(value));
  if (at === -1) return;
  const row = (at % m) + 1;
  throw new RequestError(
    422,
    `Row ${row}: the prediction is not a finite number; look for a number in it that is far too large.`,
    { place: { row } },
  );
}
