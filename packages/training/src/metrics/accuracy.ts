import { classesOf } from './classesOf.js';
import { defineMetric } from './defineMetric.js';

/**
 * The share of examples whose class is predicted right.
 *
 * One row: the probability of class 1, predicted when strictly above 0.5. Several rows: the first largest of a column is its class.
 *
 * @param predictions - Probabilities or scores, shape [1, m] or [classes, m].
 * @param targets - Labels 0 and 1, shape [1, m], or one-hot columns, [classes, m]. Never broadcast.
 * @returns Between 0 and 1, a number without unit.
 * @throws ShapeError if the shapes differ or are not matrices. RangeError if m is 0, a number is NaN, or targets of one
 *   row aren't 0 or 1.
 * @example accuracy(np.array([[0.5, 0.7, 0.9]]), np.array([[0, 1, 0]])) // 2 / 3
 */
export const accuracy = defineMetric('accuracy', (examples) => {
  const { predicted, actual } = classesOf(examples);
  let right = 0;
  predicted.forEach((label, j) => {
    if (label === actual[j]) right++;
  });
  return right / predicted.length;
});
