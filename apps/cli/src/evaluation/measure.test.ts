import { identity, sigmoid, softmax } from '@keepdims/activations';
import { Table, Tabular } from '@keepdims/data';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import type { RunExamples } from '../model/openExamples.js';
import { importanceOf } from './importanceOf.js';
import { measure } from './measure.js';

/** Columns a and b as they are, and a target. */
function examples(
  net: Network,
  params: LayerParams[],
  target: Tabular['target'],
  rows: readonly (readonly string[])[],
): RunExamples {
  const column = (name: string) => ({ kind: 'number', name, median: 0, mean: 0, scale: 1 }) as const;
  const preprocessing = new Tabular([column('a'), column('b')], target, []);
  const names = ['a', 'b', 'y'];
  const table = new Table({
    name: 'things',
    columns: names,
    values: names.map((_, i) => rows.map((row) => row[i] ?? '')),
  });
  const { X, Y } = preprocessing.transform(table, { target: true });
  if (Y === undefined) throw new Error('no targets');
  const data = { table, source: 'things.csv', name: 'things', isBundled: false, sha256: '' };
  return { net, params, preprocessing, run: 'run', data, table, X, Y, target: 'y', unit: undefined };
}

const number = { kind: 'number', name: 'y', mean: 10, scale: 2 } as const;
// y = 2a + 10 in the target's unit; b counts for nothing.
const line = [{ W: np.array([[1, 0]]), b: np.zeros([1, 1]) }];

test('a regression is measured in the unit of the target, beside the mean of the rows', () => {
  // Predicted 12, 14, 16; errors 1, 0, -1; the real values lie 3, 0, 3 from their mean: 1 - 2/18.
  const of = examples(network(2, dense(1, identity)), line, number, [['1', '5', '11'], ['2', '0', '14'], ['3', '9', '17']]); // prettier-ignore
  const measured = measure(of, { resamples: 50, seed: 1 });
  if (measured.task !== 'regression') throw new Error(measured.task);
  const { metrics, baseline } = measured;
  expect(metrics.r2.value).toBeCloseTo(8 / 9, 12);
  expect(metrics.meanAbsoluteError).toMatchObject({ value: expect.closeTo(2 / 3, 12), defined: 50 });
  expect(metrics.meanAbsoluteError.interval).toEqual({ low: expect.any(Number), high: 1 });
  // Three equal rows have no R².
  expect(metrics.r2.defined).toBeLessThan(50);
  expect(baseline).toEqual({ predicts: 14, r2: 0, meanAbsoluteError: 2, rootMeanSquaredError: Math.sqrt(6) });
  expect(measure(of, { resamples: 50, seed: 1 })).toEqual(measured);
  expect(measure(of, { resamples: 0, seed: 1 })).toMatchObject({
    metrics: { r2: { interval: undefined, defined: 0 } },
  });
});

test('a column that counts for nothing has no importance, and the most important one comes first', () => {
  const rows = Array.from({ length: 20 }, (_, j) => [String(j % 7), String(j % 5), String(10 + 2 * (j % 7))]);
  const flipped = [{ W: np.array([[0, 1]]), b: np.zeros([1, 1]) }];
  const found = importanceOf(examples(network(2, dense(1, identity)), line, number, rows), 1);
  expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(found[0]?.mean).toBeGreaterThan(0.5);
  expect(found[1]).toMatchObject({ mean: 0, standardDeviation: 0, drops: [0, 0, 0, 0, 0] });
  expect(importanceOf(examples(network(2, dense(1, identity)), flipped, number, rows), 1)[0]?.name).toBe('b');
});

test('two classes: of the second one, beside the most frequent', () => {
  const target = { kind: 'classes', name: 'y', classes: ['no', 'yes'], numeric: false } as const;
  const rows = [['-2', '0', 'no'], ['2', '0', 'no'], ['2', '1', 'yes'], ['-2', '1', 'no']]; // prettier-ignore
  const measured = measure(examples(network(2, dense(1, sigmoid)), line, target, rows), { resamples: 20, seed: 2 });
  if (measured.task !== 'classification') throw new Error(measured.task);
  const values = Object.entries(measured.metrics).map(([name, { value }]) => [name, value]);
  const [low, high] = [1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-2))];
  expect(Object.fromEntries(values)).toEqual({
    accuracy: 0.75,
    precision: 0.5,
    recall: 1,
    f1: expect.closeTo(2 / 3, 12),
    auc: expect.closeTo(5 / 6, 12),
    logLoss: expect.closeTo(-(3 * Math.log(high) + Math.log(1 - high)) / 4, 12),
  });
  expect(measured.baseline).toEqual({ accuracy: 0.75, predicts: 'no' });
  expect(measured.confusion).toEqual([[2, 1], [0, 1]]); // prettier-ignore
  expect(measured.calibration.bins).toMatchObject([
    { low: 0.1, high: 0.2, rows: 2, observed: 0, meanProbability: expect.closeTo(low, 12) },
    { low: 0.8, high: 0.9, rows: 2, observed: 0.5, meanProbability: expect.closeTo(high, 12) },
  ]);
});

test('three classes, one of them absent: no area under the curve', () => {
  const target = { kind: 'classes', name: 'y', classes: ['x', 'y', 'z'], numeric: false } as const;
  const params = [{ W: np.array([[4, 0], [0, 4], [0, 0]]), b: np.zeros([3, 1]) }]; // prettier-ignore
  const rows = [['1', '0', 'x'], ['0', '1', 'y'], ['1', '0', 'y']]; // prettier-ignore
  const measured = measure(examples(network(2, dense(3, softmax)), params, target, rows), { resamples: 20, seed: 2 });
  if (measured.task !== 'classification') throw new Error(measured.task);
  expect(measured.metrics.auc).toEqual({ value: undefined, interval: undefined, defined: 0 });
  expect(measured.metrics.accuracy.value).toBeCloseTo(2 / 3, 12);
  // Of the class predicted: three rows as sure as each other, two of them right.
  expect(measured.calibration.bins).toMatchObject([{ rows: 3, observed: 2 / 3 }]);
});

test('a prediction that is not finite is refused', () => {
  const rows = [['1', '5', '11'], ['1e308', '0', '14']]; // prettier-ignore
  const steep = [{ W: np.array([[10, 0]]), b: np.zeros([1, 1]) }];
  const of = examples(network(2, dense(1, identity)), steep, number, rows);
  expect(() => measure(of, { resamples: 1, seed: 1 })).toThrow(
    'things, row 2: the prediction is Infinity, not a finite number, so nothing was measured; look for a number in that line that is far too large.',
  );
});
