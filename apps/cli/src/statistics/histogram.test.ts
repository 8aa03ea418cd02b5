import { describe, expect, test } from 'vitest';
import { histogram } from './histogram.js';

describe('histogram', () => {
  test('limits are round, the largest number lies in the last range, and every finite number is counted', () => {
    expect(histogram([0, 0.1, 0.99, 1, 2, 3, NaN, Infinity], 3)).toEqual([
      { low: 0, high: 1, count: 3 },
      { low: 1, high: 2, count: 1 },
      { low: 2, high: 3, count: 2 },
    ]);
  });

  test('ranges are 1, 2 or 5 times a power of ten wide, and no more than asked for', () => {
    for (const [low, high, most] of [
      [-3.7, 12.1, 40],
      [1e-7, 3e-7, 10],
      [1e6, 1.5e6, 7],
      [-1, 1, 1000],
    ] as const) {
      const bins = histogram([low, high], most);
      const width = (bins[0]?.high ?? NaN) - (bins[0]?.low ?? NaN);
      expect(bins.length).toBeLessThanOrEqual(most);
      expect(bins.length).toBeGreaterThan(most / 6);
      expect(['1', '2', '5']).toContain(width.toExponential(6).replace(/\.0+e.*$/, ''));
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    }
  });

  test('equal numbers are one range around them; no numbers are none', () => {
    expect(histogram([5, 5, 5])).toEqual([{ low: 5, high: 5.1, count: 3 }]);
    expect(histogram([0])).toEqual([{ low: 0, high: 0.1, count: 1 }]);
    expect(histogram([NaN])).toEqual([]);
  });
});
