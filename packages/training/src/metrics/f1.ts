import { averageOfCounts, ratio } from './average.js';
import { countsOfClasses } from './countsOfClasses.js';
import { defineClassMetric } from './defineClassMetric.js';

/**
 * The harmonic mean of precision and recall: 2 · true positives / (2 · true positives + false positives + false negatives).
 *
 * One row: that of class 1. Several rows: the mean over the classes that occur among predictions or targets, unless `average` says
 * otherwise. Classes are read as `accuracy` reads them; class numbers that are all 0 and 1 count as one row does.
 *
 * @param predictions - Probabilities, shape [1, m], probabilities or scores, [classes, m], or class numbers as integers, [1, m], such as
 *   `net.predict` gives.
 * @param targets - Labels 0 and 1, shape [1, m]; or one-hot columns, [classes, m], or class numbers from 0, [1, m]. Never broadcast.
 * @param options.average - 'macro' (the plain mean), 'weighted' (by how many examples are of each class) or 'micro' (of all classes'
 *   counts added up). Default 'macro'.
 * @param options.multiLabel - Every row is a question of its own, yes above 0.5; all rows are averaged.
 * @returns Between 0 and 1, a number without unit. Where there are neither positives nor predicted ones it is 0 for that class.
 * @throws ShapeError if the shapes don't fit or are not matrices. RangeError if m is 0, a number is NaN, targets of one row
 *   aren't 0 or 1 (or numbers of classes), or a row of floats isn't from 0 to 1.
 * @example
 * f1(np.array([[0.2, 0.7, 0.9]]), np.array([[0, 0, 1]])) // 2 / 3
 * f1({ average: 'micro' }).name // 'microF1'
 */
export const f1 = defineClassMetric({
  name: 'f1',
  better: 'higher',
  averages: ['macro', 'micro', 'weighted'],
  judges: 'classes',
  formula: (examples, { average, multiLabel }) =>
    averageOfCounts(
      countsOfClasses(examples, multiLabel),
      average,
      ({ truePositives, falsePositives, falseNegatives }) =>
        ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    ),
});
