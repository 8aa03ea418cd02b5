import { describe, expect, it } from 'vitest';
import { checkAnswers } from '../harness.js';
import { chooseCases } from './chooseCases.js';
import { families } from './index.js';

/** Small enough for a test, large enough for tails of every vector length. */
const smallSizes: Readonly<Record<string, number>> = { unary: 1003, reduce: 37, add: 37 };

const small = families.flatMap((family) =>
  (family.sizes.length === 0 ? [0] : [1, smallSizes[family.name] ?? 19]).flatMap((size) =>
    (['float32', 'float64'] as const).flatMap((dtype) => family.at(family, size, dtype)),
  ),
);
const tiny = small.filter(({ name }) => !/^training\/(step\/(?!2-4-1)|digits)/.test(name));

describe('the cases', () => {
  it.each(tiny)('$name: all variants agree', async (benchCase) => {
    const variants = await benchCase.create();
    const { difference } = await checkAnswers(benchCase, variants);
    expect(variants.some(({ name }) => name === benchCase.subject)).toBe(true);
    expect(difference).toBeLessThanOrEqual(benchCase.tolerance);
  });

  it('have names of their own that fit a command line', () => {
    const names = chooseCases(families, { sizes: 'all' }).flatMap(({ cases }) => cases.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(course|kernels|training)(\/[a-z0-9-]+)+\/f(32|64)$/);
  });

  it('time their own work: a training step leaves the set-up out', async () => {
    const [step] = small.filter(({ name }) => name === 'training/step/2-4-1x400/f64');
    const variants = (await step?.create()) ?? [];
    expect(variants.map(({ name }) => name)).toEqual(['loops over units', 'fit']);
    /** A clock that shows these times, one a reading. */
    const showing = (times: number[]) => () => times.shift() ?? NaN;
    // The loops read it before their steps and after; fit's training of one epoch (10) is taken from that of six (35).
    expect(variants.map(({ elapsed }) => elapsed?.(5, showing([0, 10, 45])))).toEqual([10, 25]);
  });
});

describe('chooseCases', () => {
  const names = (selection: Parameters<typeof chooseCases>[1]) =>
    chooseCases(families, selection).flatMap(({ cases }) => cases.map(({ name }) => name));

  it('gives the course in float64, the rest in both dtypes, and what is asked for where it is', () => {
    expect(names({ sizes: 'quick', filter: 'course/dot' })).toEqual([
      'course/dot/10/f64',
      'course/dot/1000/f64',
      'course/dot/1000000/f64',
    ]);
    expect(names({ sizes: 'quick', filter: 'gemm/64/' })).toEqual(['kernels/gemm/64/f32', 'kernels/gemm/64/f64']);
    expect(names({ sizes: 'quick', filter: 'dot/10/', dtypes: ['float32'] })).toEqual(['course/dot/10/f32']);
  });

  it('takes a size of its own for the sweeps, and leaves the others out', () => {
    expect(names({ sizes: 77, filter: 'gemm/' })).toEqual(['kernels/gemm/77/f32', 'kernels/gemm/77/f64']);
    expect(names({ sizes: 77, filter: 'training' })).toEqual([]);
    expect(names({ sizes: 1_000_000, filter: 'gemm' })).toEqual([]);
  });

  it('leaves what needs much memory to those who ask for it', () => {
    const large = 'course/matvec/10000/f64';
    expect(names({ sizes: 'all', filter: 'matvec/10000', dtypes: ['float32', 'float64'] })).toEqual([
      'course/matvec/10000/f32',
    ]);
    expect(names({ sizes: 10_000, filter: 'matvec/10000' })).toEqual([large]);
  });

  it('ignores the case of letters in a filter', () => {
    expect(names({ sizes: 'all', filter: 'STEP/2-4-1' })).toHaveLength(2);
  });
});
