import { expect, test } from 'vitest';
import { relativeDifference } from './relativeDifference.js';

test('equal is 0, opposite is 1, and between them the ratio of lengths', () => {
  expect(relativeDifference([3, 4], [3, 4])).toBe(0);
  expect(relativeDifference([3, 4], [-3, -4])).toBe(1);
  expect(relativeDifference([3, 4], [0, 0])).toBe(1);
  expect(relativeDifference([1, 0], [0, 1])).toBeCloseTo(Math.SQRT2 / 2, 15);
});

test('two vectors of zeros, or without numbers, are equal', () => {
  expect(relativeDifference([0, -0], [0, 0])).toBe(0);
  expect(relativeDifference([], new Float64Array(0))).toBe(0);
});

test('neither overflows nor hides what is not finite', () => {
  expect(relativeDifference([1e300], [2e300])).toBeCloseTo(1 / 3, 12);
  expect(relativeDifference([NaN], [1])).toBeNaN();
  expect(relativeDifference([Infinity], [1])).toBeNaN();
});

test('long vectors', () => {
  const a = new Float64Array(1_000_000).fill(1);
  expect(relativeDifference(a, a)).toBe(0);
});

test('different lengths', () => {
  expect(() => relativeDifference([1, 2], [1])).toThrow(
    new RangeError('relativeDifference(a, b): lengths differ: a has 2 numbers, b has 1.'),
  );
});
