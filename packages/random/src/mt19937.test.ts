import { describe, expect, it } from 'vitest';
import { MT19937, stateWords } from './mt19937.js';

describe('MT19937', () => {
  it('gives the first words that the authors publish for seed 5489', () => {
    const engine = new MT19937();
    engine.seed(5489);
    expect(Array.from({ length: 5 }, () => engine.nextUint32())).toEqual([
      3499211612, 581869302, 3890346734, 3586334585, 545404204,
    ]);
  });

  it('gives the 10000th word that the C++ standard states for seed 5489', () => {
    const engine = new MT19937();
    engine.seed(5489);
    let word = 0;
    for (let i = 0; i < 10000; i++) word = engine.nextUint32();
    expect(word).toBe(4123659995);
  });

  it('gives the first words that the authors publish for the seeds 0x123, 0x234, 0x345, 0x456', () => {
    const engine = new MT19937();
    engine.seedByArray([0x123, 0x234, 0x345, 0x456]);
    expect(Array.from({ length: 5 }, () => engine.nextUint32())).toEqual([
      1067595299, 955945823, 477289528, 4107218783, 4228976476,
    ]);
  });

  it('draws at most max, and nothing for 0', () => {
    const engine = new MT19937();
    engine.seed(1);
    expect(engine.nextAtMost(0)).toBe(0);
    expect(engine.pos).toBe(stateWords);
    const seen = new Set(Array.from({ length: 200 }, () => engine.nextAtMost(4)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(engine.nextAtMost(2 ** 32 - 1)).toBeGreaterThan(4);
  });
});
