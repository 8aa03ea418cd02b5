import { mean } from './average.js';
import { defineClassMetric } from './defineClassMetric.js';
import { questionsOf } from './questionsOf.js';
import type { Question } from './questionsOf.js';

/**
 * The area under the ROC curve: how likely a random example of a class scores higher than a random one that isn't; ties count half.
 *
 * One row: that of class 1. Several rows: each class against the rest, the mean over the classes.
 *
 * @param predictions - Probabilities or scores, shape [1, m] or [classes, m]; only their order along a row counts.
 * @param targets - Labels 0 and 1, shape [1, m]; or one-hot columns, [classes, m], or class numbers from 0, [1, m]. Never broadcast.
 * @param options.average - 'macro' (the plain mean) or 'weighted' (by how many examples are of each class). Default 'macro'.
 * @param options.multiLabel - Every row of targets is a question of its own; all rows are averaged.
 * @returns Between 0 and 1, a number without unit: 1 is perfect, 0.5 is chance. NaN if all or no examples are of a class: it isn't
 *   defined there.
 * @throws ShapeError if the shapes don't fit or are not matrices. RangeError if m is 0, a number is NaN, targets of one row
 *   aren't 0 or 1 (or numbers of classes), or predictions are class numbers.
 * @example auc(np.array([[0.1, 0.4, 0.35, 0.8]]), np.array([[0, 0, 1, 1]])) // 0.75
 * @see Hanley, McNeil (1982), Radiology 143(1), 29–36.
 */
export const auc = defineClassMetric({
  name: 'auc',
  better: 'higher',
  averages: ['macro', 'weighted'],
  judges: 'scores',
  formula: (examples, { average, multiLabel }) => {
    const questions = questionsOf(examples, multiLabel);
    const areas = questions.map(area);
    if (areas.some(Number.isNaN)) return NaN;
    return mean(areas, average === 'macro' ? undefined : questions.map(({ actual }) => positives(actual)));
  },
});

/** The Mann–Whitney statistic from the ranks of the positives, where equals share the mean of their ranks. */
function area({ scores, actual }: Question): number {
  const m = scores.length;
  const order = Float64Array.from(scores, (_, j) => j).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const scoreAt = (i: number): number => scores[order[i] ?? 0] ?? NaN; // i < m
  let rankSum = 0;
  for (let start = 0; start < m;) {
    let stop = start + 1;
    while (stop < m && scoreAt(stop) === scoreAt(start)) stop++;
    const rank = (start + stop + 1) / 2; // the mean of start + 1 … stop
    for (let i = start; i < stop; i++) if (actual[order[i] ?? 0] === 1) rankSum += rank;
    start = stop;
  }
  const count = positives(actual);
  return (rankSum - (count * (count + 1)) / 2) / (count * (m - count)); // 0 / 0 where a side is empty
}

function positives(actual: ArrayLike<number>): number {
  let count = 0;
  for (let j = 0; j < actual.length; j++) count += actual[j] ?? 0;
  return count;
}
