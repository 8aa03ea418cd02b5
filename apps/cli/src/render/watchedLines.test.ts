import pc from 'picocolors';
import { expect, test } from 'vitest';
import type { Trained } from '../model/trainNetwork.js';
import { bestOf } from '../model/watched.js';
import { belowZeroLines } from './reports.js';
import { askedMetricsLines, overfittingLines } from './watchedLines.js';

/** A training of which nothing counts but what is given. */
function trained(given: Partial<Trained>): Trained {
  // The functions under test look at costs and metrics only.
  return { costs: [], testCosts: [], metrics: {}, testMetrics: {}, ...given } as unknown as Trained;
}

const falling = Array.from({ length: 14 }, (_, i) => 0.45 - 0.01 * i);
const rising = Array.from({ length: 9 }, (_, i) => 0.33 + 0.01 * i);
const costs = [...falling, ...rising];

test('a cost that rises for long points to early stopping', () => {
  expect(overfittingLines(trained({ testCosts: costs }), {})).toEqual([
    '  The test cost was lowest after epoch 14 (0.320000), then rose to 0.410000:',
    '  --early-stopping 10 would keep that epoch.',
  ]);
  expect(overfittingLines(trained({ validationCosts: costs }), {})[0]).toBe(
    '  The validation cost was lowest after epoch 14 (0.320000), then rose to',
  );
});

test('no line where early stopping was asked for, nothing was watched, or the cost rose late or little', () => {
  expect(overfittingLines(trained({ testCosts: costs }), { earlyStopping: 30 })).toEqual([]);
  expect(overfittingLines(trained({}), {})).toEqual([]);
  // The lowest is epoch 14 of 17.
  expect(overfittingLines(trained({ testCosts: [...falling, 0.4, 0.4, 0.4] }), {})).toEqual([]);
  expect(overfittingLines(trained({ testCosts: [1, 0.96, 1, 1, 1] }), {})).toEqual([]);
  expect(overfittingLines(trained({ testCosts: [1, 0.95, 1, 1, 1] }), {})).toHaveLength(2);
});

test('the patience is long enough to get to the best epoch', () => {
  const plateau = [1, 0.5, ...Array.from({ length: 14 }, () => 0.6), 0.4, ...Array.from({ length: 20 }, () => 0.7)];
  expect(bestOf(plateau)).toEqual({ best: 16, patience: 15 });
  expect(overfittingLines(trained({ testCosts: plateau }), {}).join(' ')).toContain('--early-stopping 15 would keep');
  expect(bestOf([])).toEqual({ best: 0, patience: 0 });
  expect(bestOf([2, NaN, 1, 1])).toEqual({ best: 2, patience: 2 });
});

test('the metrics asked for are those of the network that is kept, of the rows watched', () => {
  const plain = pc.createColors(false);
  const metrics = { f1: [0.9, 0.95, 0.99] };
  const testMetrics = { f1: [0.5, 0.75, 0.7], auc: [0.6, 0.8, 0.9] };
  expect(askedMetricsLines(trained({ metrics, testMetrics }), plain)).toEqual([
    'Metrics  f1 0.7000, auc 0.9000 on the test rows',
  ]);
  const stopping = { bestEpoch: 2, stopped: true };
  expect(askedMetricsLines(trained({ metrics, validationMetrics: testMetrics, stopping }), plain)).toEqual([
    'Metrics  f1 0.7500, auc 0.8000 on the validation rows',
  ]);
  expect(askedMetricsLines(trained({ metrics }), plain)).toEqual(['Metrics  f1 0.9900 on the training rows']);
  expect(askedMetricsLines(trained({}), plain)).toEqual([]);
});

test('predictions below 0 point to a relu output', () => {
  const metrics = { r2: 0.5, meanAbsoluteError: 1, rootMeanSquaredError: 1 };
  const rows = { testRows: 187, trainRows: 1745 };
  expect(belowZeroLines({ belowZero: 2, test: metrics, ...rows }, { target: 'price' })).toEqual([
    '',
    '2 of the predictions for 187 test rows are below 0, though no price is: with',
    '--output relu none would be.',
  ]);
  expect(belowZeroLines({ belowZero: 1, test: undefined, ...rows }, { target: 'price' }).slice(1)).toEqual([
    '1 of the predictions for 1,745 training rows is below 0, though no price is:',
    'with --output relu none would be.',
  ]);
  expect(belowZeroLines({ belowZero: 0, test: metrics, ...rows }, { target: 'price' })).toEqual([]);
});
