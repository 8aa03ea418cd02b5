import { randomState } from '@keepdims/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitIndices } from './splitIndices.js';

describe('splitIndices', () => {
  it("gives scikit-learn's parts: the permutation's first entries test, the next validate, the rest trains", () => {
    // np.random.RandomState(42).permutation(10) is [8, 1, 5, 0, 7, 2, 9, 4, 3, 6].
    const parts = splitIndices(10, { testSize: 0.25, validationSize: 2, seed: 42 });
    expect([...parts.test]).toEqual([8, 1, 5]);
    expect([...parts.validation]).toEqual([0, 7]);
    expect([...parts.train]).toEqual([2, 9, 4, 3, 6]);
  });

  it('draws from the generator it is given, once', () => {
    const rng = randomState(0);
    // np.random.RandomState(0).permutation(10) is [2, 8, 4, 9, 1, 6, 7, 3, 0, 5].
    expect([...splitIndices(10, { rng }).test]).toEqual([2, 8]);
    const other = randomState(0);
    other.permutation(10);
    expect(rng.rand()).toBe(other.rand());
  });

  it('is a partition of the examples, and of the sizes asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.boolean(),
        (m, testSize, validationSize, seed, stratify) => {
          fc.pre(testSize + validationSize < m && (!stratify || m >= 6));
          const labels = Array.from({ length: m }, (_, i) => i % 3);
          const parts = splitIndices(m, { testSize, validationSize, seed, ...(stratify && { stratify: labels }) });
          expect([parts.test.length, parts.validation.length]).toEqual([testSize, validationSize]);
          const all = [...parts.train, ...parts.validation, ...parts.test].sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: m }, (_, i) => i));
        },
      ),
    );
  });

  it('keeps proportions within one example when stratified', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.05, max: 0.45, noNaN: true }),
        fc.integer({ min: 0, max: 1000 }),
        (counts, testSize, seed) => {
          const labels = counts.flatMap((count, label) => Array<string>(count).fill(`class ${label}`));
          fc.pre(Math.ceil(testSize * labels.length) < labels.length);
          const { test } = splitIndices(labels.length, { testSize, seed, stratify: labels });
          counts.forEach((count, label) => {
            const found = [...test].filter((example) => labels[example] === `class ${label}`).length;
            expect(Math.abs(found - (count * test.length) / labels.length)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  it('refuses what it cannot divide', () => {
    expect(() => splitIndices(1, { seed: 0 })).toThrow(
      new RangeError('splitIndices: 1 example cannot be split; at least 2 are needed.'),
    );
    expect(() => splitIndices(0, { seed: 0 })).toThrow(
      'splitIndices: 0 examples cannot be split; at least 2 are needed.',
    );
    expect(() => splitIndices(3, { testSize: 0.9, seed: 0 })).toThrow(
      'splitIndices: of 3 examples, 3 for the test leave none to train on; choose smaller sizes.',
    );
    expect(() => splitIndices(5, { testSize: 3, validationSize: 2, seed: 0 })).toThrow(
      'splitIndices: of 5 examples, 3 for the test and 2 for validation leave none to train on; choose smaller sizes.',
    );
    for (const testSize of [0, -0.1, 1.5, Number.NaN]) {
      expect(() => splitIndices(5, { testSize, seed: 0 })).toThrow(
        `splitIndices: testSize must be a share between 0 and 1 or a whole number of examples, got ${testSize}.`,
      );
    }
    expect(() => splitIndices(4, { seed: 0, stratify: ['a', 'a', 'b', 'a'] })).toThrow(
      'splitIndices: only one example has label "b"; stratifying needs two or more of each.',
    );
    expect(() => splitIndices(4, { seed: 0, stratify: [0, 1] })).toThrow(
      'splitIndices: stratify has 2 labels, but there are 4 examples.',
    );
  });

  it('asks for a seed or a generator', () => {
    expect(() => splitIndices(10, {} as never)).toThrow(
      new TypeError(
        'splitIndices(m, options): options must say where the randomness comes from, so that the split can be repeated: pass { seed: 1 } or { rng }.',
      ),
    );
  });
});
