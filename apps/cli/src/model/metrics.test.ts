import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import { mostFrequent, regressionMetrics } from './metrics.js';

test('the metrics of a regression are in the unit of the target', () => {
  // Errors 1, 0, −1; the real values lie 2, 0, 2 from their mean: 1 − 2/8.
  const metrics = regressionMetrics(np.array([[2, 3, 4]]), np.array([[1, 3, 5]]));
  expect(metrics.r2).toBe(0.75);
  expect(metrics.meanAbsoluteError).toBeCloseTo(2 / 3, 12);
  expect(metrics.rootMeanSquaredError).toBeCloseTo(Math.sqrt(2 / 3), 12);
});

test('R² is not defined for equal real values', () => {
  expect(regressionMetrics(np.array([[4, 5]]), np.array([[4, 4]])).r2).toBeUndefined();
  expect(regressionMetrics(np.array([[4, 4]]), np.array([[4, 4]])).r2).toBeUndefined();
});

test('the most frequent class, the smaller of two as frequent', () => {
  expect(mostFrequent([2, 1, 1, 2, 0])).toBe(1);
});
