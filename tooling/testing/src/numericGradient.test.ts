import { expect, test } from 'vitest';
import { numericGradient } from './numericGradient.js';

test('agrees with known derivatives', () => {
  const f = ([a = 0, b = 0, c = 0]: Float64Array) => 3 * (a + b * c) + Math.sin(a);
  const gradient = numericGradient(f, [5, 3, 2]);
  expect(gradient[0]).toBeCloseTo(3 + Math.cos(5), 8);
  expect(gradient[1]).toBeCloseTo(6, 8);
  expect(gradient[2]).toBeCloseTo(9, 8);
});

test('leaves the point alone and moves one coordinate at a time', () => {
  const x = new Float64Array([1, -2]);
  const seen: number[][] = [];
  const gradient = numericGradient((point) => seen.push([...point]), x, 0.5);
  expect([...x]).toEqual([1, -2]);
  expect(seen).toEqual([
    [1.5, -2],
    [0.5, -2],
    [1, -1.5],
    [1, -2.5],
  ]);
  expect([...gradient]).toEqual([-1, -1]);
});

test('no coordinates, no derivatives', () => {
  expect(numericGradient(() => 1, [])).toEqual(new Float64Array(0));
});

test('refuses a step that is not positive and finite', () => {
  for (const epsilon of [0, -1, Infinity, NaN]) {
    expect(() => numericGradient(() => 1, [1], epsilon)).toThrow(
      new RangeError(`numericGradient: epsilon must be finite and positive, but it is ${epsilon}.`),
    );
  }
});
