import { expect, it } from 'vitest';
import { interpolate } from './interpolate.js';

const size = 4;
/** 2 + 3 row - column: what bilinear interpolation gives back exactly. */
const plane = Array.from({ length: size * size }, (_, i) => 2 + 3 * Math.floor(i / size) - (i % size));

it.each([
  [0, 0],
  [0.25, 2.5],
  [3, 3],
  [2.75, 0],
  [3, 1.5],
])('gives back a plane at row %d, column %d', (row, column) => {
  expect(interpolate(plane, size, row, column)).toBeCloseTo(2 + 3 * row - column, 12);
});

it('is NaN beside a NaN', () => {
  expect(interpolate([NaN, 1, 1, 1], 2, 0.5, 0.5)).toBeNaN();
});
