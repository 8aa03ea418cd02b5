import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { auc } from '@keepdims/training';
import { expect, test } from 'vitest';
import { rocCurve } from './rocCurve.js';

test('the course of a curve: corners only, equal scores in one step', () => {
  expect(rocCurve([0.9, 0.8, 0.7, 0.6, 0.6, 0.1], [1, 1, 0, 1, 0, 0])).toEqual([
    { falsePositiveRate: 0, truePositiveRate: 0, threshold: Infinity },
    { falsePositiveRate: 0, truePositiveRate: 2 / 3, threshold: 0.8 },
    { falsePositiveRate: 1 / 3, truePositiveRate: 2 / 3, threshold: 0.7 },
    { falsePositiveRate: 2 / 3, truePositiveRate: 1, threshold: 0.6 },
    { falsePositiveRate: 1, truePositiveRate: 1, threshold: 0.1 },
  ]);
});

test('the area below it is that of the metric', () => {
  const rng = randomState(3);
  for (const m of [2, 10, 500]) {
    // Few different scores: many ties.
    const scores = Float64Array.from(rng.randint(0, 20, [m]).data, (k) => k / 20);
    const actual = Float64Array.from({ length: m }, (_, j) =>
      Number(j === 0 || (j > 1 && (scores[j] ?? 0) + (j % 3) / 4 > 0.7)),
    );
    const points = rocCurve(scores, actual) ?? [];
    let area = 0;
    points.slice(1).forEach(({ falsePositiveRate, truePositiveRate }, i) => {
      const before = points[i];
      if (before === undefined) throw new Error('no point before');
      area += ((falsePositiveRate - before.falsePositiveRate) * (truePositiveRate + before.truePositiveRate)) / 2;
    });
    const row = (values: Float64Array) => np.asArray(values, { shape: [1, m] });
    expect(area).toBeCloseTo(auc(row(scores), row(actual)), 12);
  }
});

test('without examples of both kinds there is no curve', () => {
  expect(rocCurve([0.1, 0.2], [1, 1])).toBeUndefined();
  expect(rocCurve([0.1, 0.2], [0, 0])).toBeUndefined();
});
