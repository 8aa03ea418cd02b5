import type { Question } from './questionsOf.js';

/** How the numbers of several classes become one. */
export type Average = 'macro' | 'micro' | 'weighted';

/** How often a question was answered rightly and wrongly. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export function countsOf({ predicted, actual }: Question): Counts {
  let [truePositives, falsePositives, falseNegatives] = [0, 0, 0];
  for (let j = 0; j < actual.length; j++) {
    if (predicted[j] === 1 && actual[j] === 1) truePositives++;
    else if (predicted[j] === 1) falsePositives++;
    else if (actual[j] === 1) falseNegatives++;
  }
  return { truePositives, falsePositives, falseNegatives };
}

/**
 * One number from each class's counts: the mean over the classes ('macro'), that weighted by how many examples are of each ('weighted'), or
 * the number of all counts added up ('micro').
 */
export function averageOfCounts(
  counts: readonly Counts[],
  average: Average,
  score: (counts: Counts) => number,
): number {
  if (average === 'micro')
    return score(counts.reduce(added, { truePositives: 0, falsePositives: 0, falseNegatives: 0 }));
  const scores = counts.map(score);
  return mean(scores, average === 'macro' ? undefined : counts.map((c) => c.truePositives + c.falseNegatives));
}

/** The mean, weighted if there are weights; 0 if there is nothing to average. */
export function mean(values: readonly number[], weights: readonly number[] | undefined): number {
  let [total, weight] = [0, 0];
  for (const [i, value] of values.entries()) {
    const w = weights?.[i] ?? 1;
    if (w !== 0) total += w * value; // a class without examples may have no value at all
    weight += w;
  }
  return weight === 0 ? 0 : total / weight;
}

function added(a: Counts, b: Counts): Counts {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
  };
}

/** a / b, and 0 where b is 0. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
