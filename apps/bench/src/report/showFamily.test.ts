import { describe, expect, it } from 'vitest';
import { caseOf, familyOf } from '../testing/fakeRun.js';
import { showFamily } from './showFamily.js';

describe('showFamily', () => {
  it('is a row a size where the variants fit side by side, with the verdict of the sweep', () => {
    const family = familyOf(
      'np.sum',
      [
        { size: 1, times: { loop: 1, 'np.sum': 4 } },
        { size: 16, times: { loop: 32, 'np.sum': 8 } },
      ],
      'elements',
    );
    expect(showFamily({ ...family, section: '§2.11' })).toBe(
      [
        'kernels/sum: a sum, float64 (§2.11)',
        '',
        '  elements         loop       np.sum  np.sum: rate  x loop',
        '  --------  -----------  -----------  ------------  ------',
        '  1         1.00 ms ±0%  4.00 ms ±0%  2.00 GFLOP/s    0.25',
        '  16        32.0 ms ±0%  8.00 ms ±0%  16.0 GFLOP/s     4.0',
        '',
        '  np.sum is 4.0 times as fast as loop at 16 elements; they cross at about 4 elements.',
        '  The answers agree to 3e-15; 1e-9 is allowed.',
      ].join('\n'),
    );
  });

  it('is a table a case where they do not', () => {
    const names = Array.from({ length: 7 }, (_, i) => `numpy of version ${i}`);
    const times = Object.fromEntries(names.map((name, i) => [name, i + 1]));
    const text = showFamily({
      ...familyOf('np', []),
      cases: [caseOf('kernels/sum/a/f64', 'np', { np: 2, ...times }), caseOf('kernels/sum/b/f64', 'np', { np: 2 })],
    });
    expect(text).toContain('  numpy of version 6  7.00 ms');
    expect(text).toMatch(/numpy of version 6 .* 3\.5$/m);
    expect(text).toContain('numpy of version 0 is 2.0 times as fast as np.');
    expect(text).not.toContain('as fast as numpy of version 6.');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('says who was left out, a line a reason', () => {
    const cases = [1, 2].map((size) => ({
      ...caseOf(`kernels/sum/${size}/f64`, 'np', { np: 1 }, size),
      leftOut: [
        { name: 'jax-js', reason: 'too slow' },
        ...(size === 2 ? [{ name: 'loop', reason: 'a call would take about 9 s' }] : []),
      ],
    }));
    const text = showFamily({ ...familyOf('np', []), cases });
    expect(text).toContain('  Left out (everywhere): jax-js: too slow.');
    expect(text).toContain('  Left out (2): loop: a call would take about 9 s.');
  });
});
