import type { ClassOutputs } from './classOutputs.js';

/** The numbers about a classification, in the order in which `classStatistics` gives them. */
export const classMetricNames = ['accuracy', 'precision', 'recall', 'f1', 'auc', 'logLoss'] as const;

/** What certain and wrong predictions are kept from, as `logLoss` of @keepdims/training keeps them: 2^-52. */
const smallest = Number.EPSILON;

/**
 * The metrics of @keepdims/training (`accuracy`, `precision`, `recall`, `f1`, `auc`, `logLoss`, averaged as they average) for resamples:
 * what does not depend on which rows are drawn is worked out once, so that a resample costs one pass over the rows instead of sorting them.
 *
 * @returns Given how often each row counts, the numbers of `classMetricNames`; NaN where one is not defined.
 */
export function classStatistics(outputs: ClassOutputs): (counts: ArrayLike<number>) => number[] {
  const { probabilities, rows, m, classes, predicted, actual } = outputs;
  const surprise = Float64Array.from({ length: m }, (_, j) => {
    const label = actual[j] ?? 0;
    const p = rows > 1 ? probabilities[label * m + j] : label === 1 ? probabilities[j] : 1 - (probabilities[j] ?? NaN);
    return -Math.log(Math.min(Math.max(p ?? NaN, smallest), 1 - smallest));
  });
  // One row of outputs asks one question, is it class 1?; several rows ask one each.
  const questions = Array.from({ length: rows }, (_, i) => {
    const scores = probabilities.subarray(i * m, (i + 1) * m);
    const order = Int32Array.from(scores, (_, j) => j).sort((a, b) => (scores[a] ?? NaN) - (scores[b] ?? NaN));
    return { label: rows === 1 ? 1 : i, scores, order };
  });
  const confusion = new Float64Array(classes * classes);
  return (counts) => {
    confusion.fill(0);
    let [total, loss] = [0, 0];
    for (let j = 0; j < m; j++) {
      const count = counts[j] ?? 0;
      const cell = (actual[j] ?? 0) * classes + (predicted[j] ?? 0);
      confusion[cell] = (confusion[cell] ?? 0) + count;
      total += count;
      loss += count * (surprise[j] ?? NaN);
    }
    const right = sum(classes, (i) => confusion[i * classes + i]);
    const asked = questions
      .map(({ label }) => ({
        truePositives: confusion[label * classes + label] ?? 0,
        positives: sum(classes, (i) => confusion[label * classes + i]),
        predicted: sum(classes, (i) => confusion[i * classes + label]),
      }))
      // Of several classes only those that occur have numbers.
      .filter(({ positives, predicted }) => rows === 1 || positives + predicted > 0);
    const mean = (of: (question: (typeof asked)[number]) => number): number =>
      asked.reduce((all, question) => all + of(question), 0) / asked.length;
    const areas = questions.map(({ label, scores, order }) => area(counts, scores, order, actual, label));
    return [
      right / total,
      mean(({ truePositives, predicted }) => ratio(truePositives, predicted)),
      mean(({ truePositives, positives }) => ratio(truePositives, positives)),
      mean(({ truePositives, positives, predicted }) => ratio(2 * truePositives, positives + predicted)),
      areas.reduce((all, one) => all + one, 0) / areas.length,
      loss / total,
    ];
  };
}

/** The area under the ROC curve: of all pairs of a row of the class and another row, those in which it scores higher, ties as half. */
function area(
  counts: ArrayLike<number>,
  scores: Float64Array,
  order: Int32Array,
  actual: Int32Array,
  label: number,
): number {
  const m = order.length;
  let [positives, negatives, pairs] = [0, 0, 0];
  for (let k = 0; k < m;) {
    const score = scores[order[k] ?? 0]; // k < m
    let [ofClass, others] = [0, 0];
    for (; k < m && scores[order[k] ?? 0] === score; k++) {
      const j = order[k] ?? 0;
      if (actual[j] === label) ofClass += counts[j] ?? 0;
      else others += counts[j] ?? 0;
    }
    pairs += ofClass * (negatives + others / 2);
    positives += ofClass;
    negatives += others;
  }
  return pairs / (positives * negatives); // 0 / 0 where a side is empty
}

function sum(n: number, of: (i: number) => number | undefined): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += of(i) ?? NaN;
  return total;
}

/** a / b, and 0 where b is 0. */
function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
