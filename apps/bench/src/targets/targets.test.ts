import { describe, expect, it } from 'vitest';
import { chooseCases } from '../cases/chooseCases.js';
import { families } from '../cases/index.js';
import { caseOf, familyOf, runOf, variantOf } from '../testing/fakeRun.js';
import { showTargets } from './showTargets.js';
import { isTargetCase, targetLines } from './targets.js';

const gemm = caseOf('kernels/gemm/512/f32', 'np.matmul', {
  'np.matmul': 5,
  'numpy 1 thread': 2.5,
  'tfjs-wasm': 9,
  'jax-js': 7,
  'numpy 2 threads': 1,
});
const runWith = (...cases: ReturnType<typeof caseOf>[]) => runOf([{ ...familyOf('np', []), cases }]);

/** The lines about a case that were measured. */
function linesOf(name: string, run: ReturnType<typeof runOf>) {
  return targetLines(run, {}).filter(({ what, met }) => what.startsWith(name) && met !== undefined);
}

describe('targetLines', () => {
  it('compare with NumPy on one thread and with the fastest JavaScript peer', () => {
    expect(linesOf('kernels/gemm/512/f32', runWith(gemm))).toEqual([
      {
        what: 'kernels/gemm/512/f32',
        ours: '5.00 ms',
        other: 'numpy 2.50 ms',
        ratio: '0.50',
        target: '>= 0.48',
        met: true,
      },
      {
        what: 'kernels/gemm/512/f32',
        ours: '5.00 ms',
        other: 'jax-js 7.00 ms',
        ratio: '1.40',
        target: '>= 1.6',
        met: false,
      },
    ]);
  });

  it('count a tie where the target says so', () => {
    const name = 'kernels/reduce/sum-axis-0-1000/f64';
    const tied = { ...caseOf(name, 'np', {}), variants: [variantOf('np', 11, 2), variantOf('numpy 1 thread', 10, 2)] };
    expect(linesOf(name, runWith(tied))).toMatchObject([{ ratio: '0.91 tie', met: true }]);
    const slower = { ...tied, variants: [variantOf('np', 11), variantOf('numpy 1 thread', 10)] };
    expect(linesOf(name, runWith(slower))).toMatchObject([{ ratio: '0.91', met: false }]);
  });

  it('judge the variant that is meant', () => {
    const threads = caseOf('kernels/gemm-threads/512/f64', 'one thread', { 'one thread': 10, 'two threads': 5 });
    expect(linesOf('kernels/gemm-threads/512/f64', runWith(threads))).toMatchObject([
      { what: 'kernels/gemm-threads/512/f64: two threads', ratio: '2.0', met: true },
    ]);
  });

  it('hold limits of time, size and memory', () => {
    const call = caseOf('kernels/call/np-add-of-two-4-1/f64', 'np', { np: 0.0012 });
    expect(linesOf('kernels/call', runWith(call))).toMatchObject([
      { ours: '1.20 µs', target: '<= 1.00 µs', met: false },
    ]);
    const lines = targetLines(runOf([]), { startMs: 30, kernelsBytes: 61_000 });
    expect(lines.find(({ what }) => what.startsWith('import'))).toMatchObject({ ours: '30.0 ms', met: true });
    expect(lines.find(({ what }) => what.startsWith('kernels, gz'))).toMatchObject({ ours: '61.0 kB', met: false });
    expect(lines.find(({ what }) => what.startsWith('a page'))).toMatchObject({ ours: '', met: undefined });
    const memory = [{ name: 'steps', title: '', readings: [{ count: 1, rss: 9e7 }], flat: true, verdict: '' }];
    expect(targetLines(runOf([], { memory }), {}).find(({ what }) => what.includes('100,000'))).toMatchObject({
      ours: '90 MB',
      met: true,
    });
  });
});

describe('isTargetCase', () => {
  it('names cases that there are, and each target has its own', () => {
    const known = chooseCases(families, { sizes: 'all', dtypes: ['float32', 'float64'] }).flatMap(({ cases }) =>
      cases.map(({ name }) => name),
    );
    const lines = targetLines(runOf([]), {}).map(({ what }) => what.split(':')[0] ?? '');
    const names = lines.filter((what) => what.includes('/'));
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      expect(known).toContain(name);
      expect(isTargetCase(name)).toBe(true);
    }
    expect(isTargetCase('kernels/gemm/16/f32')).toBe(false);
  });
});

describe('showTargets', () => {
  it('fits 100 columns and counts', () => {
    const text = showTargets(targetLines(runWith(gemm), { startMs: 12 }));
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(text).toMatch(/^ {2}gemm\/512\/f32 +5\.00 ms +jax-js 7\.00 ms +1\.40 +>= 1\.6 +NOT MET$/m);
    expect(text).toMatch(/ 2 met, 1 not met, \d+ not measured\.$/);
  });
});
