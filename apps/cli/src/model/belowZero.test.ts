import { expect, test } from 'vitest';
import { belowZero } from './belowZero.js';

test('negative predictions count where no target is negative but by rounding', () => {
  const predictions = Float64Array.of(-4329, 5, -1, 100_000, -1e-12);
  expect(belowZero(predictions, [Float64Array.of(0, 3), Float64Array.of(7, -1e-11)])).toBe(2);
  expect(belowZero(predictions, [Float64Array.of(0, 3), Float64Array.of(7, -1)])).toBe(0);
  expect(belowZero(Float64Array.of(0, 0), [Float64Array.of(0, 1)])).toBe(0);
});
