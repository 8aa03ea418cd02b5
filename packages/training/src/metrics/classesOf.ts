import type { Examples } from './rowMajorExamples.js';

/** The class of each example, as predicted and as it is. */
export interface Classes {
  readonly predicted: Int32Array;
  readonly actual: Int32Array;
  /** How many classes there are: 2 for one row, else one a row; of class numbers one more than the largest, and 2 or more. */
  readonly classes: number;
  /** Whether only class 1 is asked for: one row of probabilities, or class numbers that are all 0 or 1. */
  readonly binary: boolean;
}

/**
 * Classes of predictions and targets: one row is the probability of class 1 (predicted when strictly above 0.5), several rows are scores
 * or one-hot columns (the first largest counts); one row of targets beside several of predictions holds class numbers from 0. One row of
 * integers as predictions is class numbers, beside targets that are class numbers or one-hot columns.
 *
 * @throws RangeError if a prediction or target is NaN, which no class can be told from, if targets of one row are anything but 0 and 1
 *   (class numbers would be misread), or if there is no class of a number.
 */
export function classesOf(examples: Examples): Classes {
  const { predictions, targets, rows, m, classNumbers, operation, numbered } = examples;
  if (numbered !== undefined) return classesByNumber(examples, numbered);
  requireNumbers(operation, 'predictions', predictions, m);
  if (classNumbers) {
    requireClassNumbers(examples);
    const actual = Int32Array.from(targets);
    return { predicted: largest(predictions, rows, m), actual, classes: rows, binary: false };
  }
  if (rows > 1) {
    requireOneClass(operation, targets, rows, m);
    const actual = largest(targets, rows, m);
    return { predicted: largest(predictions, rows, m), actual, classes: rows, binary: false };
  }
  for (let j = 0; j < m; j++) {
    const label = targets[j];
    if (label !== 0 && label !== 1) {
      const soft = label !== undefined && label > 0 && label < 1;
      throw new RangeError(
        `${operation}: targets of one row are 0 or 1, but targets at [0, ${j}] is ${String(label)}. ` +
          (soft
            ? 'Soft labels have no class: take logLoss, or round them.'
            : `For more than two classes give ${outputRemedy}, [classes, m], or ${numbersRemedy}.`),
      );
    }
  }
  const actual = Int32Array.from(targets, above);
  return { predicted: Int32Array.from(predictions, above), actual, classes: 2, binary: true };
}

const outputRemedy = 'net.forward(params, X).output';
const numbersRemedy = 'class numbers as int32, net.predict(params, X)';

/**
 * Refuse a row of floats that are no probabilities: class numbers, say, which 0.5 would cut in two.
 *
 * @throws RangeError
 */
export function requireProbabilityRow({ predictions, rows, numbered, operation }: Examples): void {
  if (rows > 1 || numbered !== undefined) return;
  for (let j = 0; j < predictions.length; j++) {
    const p = predictions[j] ?? NaN;
    if (!(p < 0 || p > 1)) continue; // NaN has a message of its own
    throw new RangeError(
      `${operation}: a row of floats is the probability of class 1, from 0 to 1, but predictions at [0, ${j}] is ${p}. ` +
        `Give probabilities, ${outputRemedy}, or ${numbersRemedy}.`,
    );
  }
}

/** Classes of a row of class numbers, and of targets of so many rows. */
function classesByNumber({ predictions, targets, m, operation }: Examples, targetRows: number): Classes {
  requireIndices(operation, 'predictions', predictions);
  const predicted = Int32Array.from(predictions);
  const top = predicted.reduce((max, label) => Math.max(max, label), 1);
  if (targetRows === 1) {
    requireIndices(operation, 'targets', targets);
    const actual = Int32Array.from(targets);
    const classes = 1 + actual.reduce((max, label) => Math.max(max, label), top);
    return { predicted, actual, classes, binary: classes === 2 };
  }
  requireOneClass(operation, targets, targetRows, m);
  if (top >= targetRows) {
    const j = predicted.findIndex((label) => label >= targetRows);
    throw new RangeError(
      `${operation}: targets of ${targetRows} rows have classes 0 to ${targetRows - 1}, but predictions at [0, ${j}] is ${predicted[j]}. ` +
        'Number the classes from 0.',
    );
  }
  return { predicted, actual: largest(targets, targetRows, m), classes: targetRows, binary: false };
}

function requireIndices(operation: string, name: string, labels: ArrayLike<number>): void {
  for (let j = 0; j < labels.length; j++) {
    const label = labels[j] ?? NaN;
    if (Number.isInteger(label) && label >= 0 && label < 2 ** 31) continue;
    throw new RangeError(
      `${operation}: class numbers are integers, 0 or more, but ${name} at [0, ${j}] is ${label}. Number the classes from 0.`,
    );
  }
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

/** How far a column of targets may be from a sum of 1: float32 columns are rounded. */
const tolerance = 1e-6;

/** Refuse columns that don't stand for one class: of several labels or none the first largest would be taken for it. */
function requireOneClass(operation: string, targets: ArrayLike<number>, rows: number, m: number): void {
  requireNumbers(operation, 'targets', targets, m);
  for (let j = 0; j < m; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += targets[i * m + j] ?? NaN;
    if (Math.abs(sum - 1) <= tolerance) continue;
    throw new RangeError(
      `${operation}: targets of ${rows} rows are one-hot columns, which sum to 1, but column ${j} sums to ${sum}. ` +
        'If each row is a question of its own, take a metric with { multiLabel: true }, such as accuracy({ multiLabel: true }).',
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
