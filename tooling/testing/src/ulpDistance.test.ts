import { expect, test } from 'vitest';
import { ulpDistance } from './ulpDistance.js';

test('neighbours are 1 apart, in both directions and across powers of two', () => {
  expect(ulpDistance(1, 1 + Number.EPSILON)).toBe(1);
  expect(ulpDistance(1 + Number.EPSILON, 1)).toBe(1);
  expect(ulpDistance(1, 1 - Number.EPSILON / 2)).toBe(1);
  expect(ulpDistance(-1, -1 - Number.EPSILON)).toBe(1);
  expect(ulpDistance(1000, 1000)).toBe(0);
});

test('around zero', () => {
  expect(ulpDistance(0, -0)).toBe(0);
  expect(ulpDistance(Number.MIN_VALUE, -Number.MIN_VALUE)).toBe(2);
});

test('infinity follows the largest number; NaN is far from all but itself', () => {
  expect(ulpDistance(Infinity, Number.MAX_VALUE)).toBe(1);
  expect(ulpDistance(NaN, NaN)).toBe(0);
  expect(ulpDistance(NaN, 1)).toBe(Infinity);
  expect(ulpDistance(1, NaN)).toBe(Infinity);
});

test('float32 counts float32 numbers', () => {
  expect(ulpDistance(1, 1 + 2 ** -23, 'float32')).toBe(1);
  expect(ulpDistance(0.1, Math.fround(0.1), 'float32')).toBe(0);
  expect(ulpDistance(0, -(2 ** -149), 'float32')).toBe(1);
});
