import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { medianOf } from './median.js';

/** By sorting. */
function plainMedian(numbers: Float64Array): number {
  const sorted = numbers.slice().sort();
  const [lower = NaN, upper = NaN] = sorted.subarray((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return sorted.length % 2 === 1 ? lower : lower / 2 + upper / 2;
}

describe('medianOf', () => {
  it.each([
    [[3], 3],
    [[2, 1], 1.5],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
    [[0, 0, 0, 9, 0], 0],
    [[1.7e308, 1.7e308], 1.7e308],
    [[-1, 1e-300, 1, -1e-300], 0],
  ])('of %j is %s', (numbers, median) => {
    expect(medianOf(Float64Array.from(numbers))).toBe(median);
  });

  it('is what sorting gives, for numbers with and without doubles, and leaves them as they are', () => {
    const rng = randomState(4);
    for (let n = 1; n < 120; n++) {
      for (const kinds of [3, 1000]) {
        const numbers = Float64Array.from({ length: n }, () => Math.floor(Number(rng.uniform()) * kinds) - 1);
        const before = numbers.slice();
        expect(medianOf(numbers)).toBe(plainMedian(numbers));
        expect(numbers).toEqual(before);
      }
    }
  });

  it('does not take for ever on numbers laid out against it', () => {
    // The largest ones always stand where the next pivot is taken from: each round takes one number away.
    const n = 100_000;
    const numbers = new Float64Array(n);
    const at = Int32Array.from({ length: n }, (_, i) => i);
    for (let high = n - 1, value = n; high >= 0; high--, value--) {
      const middle = high >> 1;
      numbers[at[middle] ?? 0] = value;
      at[middle] = at[high] ?? 0;
    }
    const start = performance.now();
    expect(medianOf(numbers)).toBe(plainMedian(numbers));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
