import * as np from '@keepdims/ndarray';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Generator, SeedSequence, defaultRng } from './index.js';
import type { GeneratorSnapshot, Rng, Seed } from './index.js';

const seeds = fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 200n }));

/** Runs `f`, which must throw, and gives what it threw as "Name: message". */
function thrown(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

/** Arguments that only a caller without a type checker can pass. */
const wrong = (value: unknown): never => value as never;

describe('what a draw gives', () => {
  it('is a number without a size, otherwise an array of that shape and dtype', () => {
    const rng = defaultRng(4);
    for (const value of [
      rng.random(),
      rng.standardNormal(),
      rng.uniform(),
      rng.normal(),
      rng.integers(9),
      rng.integers(0, 9, undefined, { endpoint: true }),
      rng.choice(5),
    ]) {
      expect(typeof value).toBe('number');
    }
    for (const a of [
      rng.random([2, 3]),
      rng.standardNormal([2, 3]),
      rng.uniform(0, 1, [2, 3]),
      rng.normal(0, 1, [2, 3]),
    ]) {
      expect([a.shape, a.dtype, a.size]).toEqual([[2, 3], 'float64', 6]);
    }
    for (const a of [rng.integers(0, 5, [2, 3]), rng.choice(5, [2, 3])])
      expect([a.shape, a.dtype]).toEqual([[2, 3], 'int32']);
    expect([rng.permutation(4).dtype, rng.random(3).shape, rng.random([]).shape]).toEqual(['int32', [3], []]);
  });

  it('can be asked of anything that is an Rng', () => {
    const rng: Rng = defaultRng(5);
    const twin = defaultRng(5);
    expect(rng.random([2]).toArray()).toEqual(twin.random(2).toArray());
    expect(rng.uniform(1, 2, 3).toArray()).toEqual(twin.uniform(1, 2, 3).toArray());
    expect(rng.standardNormal(3).toArray()).toEqual(twin.standardNormal(3).toArray());
    expect(rng.permutation(6).toArray()).toEqual(twin.permutation(6).toArray());
  });

  it('is the same one by one and all at once', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 300 }), (seed, n) => {
        const each = (draw: (rng: Generator) => number): number[] => {
          const rng = defaultRng(seed);
          return Array.from({ length: n }, () => draw(rng));
        };
        expect(defaultRng(seed).random(n).toArray()).toEqual(each((rng) => rng.random()));
        expect(defaultRng(seed).standardNormal(n).toArray()).toEqual(each((rng) => rng.standardNormal()));
        expect(defaultRng(seed).uniform(-3, 4, n).toArray()).toEqual(each((rng) => rng.uniform(-3, 4)));
        expect(defaultRng(seed).normal(1, 2, n).toArray()).toEqual(each((rng) => rng.normal(1, 2)));
        expect(defaultRng(seed).integers(-5, 77, n).toArray()).toEqual(each((rng) => rng.integers(-5, 77)));
      }),
    );
  });

  it('keeps a normal of −0, which normal() adds to 0', () => {
    const rng = defaultRng(0);
    // NumPy's state one step before the output 0x100: layer 0, sign set, place 0.
    const state = { ...rng.getState(), state: '13715154366428539204875665919165382635' };
    rng.setState(state);
    expect(rng.standardNormal()).toBe(-0);
    rng.setState(state);
    expect(rng.standardNormal(1).at(0)).toBe(-0);
    rng.setState(state);
    expect(rng.normal()).toBe(0);
  });
});

describe('integers', () => {
  it('endpoint moves the end by one', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (seed, high) => {
        const low = -(2 ** 31);
        const open = defaultRng(seed)
          .integers(low, high + 1, 5)
          .toArray();
        expect(defaultRng(seed).integers(low, high, 5, { endpoint: true }).toArray()).toEqual(open);
        expect(open.every((value) => value >= low && value <= high)).toBe(true);
      }),
    );
    expect(defaultRng(1).integers(0, null, 4, { endpoint: true }).toArray()).toEqual([0, 0, 0, 0]);
  });

  it('every value of a small range occurs about equally often', () => {
    const counts = np.bincount(defaultRng(6).integers(0, 5, 50_000)).toArray();
    expect(counts).toHaveLength(5);
    // Standard deviation of a count: sqrt(50000 * 0.2 * 0.8), about 89.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450);
  });
});

describe('normals', () => {
  it('have the stated mean, standard deviation and tail', () => {
    const sample = defaultRng(7).normal(3, 2, 200_000);
    expect(Math.abs(np.mean(sample) - 3)).toBeLessThan(5 * (2 / Math.sqrt(200_000)));
    expect(Math.abs(np.std(sample) - 2)).toBeLessThan(5 * (2 / Math.sqrt(400_000)));
    // Beyond 3.6541528853610088 lies a part of 2.58e-4: 51.6 expected, standard deviation 7.2.
    const beyond = sample.toArray().filter((x) => Math.abs((x - 3) / 2) > 3.6541528853610088).length;
    expect(Math.abs(beyond - 51.6)).toBeLessThan(36);
  });
});

describe('shuffle, permutation and choice', () => {
  it('order a list, an array and its rows alike', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 40 }), (seed, n) => {
        const list = Array.from({ length: n }, (_, i) => i);
        const array = np.array(list);
        const column = np.reshape(np.arange(n), [n, 1]);
        defaultRng(seed).shuffle(list);
        defaultRng(seed).shuffle(array);
        defaultRng(seed).shuffle(column);
        expect(defaultRng(seed).permutation(n).toArray()).toEqual(list);
        expect(array.toArray()).toEqual(list);
        expect(np.ravel(column).toArray()).toEqual(list);
        expect([...list].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it('pick without replacement: none twice, every order about equally often', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, n, part) => {
          const count = Math.floor(part * n);
          const picked = defaultRng(seed).choice(n, count, { replace: false }).toArray();
          expect(new Set(picked).size).toBe(count);
          expect(picked.every((index) => index >= 0 && index < n)).toBe(true);
        },
      ),
    );
    const rng = defaultRng(8);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = rng.choice(4, 2, { replace: false }).toArray().join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    // Standard deviation of a count: about 30.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(new Set(defaultRng(1).choice(30_000, 20_000, { replace: false }).toArray()).size).toBe(20_000);
  });
});

describe('seeds', () => {
  it('of one integer are the same as number, bigint and sequence', () => {
    const first = (seed: Seed | SeedSequence): number => defaultRng(seed).random();
    expect(first(42)).toBe(0.7739560485559633);
    expect([first(42n), first(new SeedSequence(42)), first([42]), first(Uint32Array.of(42))]).toEqual(
      Array(4).fill(first(42)),
    );
    expect(first(43)).not.toBe(first(42));
    expect(new Generator(42).random()).toBe(first(42));
  });

  it('may be a generator, which is given back', () => {
    const rng = defaultRng(1);
    expect(defaultRng(rng)).toBe(rng);
  });

  it('left out are fresh, and can be repeated', () => {
    const rng = defaultRng();
    const value = rng.random();
    expect(defaultRng().random()).not.toBe(value);
    expect(defaultRng(rng.seedSequence.entropy).random()).toBe(value);
  });

  it("spawn generators of their own, at every call others, and don't touch the parent's numbers", () => {
    const rng = defaultRng(9);
    const values = [...rng.spawn(2), ...rng.spawn(2)].map((child) => child.random());
    expect(new Set([...values, defaultRng(9).random()]).size).toBe(5);
    expect(rng.random()).toBe(defaultRng(9).random());
    expect(
      defaultRng(9)
        .spawn(4)
        .map((child) => child.random()),
    ).toEqual(values);
  });
});

describe('state', () => {
  const draws: Record<string, (rng: Generator) => unknown> = {
    random: (rng) => rng.random(3).toArray(),
    normals: (rng) => rng.standardNormal(5).toArray(),
    integer: (rng) => rng.integers(0, 7),
    integers: (rng) => rng.integers(0, 7, 4).toArray(),
    permutation: (rng) => rng.permutation(9).toArray(),
    choice: (rng) => rng.choice(4, 2, { replace: false }).toArray(),
    spawn: (rng) => rng.spawn(2).map((child) => child.random()),
  };
  const names = fc.array(fc.constantFrom(...Object.keys(draws)), { maxLength: 12 });

  it('resumes the stream after any draws, through JSON too', () => {
    fc.assert(
      fc.property(seeds, names, names, (seed, before, after) => {
        const rng = defaultRng(seed);
        for (const name of before) draws[name]?.(rng);
        const state = rng.getState();
        const expected = after.map((name) => draws[name]?.(rng));
        const resumed = defaultRng(0);
        resumed.integers(5);
        resumed.setState(JSON.parse(JSON.stringify(state)) as GeneratorSnapshot);
        expect(after.map((name) => draws[name]?.(resumed))).toEqual(expected);
        expect(resumed.getState()).toEqual(rng.getState());
      }),
    );
  });

  it("keeps its own seed sequence when the state is NumPy's, which has none", () => {
    const rng = defaultRng(5);
    rng.spawn(1);
    const { seedSequence, ...state } = defaultRng(6).getState();
    expect(seedSequence).toEqual({ entropy: [6], spawnKey: [], childrenSpawned: 0 });
    rng.setState(state);
    expect(rng.random()).toBe(defaultRng(6).random());
    expect(rng.spawn(1)[0]?.random()).toBe(defaultRng(5).spawn(2)[1]?.random());
  });

  const good = defaultRng(0).getState();
  const sequence = good.seedSequence;
  it.each([
    [null, 'TypeError: setState(state): a state is an object as getState() gives, but got null.'],
    [
      { ...good, algorithm: 'MT19937' },
      `TypeError: setState(state): algorithm must be 'PCG64', but is the string "MT19937".`,
    ],
    [
      { ...good, state: 5 },
      'RangeError: setState(state): state must be an integer in [0, 2^128) as a string of decimal digits, but is 5.',
    ],
    [
      { ...good, state: '0x5' },
      'RangeError: setState(state): state must be an integer in [0, 2^128) as a string of decimal digits, but is the string "0x5".',
    ],
    [
      { ...good, state: String(2n ** 128n) },
      'RangeError: setState(state): state must be an integer in [0, 2^128) as a string of decimal digits, but is the string "340282366920938463463374607431768211456".',
    ],
    [{ ...good, inc: '4' }, 'RangeError: setState(state): inc must be odd, but is the string "4".'],
    [{ ...good, hasUint32: 1 }, 'TypeError: setState(state): hasUint32 must be true or false, but is 1.'],
    [
      { ...good, uinteger: 2 ** 32 },
      'RangeError: setState(state): uinteger must be an integer in [0, 4294967296), but is 4294967296.',
    ],
    [
      { ...good, seedSequence: 3 },
      'TypeError: setState(state): seedSequence is an object as getState() gives, but got 3.',
    ],
    [
      { ...good, seedSequence: { ...sequence, entropy: [-1] } },
      'TypeError: setState(state): seedSequence.entropy must be an array of integers in [0, 4294967296).',
    ],
    [
      { ...good, seedSequence: { ...sequence, spawnKey: [0.5] } },
      'TypeError: setState(state): seedSequence.spawnKey must be an array of integers, 0 or more.',
    ],
    [
      { ...good, seedSequence: { ...sequence, childrenSpawned: -1 } },
      'RangeError: setState(state): seedSequence.childrenSpawned must be an integer, 0 or more, but is -1.',
    ],
  ])('refuses what is none, and keeps what it had (%#)', (state, message) => {
    const rng = defaultRng(9);
    rng.integers(3);
    const before = rng.getState();
    expect(
      thrown(() => {
        rng.setState(state as GeneratorSnapshot);
      }),
    ).toBe(message);
    expect(rng.getState()).toEqual(before);
  });
});

describe('errors', () => {
  const rng = defaultRng(0);

  it.each<[string, () => unknown]>([
    [
      'RangeError: defaultRng(seed): a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but it is -1.',
      () => defaultRng(-1),
    ],
    [
      'TypeError: defaultRng(seed): a seed is an integer from 0 up, or a list of them, but got the string "7".',
      () => defaultRng(wrong('7')),
    ],
    ['RangeError: spawn(n): n must be an integer, 0 or more, but is 1.5.', () => rng.spawn(1.5)],
    [
      'RangeError: uniform(low, high, size): high must not be below low, but low is 5 and high is 2. Swap them.',
      () => rng.uniform(5, 2),
    ],
    [
      'RangeError: uniform(low, high, size): low, high and high - low must be finite numbers, but low is 0 and high is Infinity.',
      () => rng.uniform(0, Infinity, 2),
    ],
    [
      'RangeError: normal(mean, std, size): std must be a finite number, 0 or more, but is -1.',
      () => rng.normal(0, -1),
    ],
    [
      'RangeError: integers(5, 5): the range [5, 5) is empty: high is exclusive, so it must be above low.',
      () => rng.integers(5, 5),
    ],
    [
      'RangeError: integers(0): the range [0, 0) is empty: high is exclusive, so it must be above low.',
      () => rng.integers(0),
    ],
    [
      'RangeError: integers(5, 4, { endpoint: true }): the range [5, 4] is empty: high must not be below low.',
      () => rng.integers(5, 4, 3, { endpoint: true }),
    ],
    [
      'RangeError: integers(0, 2.5): low and high must be integers. uniform(low, high, size) draws fractions.',
      () => rng.integers(0, 2.5),
    ],
    [
      'RangeError: integers(0, 4294967296): the values must fit int32, so low >= -2147483648 and high <= 2147483648. ' +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
      () => rng.integers(0, 2 ** 32, 3),
    ],
    [
      'RangeError: integers(0, 2147483648, { endpoint: true }): the values must fit int32, so low >= -2147483648 and high <= 2147483647. ' +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
      () => rng.integers(0, 2 ** 31, undefined, { endpoint: true }),
    ],
    [
      'TypeError: random(size): size is a number or a shape such as [3, 4], but got the string "3".',
      () => rng.random(wrong('3')),
    ],
    [
      'RangeError: choice(a, size): a is empty, so nothing can be picked. Pass one entry or more, or size 0.',
      () => rng.choice(0),
    ],
    [
      'RangeError: choice(a, size, { replace: false }): 6 different entries are asked, but a has 5. Lower size, or pick with replacement.',
      () => rng.choice(5, [2, 3], { replace: false }),
    ],
    [
      'RangeError: choice(a, size, { p }): p must add up to 1, but adds up to 2. Divide p by its sum.',
      () => rng.choice(2, 1, { p: [1, 1] }),
    ],
  ])('%s', (message, f) => {
    const before = rng.getState();
    expect(thrown(f)).toBe(message);
    expect(rng.getState()).toEqual(before);
  });
});
