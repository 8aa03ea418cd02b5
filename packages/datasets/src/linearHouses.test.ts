import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { expect, it } from 'vitest';
import { linearHouses } from './linearHouses.js';

it('without noise, prices are a line that never goes below zero', () => {
  const { X, Y } = linearHouses({ noise: 0 });
  expect([X.shape, Y.shape]).toEqual([
    [1, 400],
    [1, 400],
  ]);
  let free = 0;
  for (let j = 0; j < 400; j++) {
    const area = X.at(0, j);
    expect(area).toBeGreaterThanOrEqual(20);
    expect(area).toBeLessThan(220);
    expect(Y.at(0, j)).toBeCloseTo(Math.max(0, 2.5 * (area - 40)), 10);
    if (Y.at(0, j) === 0) free++;
  }
  // A tenth of the areas lies below 40 m².
  expect(free).toBeGreaterThan(20);
  expect(free).toBeLessThan(65);
});

it('with noise, prices scatter around it by what was asked for, and still are never negative', () => {
  const options = { m: 4000, noise: 15 };
  const { X, Y } = linearHouses(options);
  expect(np.min(Y)).toBe(0);
  const large = np.ravel(np.greater(X, 100));
  const residuals = np.compress(large, np.ravel(np.subtract(Y, linearHouses({ ...options, noise: 0 }).Y)));
  expect(residuals.size).toBeGreaterThan(2000);
  // Within 5 standard errors of some 2,400 draws.
  expect(Math.abs(np.mean(residuals))).toBeLessThan((5 * 15) / Math.sqrt(2000));
  expect(Math.abs(np.std(residuals) - 15)).toBeLessThan((5 * 15) / Math.sqrt(4000));
});

it('repeats itself for a seed, differs for another, takes a generator, and refuses bad options', () => {
  const { X } = linearHouses({ m: 9 });
  expect(np.arrayEqual(X, linearHouses({ m: 9, seed: 1 }).X)).toBe(true);
  expect(np.arrayEqual(X, linearHouses({ m: 9, rng: randomState(1) }).X)).toBe(true);
  expect(np.arrayEqual(X, linearHouses({ m: 9, seed: 2 }).X)).toBe(false);
  expect(() => linearHouses({ m: 1 })).toThrow(
    new RangeError('linearHouses: m must be a whole number, 2 or more, got 1.'),
  );
  expect(() => linearHouses({ noice: 1 } as never)).toThrow(
    new RangeError(
      "linearHouses(options): there is no option 'noice'. Did you mean 'noise'? The options are m, noise, seed, rng.",
    ),
  );
});
