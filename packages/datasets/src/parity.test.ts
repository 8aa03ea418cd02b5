import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { parity } from './parity.js';

describe('parity, all inputs', () => {
  it('counts up in binary, and says whether the ones are odd', () => {
    const { X, Y } = parity(3);
    expect(X.toArray()).toEqual([
      [0, 0, 0, 0, 1, 1, 1, 1],
      [0, 0, 1, 1, 0, 0, 1, 1],
      [0, 1, 0, 1, 0, 1, 0, 1],
    ]);
    expect(Y.toArray()).toEqual([[0, 1, 1, 0, 1, 0, 0, 1]]);
    expect([X.dtype, Y.dtype]).toEqual(['float64', 'float64']);
  });

  it.each([1, 2, 5, 10])('of %i bits: each input once, half of them odd, and each bit turns the answer', (bits) => {
    const { X, Y } = parity(bits);
    const m = 2 ** bits;
    expect([X.shape, Y.shape]).toEqual([
      [bits, m],
      [1, m],
    ]);
    expect(np.sum(Y)).toBe(m / 2);
    for (let j = 0; j < m; j++) {
      const column = Array.from({ length: bits }, (_, i) => X.at(i, j));
      expect(parseInt(column.join(''), 2)).toBe(j);
      for (let bit = 0; bit < bits; bit++) expect(Y.at(0, j) + Y.at(0, j ^ (1 << bit))).toBe(1);
    }
  });
});

describe('parity, drawn inputs', () => {
  it('repeats itself for a seed, differs for another, and takes a generator', () => {
    const first = parity(30, { m: 50 });
    expect(first.X.shape).toEqual([30, 50]);
    expect(np.arrayEqual(first.X, parity(30, { m: 50, seed: 1 }).X)).toBe(true);
    expect(np.arrayEqual(first.X, parity(30, { m: 50, rng: randomState(1) }).X)).toBe(true);
    expect(np.arrayEqual(first.X, parity(30, { m: 50, seed: 2 }).X)).toBe(false);
  });

  it('keeps the first ones when more are asked for', () => {
    const more = parity(9, { m: 80 });
    expect(np.arrayEqual(parity(9, { m: 20 }).X, np.slice(more.X, ':', [0, 20]))).toBe(true);
  });

  it('has the parity of its columns, with ones and odd columns at even odds', () => {
    const { X, Y } = parity(7, { m: 4000 });
    for (let j = 0; j < 4000; j++) {
      const ones = Array.from({ length: 7 }, (_, i) => X.at(i, j)).filter((bit) => bit === 1).length;
      expect(Y.at(0, j)).toBe(ones % 2);
    }
    // Within 5 standard errors: 0.5 / sqrt(28000), and 0.5 / sqrt(4000).
    expect(Math.abs(np.mean(X) - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(np.mean(Y) - 0.5)).toBeLessThan(0.04);
  });
});

describe('parity refuses', () => {
  const refusal = (run: () => unknown, message: string) => expect(run).toThrow(new RangeError(message));
  it('bad sizes and unknown options', () => {
    refusal(() => parity(0), 'parity: bits must be a whole number, 1 or more, got 0.');
    refusal(() => parity(2.5), 'parity: bits must be a whole number, 1 or more, got 2.5.');
    refusal(
      () => parity(21),
      'parity: all inputs of 21 bits would be 2^21 columns; list at most 20 bits, or draw some with m.',
    );
    refusal(() => parity(4, { m: 0 }), 'parity: m must be a whole number, 1 or more, got 0.');
    refusal(
      () => parity(4, { n: 3 } as never),
      "parity(bits, options): there is no option 'n'. Did you mean 'm'? The options are m, seed, rng.",
    );
  });
});
