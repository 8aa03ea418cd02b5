import type { Examples } from './rowMajorExamples.js';

/** The class of each example, as predicted and as it is. */
export interface Classes {
  readonly predicted: Int32Array;
  readonly actual: Int32Array;
  /** How many classes there are: 2 for one row, else one a row. */
  readonly classes: number;
}

/**
 * Classes of predictions and targets: one row is the probability of class 1 (predicted when strictly above 0.5), several rows are scores
 * or one-hot columns (the first largest counts); one row of targets beside several of predictions holds class numbers from 0.
 *
 * @throws RangeError if a prediction or target is NaN, which no class can be told from, if targets of one row are anything but 0 and 1
 *   (class numbers would be misread), or if there is no class of a number.
 */
export function classesOf(examples: Examples): Classes {
  const { predictions, targets, rows, m, classNumbers, operation } = examples;
  requireNumbers(operation, 'predictions', predictions, m);
  if (classNumbers) {
    requireClassNumbers(examples);
    return { predicted: largest(predictions, rows, m), actual: Int32Array.from(targets), classes: rows };
  }
  if (rows > 1) {
    requireNumbers(operation, 'targets', targets, m);
    return { predicted: largest(predictions, rows, m), actual: largest(targets, rows, m), classes: rows };
  }
  for (let j = 0; j < m; j++) {
    const label = targets[j];
    if (label !== 0 && label !== 1) {
      throw new RangeError(
        `${operation}: targets of one row are 0 or 1, but targets at [0, ${j}] is ${String(label)}. ` +
          'For more than two classes give predictions and one-hot targets of shape [classes, m].',
      );
    }
  }
  return { predicted: Int32Array.from(predictions, above), actual: Int32Array.from(targets, above), classes: 2 };
}

/**
 * Refuse NaN: it is neither above nor below anything, so it would count as class 0.
 *
 * @throws RangeError
 */
export function requireNumbers(operation: string, name: string, numbers: ArrayLike<number>, m: number): void {
  for (let k = 0; k < numbers.length; k++) {
    if (!Number.isNaN(numbers[k])) continue;
    throw new RangeError(
      `${operation}: ${name} at [${Math.floor(k / m)}, ${k % m}] is NaN, so no class can be told. Look for NaN in X and params.`,
    );
  }
}

function requireClassNumbers({ targets, rows, m, operation }: Examples): void {
  for (let j = 0; j < m; j++) {
    const label = targets[j] ?? NaN;
    if (Number.isInteger(label) && label >= 0 && label < rows) continue;
    throw new RangeError(
      `${operation}: predictions of ${rows} rows have classes 0 to ${rows - 1}, but targets at [0, ${j}] is ${label}. ` +
        'Number the classes from 0.',
    );
  }
}

/** 1 for a probability that predicts class 1, else 0. */
export function above(probability: number): number {
  return probability > 0.5 ? 1 : 0;
}

/** The row of each column's first largest number. */
function largest(numbers: ArrayLike<number>, rows: number, m: number): Int32Array {
  return Int32Array.from({ length: m }, (_, j) => {
    let best = 0;
    for (let i = 1; i < rows; i++) {
      if ((numbers[i * m + j] ?? NaN) > (numbers[best * m + j] ?? NaN)) best = i;
    }
    return best;
  });
}
