import { classesOf } from './classesOf.js';
import { defineClassMetric } from './defineClassMetric.js';
import { questionsOf } from './questionsOf.js';

/**
 * The share of examples whose class is predicted right.
 *
 * One row of floats: the probability of class 1, predicted when strictly above 0.5. Several rows: the first largest of a column is its
 * class. One row of integers (int32, uint8), which `net.predict` gives: class numbers. The element type decides, not the values.
 *
 * @param predictions - Probabilities, shape [1, m], probabilities or scores, [classes, m], or class numbers as integers, [1, m], such as
 *   `net.predict` gives.
 * @param targets - Labels 0 and 1, shape [1, m]; or one-hot columns, [classes, m], or class numbers from 0, [1, m]. Never broadcast.
 * @param options.multiLabel - Every row is a question of its own, yes above 0.5; an example is right if all of its rows are.
 * @returns Between 0 and 1, a number without unit.
 * @throws ShapeError if the shapes don't fit or are not matrices. RangeError if m is 0, a number is NaN, targets of one row
 *   aren't 0 or 1 (or numbers of classes), or a row of floats isn't from 0 to 1.
 * @example
 * accuracy(np.array([[0.5, 0.7, 0.9]]), np.array([[0, 1, 0]])) // 2 / 3
 * accuracy(np.array([[2, 0, 1]], { dtype: 'int32' }), np.array([[2, 0, 2]])) // 2 / 3
 * accuracy({ multiLabel: true })(np.array([[0.9, 0.8], [0.7, 0.1]]), np.array([[1, 1], [1, 1]])) // 0.5
 */
export const accuracy = defineClassMetric({
  name: 'accuracy',
  better: 'higher',
  averages: [],
  judges: 'classes',
  formula: (examples, { multiLabel }) => {
    const { m } = examples;
    const pairs = multiLabel ? questionsOf(examples, true) : [classesOf(examples)];
    let right = 0;
    for (let j = 0; j < m; j++) if (pairs.every(({ predicted, actual }) => predicted[j] === actual[j])) right++;
    return right / m;
  },
});
