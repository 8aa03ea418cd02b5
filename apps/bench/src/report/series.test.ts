import { describe, expect, it } from 'vitest';
import { familyOf, runOf } from '../testing/fakeRun.js';
import { looksOf, roofAt, roofOf } from './series.js';

const family = familyOf('np', [{ size: 2, times: { loops: 4, np: 2, 'numpy 1 thread': 1 } }]);

describe('looksOf', () => {
  it('gives the subject the first colour, and peers a dash', () => {
    expect(looksOf(family)).toEqual([
      { name: 'np', color: 'var(--series-0)', symbol: 'circle', dash: undefined },
      { name: 'loops', color: 'var(--series-1)', symbol: 'square', dash: undefined },
      { name: 'numpy 1 thread', color: 'var(--series-2)', symbol: 'triangle', dash: '6 3' },
    ]);
  });
});

describe('roofOf', () => {
  it('is the best that anyone reached, and bends where memory is the limit', () => {
    const roof = roofOf(runOf([family]), 'float64');
    expect(roof).toEqual({
      gflops: { rate: 16, by: 'numpy 1 thread' },
      gbytes: { rate: 16, by: 'numpy 1 thread' },
    });
    expect(roofAt(roof, 100, 10)).toBe(16);
    expect(roofAt(roof, 1, 4)).toBe(4);
  });
});
