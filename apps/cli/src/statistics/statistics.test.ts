/** The numbers of NumPy, scikit-learn and SciPy, as scripts/statistics.py wrote them, and some worked by hand. */
import { readFileSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import { accuracy, auc, f1, logLoss, precision, recall, rSquared } from '@keepdims/training';
import { randomState } from '@keepdims/random';
import { describe, expect, test } from 'vitest';
import { classOutputs } from '../evaluation/classOutputs.js';
import { classStatistics } from '../evaluation/classStatistics.js';
import { regressionStatistics } from '../evaluation/regressionStatistics.js';
import { bootstrap } from './bootstrap.js';
import { calibration } from './calibration.js';
import { permutationImportance } from './permutationImportance.js';
import { quantile } from './quantile.js';
import { wilsonInterval } from './wilsonInterval.js';

interface Resampled {
  readonly values: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly defined: readonly number[];
}
interface ClassCase extends Resampled {
  readonly output: readonly number[][];
  readonly targets: readonly number[][];
}

// Written by scripts/statistics.py.
const golden = JSON.parse(readFileSync(new URL('../../scripts/statistics.json', import.meta.url), 'utf8')) as {
  readonly resamples: number;
  readonly seed: number;
  readonly binary: ClassCase;
  readonly three: ClassCase;
  readonly regression: Resampled & { readonly predicted: readonly number[]; readonly real: readonly number[] };
  readonly calibration: Readonly<
    Record<'probabilities' | 'events' | 'rows' | 'observed' | 'mean' | 'low' | 'high', readonly number[]>
  > & { readonly expectedError: number };
  readonly importance: {
    readonly X: readonly number[][];
    readonly w: readonly number[];
    readonly y: readonly number[];
    readonly drops: readonly number[][];
    readonly mean: readonly number[];
    readonly standardDeviation: readonly number[];
  };
};
const { resamples, seed } = golden;

const close = (expected: readonly number[]): unknown[] => expected.map((value) => expect.closeTo(value, 12));
const matrix = (rows: readonly (readonly number[])[]): np.NDArray<[number, number], 'float64'> =>
  np.array(rows as number[][]); // of equal length

function expectResampled(
  m: number,
  statistics: (counts: ArrayLike<number>) => number[],
  { values, low, high, defined }: Resampled,
): void {
  expect(statistics(new Uint32Array(m).fill(1))).toEqual(close(values));
  const found = bootstrap(m, statistics, { resamples, seed });
  expect(found.map(({ interval }) => interval?.low)).toEqual(close(low));
  expect(found.map(({ interval }) => interval?.high)).toEqual(close(high));
  expect(found.map((one) => one.defined)).toEqual(defined);
}

test.each(['binary', 'three'] as const)('%s: the metrics and their intervals', (name) => {
  const { output, targets, ...rest } = golden[name];
  const outputs = classOutputs(matrix(output), matrix(targets));
  expectResampled(outputs.m, classStatistics(outputs), rest);
});

test('a regression: the metrics and their intervals', () => {
  const { predicted, real, ...rest } = golden.regression;
  expectResampled(real.length, regressionStatistics(predicted, real), rest);
});

describe.each([1, 2, 4])('%d rows of outputs, of resamples', (rows) => {
  const rng = randomState(rows);
  const m = 30;
  // One decimal, so that there are ties and rows without a clear answer.
  const output = np.asArray(
    Float64Array.from(rng.rand(rows, m).data, (p) => Math.round(10 * p) / 10),
    { shape: [rows, m] },
  );
  const labels = Array.from(rng.randint(0, Math.max(2, rows), [m]).data);
  const Y = matrix(rows === 1 ? [labels] : Array.from({ length: rows }, (_, i) => labels.map((l) => Number(l === i))));
  const statistics = classStatistics(classOutputs(output, Y));

  test.each([1, 2, 3])('the metrics are those of @keepdims/training (%d)', (seed) => {
    const drawn = Array.from(randomState(seed).randint(0, m, [m]).data);
    const counts = Array.from({ length: m }, (_, j) => drawn.filter((row) => row === j).length);
    const select = (array: np.NDArray<[number, number], 'float64'>): np.NDArray<[number, number], 'float64'> =>
      matrix(array.toArray().map((row) => drawn.map((j) => row[j] ?? NaN)));
    const [P, T] = [select(output), select(Y)];
    const metrics = [accuracy, precision, recall, f1, auc, logLoss] as const;
    expect(statistics(counts)).toEqual(close(metrics.map((metric) => metric(P, T))));
  });
});

test('R² of resamples is that of @keepdims/training, and not defined for equal values', () => {
  const [predicted, real] = [[1, 2, 4], [1, 2, 3]]; // prettier-ignore
  const statistics = regressionStatistics(predicted, real);
  expect(statistics([2, 1, 1])[0]).toBeCloseTo(rSquared(np.array([[1, 1, 2, 4]]), np.array([[1, 1, 2, 3]])), 12);
  expect(statistics([0, 0, 3])).toEqual([NaN, 1, 1]);
});

test('quantiles lie between neighbours', () => {
  expect([0, 0.25, 0.5, 1].map((q) => quantile([1, 2, 4, 8], q))).toEqual([1, 1.75, 3, 8]);
  expect(quantile([5], 0.975)).toBe(5);
});

test('the interval of a mean is the same for the same seed, narrower for a lower level, and of the defined values', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const mean = (counts: Uint32Array): number[] => [values.reduce((sum, v, j) => sum + v * (counts[j] ?? 0), 0) / 8];
  const wide = bootstrap(8, mean, { resamples: 200, seed: 1 })[0]?.interval;
  expect(bootstrap(8, mean, { resamples: 200, seed: 1 })[0]?.interval).toEqual(wide);
  const narrow = bootstrap(8, mean, { resamples: 200, seed: 1, level: 0.5 })[0]?.interval;
  expect([wide, narrow].map((i) => i && i.low < 3.875 && i.high > 3.875)).toEqual([true, true]);
  expect(narrow?.low).toBeGreaterThan(wide?.low ?? NaN);
  let call = 0;
  const seldom = bootstrap(8, () => [++call % 4 === 0 ? 1 : NaN, call % 2 === 0 ? 1 : Infinity], {
    resamples: 200,
    seed: 1,
  });
  expect(seldom).toEqual([
    { interval: undefined, defined: 50 },
    { interval: { low: 1, high: 1 }, defined: 100 },
  ]);
});

test('calibration: ranges, shares and their intervals', () => {
  const { probabilities, events, rows, observed, mean, low, high, expectedError } = golden.calibration;
  const found = calibration(probabilities, events);
  expect(found.bins.map((bin) => bin.rows)).toEqual(rows);
  expect(found.bins.map((bin) => bin.observed)).toEqual(close(observed));
  expect(found.bins.map((bin) => bin.meanProbability)).toEqual(close(mean));
  expect(found.bins.map(({ interval }) => interval.low)).toEqual(close(low));
  expect(found.bins.map(({ interval }) => interval.high)).toEqual(close(high));
  expect(found.expectedError).toBeCloseTo(expectedError, 12);
});

test('a limit belongs to the range below it, 0 to the first', () => {
  const limits = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  expect(calibration(limits, limits.map(Math.round)).bins.map(({ rows }) => rows)).toEqual([
    2,
    ...new Array<number>(9).fill(1),
  ]);
  expect(() => calibration([0.5, 1.5], [0, 1])).toThrow('calibration: 1.5 at 1 is no probability from 0 to 1.');
});

test("Wilson's interval stays between 0 and 1", () => {
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775327998628892, 12) });
  expect(wilsonInterval(10, 10)).toEqual({ low: expect.closeTo(0.7224672001371107, 12), high: 1 });
});

test('the importance of columns: shuffled together with what they became', () => {
  const { X, w, y, drops, mean, standardDeviation } = golden.importance;
  const model = (X: np.NDArray<[number, number], 'float64'>): number => {
    const [n, m] = X.shape;
    const predicted = Array.from({ length: m }, (_, j) =>
      Array.from({ length: n }, (_, i) => (w[i] ?? 0) * Number(X.at(i, j))),
    );
    return rSquared(np.array([predicted.map((terms) => terms.reduce((a, b) => a + b, 0))]), np.array([[...y]]));
  };
  const columns = [
    { name: 'a', features: 1 },
    { name: 'b', features: 2 },
  ];
  const given = matrix(X);
  const before = given.toArray();
  const found = permutationImportance(given, columns, model, { repeats: 4, seed });
  expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
  found.forEach((one, i) => expect(one.drops).toEqual(close(drops[i] ?? [])));
  expect(found.map((one) => one.mean)).toEqual(close(mean));
  expect(found.map((one) => one.standardDeviation)).toEqual(close(standardDeviation));
  expect(given.toArray()).toEqual(before);
});
