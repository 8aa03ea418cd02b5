import { describe, expect, it } from 'vitest';
import { SeedSequence } from './index.js';
import type { Seed } from './index.js';

/** Runs `f`, which must throw, and gives what it threw as "Name: message". */
function thrown(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

/** Values that only a caller without a type checker can pass. */
const wrong = (value: unknown): never => value as never;

describe('SeedSequence', () => {
  it('gives the words of the C++ reference', () => {
    const words = (seed: Seed): number[] => Array.from(new SeedSequence(seed).generateState(4));
    expect(words([3735928559, 195939070, 229505742, 305419896])).toEqual([
      3914649087, 576849849, 3593928901, 2229911004,
    ]);
    expect(words(Uint32Array.of(2766103236, 2883057919, 4029656435, 862374500))).toEqual([
      296367413, 4262059219, 13109864, 3283683422,
    ]);
  });

  it('reads an integer as its 32-bit words, low word first', () => {
    expect(new SeedSequence(0).entropy).toEqual([0]);
    expect(new SeedSequence(2 ** 53 - 1).entropy).toEqual([0xffffffff, 0x1fffff]);
    expect(new SeedSequence(0x1_0000_0002_0000_0003n).entropy).toEqual([3, 2, 1]);
    expect(new SeedSequence([5, 2n ** 32n, 0]).entropy).toEqual([5, 0, 1, 0]);
    expect(new SeedSequence([]).entropy).toEqual([]);
    expect(new SeedSequence(7).generateState(4)).toEqual(new SeedSequence(7n).generateState(4));
  });

  it('takes fresh entropy when it is given none, and shows it', () => {
    const fresh = new SeedSequence();
    expect(fresh.entropy).toHaveLength(4);
    expect(new SeedSequence().entropy).not.toEqual(fresh.entropy);
    expect(new SeedSequence(fresh.entropy).generateState(4)).toEqual(fresh.generateState(4));
  });

  it('spawns new children at every call, and they spawn in turn', () => {
    const root = new SeedSequence(42);
    expect(root.spawn(2).map((child) => child.spawnKey)).toEqual([[0], [1]]);
    const [third] = root.spawn(1);
    expect(third?.spawnKey).toEqual([2]);
    expect(root.childrenSpawned).toBe(3);
    expect(third?.spawn(2).map((child) => child.spawnKey)).toEqual([
      [2, 0],
      [2, 1],
    ]);
    expect(root.spawn(0)).toEqual([]);
    expect(new SeedSequence(42, { childrenSpawned: 3 }).spawn(1)[0]?.spawnKey).toEqual([3]);
    expect(new SeedSequence(42, { spawnKey: [2] }).generateState(8)).toEqual(third?.generateState(8));
  });

  it('a child is not the seed that spells out its key', () => {
    expect(new SeedSequence(1, { spawnKey: [2] }).generateState(4)).not.toEqual(
      new SeedSequence([1, 2]).generateState(4),
    );
  });

  it('changes no list of its caller', () => {
    const key = [1];
    const sequence = new SeedSequence(0, { spawnKey: key });
    const words = sequence.generateState(2);
    key[0] = 9;
    expect(sequence.generateState(2)).toEqual(words);
  });

  it.each<[string, () => unknown]>([
    [
      'RangeError: SeedSequence(entropy): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but it is -1.',
      () => new SeedSequence(-1),
    ],
    [
      'RangeError: SeedSequence(entropy): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but it is -1.',
      () => new SeedSequence(-1n),
    ],
    [
      'RangeError: SeedSequence(entropy): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but seed[1] is 0.5.',
      () => new SeedSequence([1, 0.5]),
    ],
    [
      'RangeError: SeedSequence(entropy): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but it is 9007199254740992. Write it as a bigint.',
      () => new SeedSequence(2 ** 53),
    ],
    [
      'TypeError: SeedSequence(entropy): a seed is an integer from 0 up, or a list of them, but got the string "7".',
      () => new SeedSequence(wrong('7')),
    ],
    [
      'TypeError: SeedSequence(entropy): a seed is an integer from 0 up, or a list of them, but got null.',
      () => new SeedSequence(wrong(null)),
    ],
    [
      'RangeError: SeedSequence(entropy): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but seed[0] is an array.',
      () => new SeedSequence(wrong([[1]])),
    ],
    [
      'RangeError: SeedSequence(entropy, { spawnKey, childrenSpawned }): spawnKey[1] must be an integer, 0 or more, but is -2.',
      () => new SeedSequence(1, { spawnKey: [0, -2] }),
    ],
    [
      'RangeError: SeedSequence(entropy, { spawnKey, childrenSpawned }): childrenSpawned must be an integer, 0 or more, but is 1.5.',
      () => new SeedSequence(1, { childrenSpawned: 1.5 }),
    ],
    ['RangeError: spawn(n): n must be an integer, 0 or more, but is -1.', () => new SeedSequence(1).spawn(-1)],
    [
      'RangeError: generateState(n): n must be an integer, 0 or more, but is NaN.',
      () => new SeedSequence(1).generateState(NaN),
    ],
  ])('%s', (message, f) => {
    expect(thrown(f)).toBe(message);
  });
});
