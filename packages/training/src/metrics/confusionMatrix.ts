import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import { classesOf, requireProbabilityRow } from './classesOf.js';
import type { ClassMetricR } from './metric.js';
import { rowMajorExamples } from './rowMajorExamples.js';

/**
 * How often each class was predicted as each: the count at [i, j] is of examples of class i that were predicted as class j.
 *
 * Classes are read as `accuracy` reads them; the trace is its number of right ones.
 *
 * @param predictions - Probabilities, shape [1, m], probabilities or scores, [classes, m], or class numbers as integers, [1, m], such as
 *   `net.predict` gives.
 * @param targets - Labels 0 and 1, shape [1, m]; or one-hot columns, [classes, m], or class numbers from 0, [1, m]. Never broadcast.
 * @returns Counts, int32 [classes, classes] (2 classes for one row of probabilities, up to the largest number for class numbers): rows are
 *   actual, columns predicted.
 * @throws ShapeError if the shapes differ or are not matrices. RangeError if m is 0, a number is NaN, or targets of one
 *   row aren't 0 or 1.
 * @example confusionMatrix(np.array([[0.2, 0.7, 0.9]]), np.array([[0, 0, 1]])).toArray() // [[1, 1], [0, 1]]
 */
export function confusionMatrix<P extends NDArray, Y extends NDArray>(
  predictions: P,
  targets: Check<ClassMetricR<P, Y>, Y>,
): NDArray<[number, number], 'int32'> {
  const any: NDArray = targets as Y; // Check gives a message only to calls that don't compile
  const forms = { classNumbers: true, numbered: true };
  const examples = rowMajorExamples('confusionMatrix(predictions, targets)', predictions, any, forms);
  requireProbabilityRow(examples);
  const { predicted, actual, classes } = classesOf(examples);
  const counts = np.zeros([classes, classes], { dtype: 'int32' });
  predicted.forEach((column, j) => {
    const at = (actual[j] ?? 0) * classes + column; // as long as predicted
    counts.data[at] = (counts.data[at] ?? 0) + 1;
  });
  return counts;
}
