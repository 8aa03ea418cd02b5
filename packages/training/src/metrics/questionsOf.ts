import { above, classesOf, requireNumbers } from './classesOf.js';
import type { Examples } from './rowMajorExamples.js';

/** One yes-or-no question about every example: is it of this class? */
export interface Question {
  /** What the model says to it: the larger, the more a yes. */
  readonly scores: ArrayLike<number>;
  /** 1 where the model's answer is yes. */
  readonly predicted: ArrayLike<number>;
  /** 1 where the right answer is yes. */
  readonly actual: ArrayLike<number>;
}

/**
 * A question a class, each class against the rest; of one row only the question about class 1. With `multiLabel` every row is a question
 * of its own: an example may be of several classes, or of none.
 *
 * @throws RangeError if a class can't be told.
 */
export function questionsOf(examples: Examples, multiLabel: boolean): Question[] {
  const { predictions, m } = examples;
  if (multiLabel) return labelsOf(examples);
  const { predicted, actual, classes, binary } = classesOf(examples);
  if (binary) return [{ scores: predictions, predicted, actual }];
  // Of class numbers only those that occur: the largest may be in the millions.
  const numbers = examples.numbered === undefined ? range(classes) : [...new Set([...predicted, ...actual])];
  return numbers.map((i) => ({
    scores: examples.numbered === undefined ? row(predictions, i, m) : predicted,
    predicted: predicted.map((label) => Number(label === i)),
    actual: actual.map((label) => Number(label === i)),
  }));
}

function labelsOf({ predictions, targets, rows, m, classNumbers, operation }: Examples): Question[] {
  if (classNumbers) {
    throw new RangeError(
      `${operation}: with multiLabel targets have a row of 0 and 1 for each label, [${rows}, m], but they are class numbers, [1, m].`,
    );
  }
  requireNumbers(operation, 'predictions', predictions, m);
  for (let k = 0; k < rows * m; k++) {
    const label = targets[k];
    if (label === 0 || label === 1) continue;
    throw new RangeError(
      `${operation}: with multiLabel targets are 0 or 1, but targets at [${Math.floor(k / m)}, ${k % m}] is ${String(label)}.`,
    );
  }
  return Array.from({ length: rows }, (_, i) => {
    const scores = row(predictions, i, m);
    return { scores, predicted: scores.map(above), actual: row(targets, i, m) };
  });
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function row(numbers: ArrayLike<number>, i: number, m: number): Float64Array {
  return Float64Array.from({ length: m }, (_, j) => numbers[i * m + j] ?? NaN);
}
