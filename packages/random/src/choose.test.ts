import { describe, expect, it } from 'vitest';
import { pickWithProbabilities } from './choose.js';

/** Gives these numbers, one a call. */
function draws(...numbers: number[]): () => number {
  return () => numbers.shift() ?? NaN;
}

describe('pickWithProbabilities', () => {
  const p = Float64Array.of(0.25, 0, 0.25, 0.5);

  it('a draw on the border between two entries picks the next one that has a probability', () => {
    expect([...pickWithProbabilities(draws(0, 0.25, 0.5, 1 - 2 ** -53), p, 4, true)]).toEqual([0, 2, 3, 3]);
  });

  it('without replacement, drops what was picked and scales the rest', () => {
    // The second round has 0.25 : 0.5 left, so that a third of [0, 1) is entry 2.
    expect([...pickWithProbabilities(draws(0, 0.1, 0.33), p, 2, false)]).toEqual([0, 2]);
    expect([...pickWithProbabilities(draws(0, 0.1, 0.34), p, 2, false)]).toEqual([0, 3]);
  });
});
