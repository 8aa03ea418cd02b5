import { describe, expect, it } from 'vitest';
import { caseOf, familyOf, runOf, variantOf } from '../testing/fakeRun.js';
import { changesBetween, showComparison } from './showComparison.js';

const before = runOf([
  familyOf('np', [
    { size: 1, times: { np: 4, loop: 1 } },
    { size: 2, times: { np: 4, loop: 1 } },
  ]),
]);
const tied = {
  ...caseOf('kernels/sum/2/f64', 'np', {}, 2),
  variants: [variantOf('np', 5, 1)],
};
const now = runOf([
  {
    ...familyOf('np', []),
    cases: [caseOf('kernels/sum/1/f64', 'np', { np: 2 }, 1), tied, caseOf('kernels/sum/9/f64', 'np', { np: 2 }, 9)],
  },
]);

describe('changesBetween', () => {
  it('compares the subjects of cases that both have', () => {
    expect(changesBetween(before, now)).toEqual([
      { name: 'kernels/sum/1/f64', before: 4, now: 2, ratio: 2, tie: false },
      { name: 'kernels/sum/2/f64', before: 4, now: 5, ratio: 0.8, tie: true },
    ]);
  });
});

describe('showComparison', () => {
  it('is a table, with ties', () => {
    expect(showComparison('old', before, now)).toBe(
      [
        'Compared with old of 2026-11-24 20:00 UTC:',
        '',
        '  case                before      now  x as fast',
        '  -----------------  -------  -------  ---------',
        '  kernels/sum/1/f64  4.00 ms  2.00 ms        2.0',
        '  kernels/sum/2/f64  4.00 ms  5.00 ms        tie',
        '',
        '  1 faster, 0 slower, 1 ties.',
      ].join('\n'),
    );
  });

  it('says what else is not the same', () => {
    const { environment } = now;
    const elsewhere = runOf(now.families, {
      environment: { ...environment, cpu: 'Another CPU', backend: { name: 'reference', threads: 1 } },
    });
    const text = showComparison('old', before, elsewhere);
    expect(text).toContain('  Not the same: the processor: Some CPU then, Another CPU now.');
    expect(text).toContain('  Not the same: the kernels: simd on 2 thread(s) then, reference on 1 thread(s) now.');
  });

  it('says when nothing is in both', () => {
    expect(showComparison('old', before, runOf([]))).toBe('Compared with old: no case is in both runs.');
  });
});
