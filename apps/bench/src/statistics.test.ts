import { describe, expect, it } from 'vitest';
import { isTie, statistics } from './statistics.js';

describe('statistics', () => {
  it('interpolates between neighbours, whatever the order', () => {
    expect(statistics([4, 1, 3, 2])).toEqual({ samples: 4, lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25 });
  });

  it('gives the only sample three times', () => {
    expect(statistics([7])).toEqual({ samples: 1, lowerQuartile: 7, median: 7, upperQuartile: 7 });
  });

  it('sorts by size, not as text, and leaves its input alone', () => {
    const samples = [100, 9, 20];
    expect(statistics(samples).median).toBe(20);
    expect(samples).toEqual([100, 9, 20]);
  });

  it('refuses an empty list', () => {
    expect(() => statistics([])).toThrow(
      new RangeError('statistics(samples): at least one sample is needed, got an empty list.'),
    );
  });
});

describe('isTie', () => {
  const of = (lowerQuartile: number, upperQuartile: number) => ({
    samples: 9,
    lowerQuartile,
    median: (lowerQuartile + upperQuartile) / 2,
    upperQuartile,
  });

  it('is a tie when the middle halves touch, in either order', () => {
    expect(isTie(of(1, 2), of(2, 3))).toBe(true);
    expect(isTie(of(2, 3), of(1, 2))).toBe(true);
    expect(isTie(of(1, 4), of(2, 3))).toBe(true);
  });

  it('is no tie when there is a gap', () => {
    expect(isTie(of(1, 2), of(2.1, 3))).toBe(false);
    expect(isTie(of(2.1, 3), of(1, 2))).toBe(false);
  });
});
