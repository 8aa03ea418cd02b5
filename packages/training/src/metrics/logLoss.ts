import { classesOf } from './classesOf.js';
import { defineClassMetric } from './defineClassMetric.js';
import { questionsOf } from './questionsOf.js';
import type { Examples } from './rowMajorExamples.js';

/** 2^-52: probabilities are kept this far from 0 and 1. */
const smallest = Number.EPSILON;

/**
 * How surprising the right classes are: the mean of −log p(right class). The cross-entropy as a report: it stays finite.
 *
 * @param predictions - Probabilities, shape [1, m] (of class 1) or [classes, m] (a column sums to 1). Those of 0 and 1 are taken for 2^-52
 *   and 1 − 2^-52, so that one certain and wrong prediction costs 36 instead of Infinity.
 * @param targets - Labels 0 and 1, shape [1, m]; or one-hot columns, [classes, m], or class numbers from 0, [1, m]. Never broadcast.
 * @param options.multiLabel - Every row is a question of its own; the mean over rows and examples.
 * @returns A number >= 0, in nats.
 * @throws ShapeError if the shapes don't fit or are not matrices. RangeError if m is 0, a number is NaN, a prediction isn't from 0 to 1 or
 *   is a class number, or targets of one row aren't 0 or 1 (or numbers of classes).
 * @example logLoss(np.array([[0.5, 0.5]]), np.array([[0, 1]])) // Math.log(2)
 */
export const logLoss = defineClassMetric({
  name: 'logLoss',
  better: 'lower',
  averages: [],
  judges: 'scores',
  formula: (examples, { multiLabel }) => {
    const { predictions, rows, m } = examples;
    if (multiLabel || rows === 1) {
      const questions = questionsOf(examples, multiLabel);
      requireProbabilities(examples);
      let total = 0;
      for (const { scores, actual } of questions) {
        for (let j = 0; j < m; j++) total += surprise(actual[j] === 1 ? scores[j] : 1 - (scores[j] ?? NaN));
      }
      return total / (m * questions.length);
    }
    const { actual } = classesOf(examples);
    requireProbabilities(examples);
    return actual.reduce((total, label, j) => total + surprise(predictions[label * m + j]), 0) / m;
  },
});

function surprise(p = NaN): number {
  return -Math.log(Math.min(Math.max(p, smallest), 1 - smallest));
}

function requireProbabilities({ predictions, m, operation }: Examples): void {
  for (let k = 0; k < predictions.length; k++) {
    const p = predictions[k] ?? NaN;
    if (p >= 0 && p <= 1) continue;
    throw new RangeError(
      `${operation}: predictions are probabilities from 0 to 1, but predictions at [${Math.floor(k / m)}, ${k % m}] is ${p}. ` +
        'End the network in sigmoid or softmax.',
    );
  }
}
