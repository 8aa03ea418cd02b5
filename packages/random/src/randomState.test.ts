import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomState, randomState } from './index.js';
import type { RandomStateSnapshot, Rng } from './index.js';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** Runs `f`, which must throw, and gives what it threw as "Name: message". */
function thrown(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

describe('the examples of the documentation', () => {
  it('hold', () => {
    expect(randomState(0).rand()).toBe(0.5488135039273248);
    expect(randomState(1).randn(3, 4).at(0, 0)).toBeCloseTo(1.6243453636632417, 14);
    expect(randomState(0).uniform(-1, 1)).toBe(0.0976270078546495);
    expect(randomState(1).normal(10, 2)).toBeCloseTo(13.248690727326483, 13);
    expect(randomState(0).randint(0, 10, [3]).toArray()).toEqual([5, 0, 3]);
    expect(randomState(0).permutation(5).toArray()).toEqual([2, 0, 1, 3, 4]);
    const names = ['a', 'b', 'c'];
    randomState(0).shuffle(names);
    expect(names).toEqual(['c', 'b', 'a']);
    expect(randomState(0).choice(5, 3, { replace: false }).toArray()).toEqual([2, 0, 1]);
    expect(randomState(0).getState().pos).toBe(624);
  });
});

describe('what a draw gives', () => {
  it('is a number without a size, otherwise an array of that shape and dtype', () => {
    const rs = randomState(4);
    for (const value of [
      rs.rand(),
      rs.randn(),
      rs.random(),
      rs.standardNormal(),
      rs.uniform(),
      rs.normal(),
      rs.randint(9),
    ]) {
      expect(typeof value).toBe('number');
    }
    expect(typeof rs.choice(5)).toBe('number');
    for (const a of [
      rs.rand(2, 3),
      rs.randn(2, 3),
      rs.random([2, 3]),
      rs.uniform(0, 1, [2, 3]),
      rs.normal(0, 1, [2, 3]),
    ]) {
      expect([a.shape, a.dtype, a.size]).toEqual([[2, 3], 'float64', 6]);
    }
    for (const a of [rs.randint(0, 5, [2, 3]), rs.choice(5, [2, 3])])
      expect([a.shape, a.dtype]).toEqual([[2, 3], 'int32']);
    expect(rs.permutation(4).dtype).toBe('int32');
    expect(rs.random(3).shape).toEqual([3]);
    expect(rs.random([]).shape).toEqual([]);
    expect(rs.randn(0, 3).shape).toEqual([0, 3]);
  });

  it("does not share the caller's shape", () => {
    const size = [2, 3];
    const a: NDArray = randomState(0).random(size);
    size[0] = 9;
    expect(a.shape).toEqual([2, 3]);
  });

  it('is the same for rand(2, 3) and random([2, 3]), and for randn and standardNormal', () => {
    expect(randomState(8).rand(2, 3).toArray()).toEqual(randomState(8).random([2, 3]).toArray());
    expect(randomState(8).randn(2, 3).toArray()).toEqual(randomState(8).standardNormal([2, 3]).toArray());
  });

  it('keeps dtype and rows: permutation and choice of arrays', () => {
    const flags = np.array([true, false, true, true]);
    expect(randomState(0).permutation(flags).dtype).toBe('bool');
    expect(typeof randomState(0).choice(flags)).toBe('boolean');
    const wide = np.array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { dtype: 'float32' },
    );
    const mixed = randomState(1).permutation(np.slice(wide, ':', [null, null, -1]));
    expect(mixed.dtype).toBe('float32');
    expect(
      mixed
        .toArray()
        .map((row) => row.join())
        .sort(),
    ).toEqual(['3,2,1', '6,5,4']);
    expect(wide.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const letters = randomState(3).choice(np.array([7, 8, 9]), [2, 2]);
    expect(letters.shape).toEqual([2, 2]);
    expect(letters.dtype).toBe('float64');
  });

  it('can be asked of anything that is an Rng', () => {
    const rng: Rng = randomState(5);
    const twin = randomState(5);
    expect(rng.random([2]).toArray()).toEqual(twin.rand(2).toArray());
    expect(rng.uniform(1, 2, 3).toArray()).toEqual(twin.uniform(1, 2, 3).toArray());
    expect(rng.standardNormal(3).toArray()).toEqual(twin.randn(3).toArray());
    expect(rng.permutation(6).toArray()).toEqual(twin.permutation(6).toArray());
  });
});

describe('shuffle', () => {
  it('reorders the rows that a view shows, and nothing else', () => {
    const a = np.reshape(np.arange(24), [6, 4]);
    const before = np.copy(a);
    randomState(0).shuffle(np.slice(a, [null, null, -2], [1, 3]));
    const order = randomState(0).permutation(3).toArray();
    const expected = before.toArray();
    order.forEach((from, to) => {
      for (const column of [1, 2]) (expected[5 - 2 * to] ?? [])[column] = before.at(5 - 2 * from, column);
    });
    expect(a.toArray()).toEqual(expected);
  });

  it('orders a list, an array and a permutation alike', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 40 }), (seed, n) => {
        const list = Array.from({ length: n }, (_, i) => i);
        const array = np.array(list);
        const column = np.reshape(np.arange(n), [n, 1]);
        randomState(seed).shuffle(list);
        randomState(seed).shuffle(array);
        randomState(seed).shuffle(column);
        expect(randomState(seed).permutation(n).toArray()).toEqual(list);
        expect(array.toArray()).toEqual(list);
        expect(np.ravel(column).toArray()).toEqual(list);
        expect(randomState(seed).permutation(np.arange(n)).toArray()).toEqual(list);
      }),
    );
  });
});

describe('properties', () => {
  it('the same seed gives the same numbers, another seed others', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const first = randomState(seed).rand(8).toArray();
        expect(randomState(seed).rand(8).toArray()).toEqual(first);
        expect(
          randomState((seed + 1) % 2 ** 32)
            .rand(8)
            .toArray(),
        ).not.toEqual(first);
        expect(randomState([seed]).rand(8).toArray()).not.toEqual(first);
        expect(randomState(Uint32Array.of(seed, 1)).rand(8).toArray()).toEqual(
          randomState([seed, 1]).rand(8).toArray(),
        );
      }),
    );
  });

  it('ranges are respected', () => {
    const bound = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(seeds, bound, bound, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seed, a, b, low) => {
        const rs = randomState(seed);
        const [first, last] = a < b ? [a, b] : [b, a];
        for (const value of rs.randint(first, last + 1, 20).toArray()) {
          expect(Number.isInteger(value) && value >= first && value <= last).toBe(true);
        }
        for (const value of rs.rand(20).toArray()) expect(value >= 0 && value < 1).toBe(true);
        for (const value of rs.uniform(low, low + 10, 20).toArray())
          expect(value >= low && value <= low + 10).toBe(true);
      }),
    );
  });

  it('every value of a small range occurs about equally often', () => {
    const counts = np.bincount(randomState(6).randint(0, 5, 50_000)).toArray();
    expect(counts).toHaveLength(5);
    // Standard deviation of a count: sqrt(50000 * 0.2 * 0.8), about 89.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450);
  });

  it('normals have the stated mean and standard deviation', () => {
    const sample = randomState(7).normal(3, 2, 100_000);
    expect(Math.abs(np.mean(sample) - 3)).toBeLessThan(5 * (2 / Math.sqrt(100_000)));
    expect(Math.abs(np.std(sample) - 2)).toBeLessThan(5 * (2 / Math.sqrt(200_000)));
    expect(randomState(7).normal(3, 0, 3).toArray()).toEqual([3, 3, 3]);
  });

  it('a permutation holds every integer once, and picking without replacement picks none twice', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, n, part) => {
          const rs = randomState(seed);
          const sorted = rs
            .permutation(n)
            .toArray()
            .sort((a, b) => a - b);
          expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
          const count = Math.floor(part * n);
          expect(new Set(rs.choice(n, count, { replace: false }).toArray()).size).toBe(count);
          const p = Array.from({ length: n }, () => 1 / n);
          expect(new Set(rs.choice(n, count, { replace: false, p }).toArray()).size).toBe(count);
        },
      ),
    );
  });

  it('choice never picks what has probability 0', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const p = np.array([0, 0.5, 0, 0.5, 0]);
        expect(
          randomState(seed)
            .choice(5, 30, { p })
            .toArray()
            .every((i) => i === 1 || i === 3),
        ).toBe(true);
        const two = randomState(seed).choice(5, 2, { replace: false, p });
        expect([...two.toArray()].sort()).toEqual([1, 3]);
      }),
    );
  });

  it('p may be float32, added up to float32 precision, and a view', () => {
    const p = np.array([0.1, 0.2, 0.7], { dtype: 'float32' });
    const reversed = np.slice(np.array([0.7, 0.2, 0.1]), [null, null, -1]);
    expect(randomState(2).choice(3, 50, { p }).toArray()).toEqual(
      randomState(2).choice(3, 50, { p: reversed }).toArray(),
    );
  });
});

describe('state', () => {
  const draws: Record<string, (rs: RandomState) => unknown> = {
    rand: (rs) => rs.rand(3).toArray(),
    randn: (rs) => rs.randn(),
    normals: (rs) => rs.randn(5).toArray(),
    randint: (rs) => rs.randint(0, 7, 4).toArray(),
    permutation: (rs) => rs.permutation(9).toArray(),
    choice: (rs) => rs.choice(4, 2, { replace: false }).toArray(),
  };
  const names = fc.array(fc.constantFrom(...Object.keys(draws)), { maxLength: 12 });

  it('resumes the stream after any draws, through JSON too', () => {
    fc.assert(
      fc.property(seeds, names, names, (seed, before, after) => {
        const rs = randomState(seed);
        for (const name of before) draws[name]?.(rs);
        const state = rs.getState();
        const expected = after.map((name) => draws[name]?.(rs));
        const resumed = randomState(0);
        resumed.randn();
        resumed.setState(JSON.parse(JSON.stringify(state)) as RandomStateSnapshot);
        expect(after.map((name) => draws[name]?.(resumed))).toEqual(expected);
        expect(resumed.getState()).toEqual(rs.getState());
      }),
    );
  });

  it('resumes between the two normals of a pair', () => {
    const rs = randomState(3);
    rs.randn(3);
    const state = rs.getState();
    expect(state.hasGauss).toBe(true);
    const expected = rs.randn(4).toArray();
    const resumed = randomState(0);
    resumed.setState({ ...state, key: Uint32Array.from(state.key) });
    expect(resumed.randn(4).toArray()).toEqual(expected);
    expect(rs.getState().hasGauss).toBe(true);
    rs.randn();
    expect(rs.getState()).toMatchObject({ hasGauss: false, cachedGaussian: 0 });
  });

  it('is a copy', () => {
    const rs = randomState(3);
    const state = rs.getState();
    const first = rs.rand();
    state.key.fill(7);
    rs.rand(1000);
    expect(randomState(3).rand()).toBe(first);
    const target = randomState(1);
    const saved = randomState(3).getState();
    target.setState(saved);
    target.rand(1000);
    expect(saved).toEqual(randomState(3).getState());
  });

  const good = randomState(0).getState();
  const key = good.key;
  it.each([
    [null, 'TypeError: setState(state): a state is an object as getState() gives, but got null.'],
    ['MT19937', 'TypeError: setState(state): a state is an object as getState() gives, but got the string "MT19937".'],
    [
      { ...good, algorithm: 'PCG64' },
      `TypeError: setState(state): algorithm must be 'MT19937', but is the string "PCG64".`,
    ],
    [
      { ...good, key: 'abc' },
      'TypeError: setState(state): key must be an array of 624 words, but is the string "abc".',
    ],
    [{ ...good, key: key.slice(1) }, 'RangeError: setState(state): key must have 624 words, but has 623.'],
    [
      { ...good, key: key.with(5, -1) },
      'RangeError: setState(state): key must hold integers in [0, 4294967296), but word 5 is -1.',
    ],
    [
      { ...good, key: key.with(623, 0.5) },
      'RangeError: setState(state): key must hold integers in [0, 4294967296), but word 623 is 0.5.',
    ],
    [
      { ...good, key: new Uint32Array(624).fill(1, 0, 1) },
      'RangeError: setState(state): key must not be all zeros: it would give zeros for ever. Restore a whole state.',
    ],
    [{ ...good, pos: 625 }, 'RangeError: setState(state): pos must be an integer from 0 to 624, but is 625.'],
    [
      { ...good, pos: '3' },
      'RangeError: setState(state): pos must be an integer from 0 to 624, but is the string "3".',
    ],
    [{ ...good, hasGauss: 1 }, 'TypeError: setState(state): hasGauss must be true or false, but is 1.'],
    [
      { ...good, cachedGaussian: NaN },
      'RangeError: setState(state): cachedGaussian must be a finite number, but is NaN.',
    ],
  ])('refuses what is none, and keeps what it had (%#)', (state, message) => {
    const rs = randomState(9);
    rs.randn();
    const before = rs.getState();
    expect(
      thrown(() => {
        rs.setState(state as RandomStateSnapshot);
      }),
    ).toBe(message);
    expect(rs.getState()).toEqual(before);
  });
});

describe('errors', () => {
  const rs = randomState(0);
  /** Arguments that only a caller without a type checker can pass. */
  const wrong = (value: unknown): never => value as never;

  it.each<[string, () => unknown]>([
    ['RangeError: randomState(seed): a seed is an integer from 0 to 4294967295, but it is -1.', () => randomState(-1)],
    [
      'RangeError: randomState(seed): a seed is an integer from 0 to 4294967295, but it is 4294967296.',
      () => new RandomState(2 ** 32),
    ],
    [
      'RangeError: randomState(seed): a seed is an integer from 0 to 4294967295, but it is 1.5.',
      () => randomState(1.5),
    ],
    [
      'RangeError: randomState(seed): a seed is an integer from 0 to 4294967295, but it is NaN.',
      () => randomState(NaN),
    ],
    [
      'RangeError: randomState(seed): a seed is an integer from 0 to 4294967295, but seed[1] is -3.',
      () => randomState([1, -3]),
    ],
    ['RangeError: randomState(seed): a list of seeds must not be empty. Pass [0] or 0.', () => randomState([])],
    [
      'TypeError: randomState(seed): a seed is an integer from 0 to 4294967295, or a list of them, but got undefined.',
      () => randomState(wrong(undefined)),
    ],
    [
      'TypeError: randomState(seed): a seed is an integer from 0 to 4294967295, or a list of them, but got the string "7".',
      () => randomState(wrong('7')),
    ],
    [
      'TypeError: random(size): size is a number or a shape such as [3, 4], but got the string "3".',
      () => rs.random(wrong('3')),
    ],
    [
      'TypeError: permutation(n): n is an integer or an NDArray, but got an array. np.array(list) makes an NDArray of a list.',
      () => rs.permutation(wrong([1, 2])),
    ],
    ['RangeError: permutation(n): n must be an integer from 0 to 2147483648, but is -1.', () => rs.permutation(-1)],
    ['RangeError: permutation(n): n must be an integer from 0 to 2147483648, but is 2.5.', () => rs.permutation(2.5)],
    [
      'ShapeError: permutation(array): an array of rank 0 has no rows to put in order; it needs one axis or more.',
      () => rs.permutation(np.zeros([]) as NDArray),
    ],
    [
      'ShapeError: shuffle(array): an array of rank 0 has no rows to put in order; it needs one axis or more.',
      () => {
        rs.shuffle(np.zeros([]) as NDArray);
      },
    ],
    [
      'TypeError: shuffle(items): items is an array or an NDArray, but got 5.',
      () => {
        rs.shuffle(wrong(5));
      },
    ],
    [
      'RangeError: uniform(low, high, size): low, high and high - low must be finite numbers, but low is 0 and high is Infinity.',
      () => rs.uniform(0, Infinity),
    ],
    [
      'RangeError: uniform(low, high, size): low, high and high - low must be finite numbers, but low is -1e+308 and high is 1e+308.',
      () => rs.uniform(-1e308, 1e308, 3),
    ],
    ['RangeError: normal(mean, std, size): std must be a finite number, 0 or more, but is -1.', () => rs.normal(0, -1)],
    [
      'RangeError: normal(mean, std, size): std must be a finite number, 0 or more, but is NaN.',
      () => rs.normal(0, NaN, 2),
    ],
    [
      'RangeError: normal(mean, std, size): mean must be a finite number, but is Infinity.',
      () => rs.normal(Infinity, 1),
    ],
    [
      'RangeError: randint(5, 5): the range [5, 5) is empty: high is exclusive, so it must be above low.',
      () => rs.randint(5, 5),
    ],
    [
      'RangeError: randint(0): the range [0, 0) is empty: high is exclusive, so it must be above low.',
      () => rs.randint(0),
    ],
    [
      'RangeError: randint(3, 1): the range [3, 1) is empty: high is exclusive, so it must be above low.',
      () => rs.randint(3, 1, 2),
    ],
    [
      'RangeError: randint(0, 2.5): low and high must be integers. uniform(low, high, size) draws fractions.',
      () => rs.randint(0, 2.5),
    ],
    [
      'RangeError: randint(0, 4294967296): the values must fit int32, so low >= -2147483648 and high <= 2147483648. ' +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
      () => rs.randint(0, 2 ** 32, 3),
    ],
    [
      'RangeError: randint(-2147483649, 0): the values must fit int32, so low >= -2147483648 and high <= 2147483648. ' +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
      () => rs.randint(-(2 ** 31) - 1, 0),
    ],
    ['RangeError: choice(a, size): a must be an integer from 0 to 2147483648, but is -2.', () => rs.choice(-2)],
    [
      'TypeError: choice(a, size): a is an integer or an NDArray, but got an array. np.array(list) makes an NDArray of a list.',
      () => rs.choice(wrong(['x', 'y'])),
    ],
    [
      'ShapeError: choice(a, size): a must have rank 1, but has shape [2, 2] (rank 2). np.ravel(a) picks from all elements.',
      () => rs.choice(np.zeros([2, 2]) as NDArray),
    ],
    [
      'RangeError: choice(a, size): a is empty, so nothing can be picked. Pass one entry or more, or size 0.',
      () => rs.choice(0),
    ],
    [
      'RangeError: choice(a, size, { replace: false }): 6 different entries are asked, but a has 5. Lower size, or pick with replacement.',
      () => rs.choice(5, [2, 3], { replace: false }),
    ],
    [
      'ShapeError: choice(a, size, { p }): p needs one probability for each entry of a, so shape [3], but has shape [2].',
      () => rs.choice(3, 1, { p: [0.5, 0.5] }),
    ],
    [
      'ShapeError: choice(a, size, { p }): p needs one probability for each entry of a, so shape [2], but has shape [2, 1].',
      () => rs.choice(2, 1, { p: np.column([0.5, 0.5]) }),
    ],
    [
      'RangeError: choice(a, size, { p }): a probability is a number, 0 or more, but p[0] is -0.5.',
      () => rs.choice(2, 1, { p: [-0.5, 1.5] }),
    ],
    [
      'RangeError: choice(a, size, { p }): a probability is a number, 0 or more, but p[1] is NaN.',
      () => rs.choice(2, 1, { p: [0.5, NaN] }),
    ],
    [
      'RangeError: choice(a, size, { p }): p must add up to 1, but adds up to 2. Divide p by its sum.',
      () => rs.choice(2, 1, { p: [1, 1] }),
    ],
    [
      'RangeError: choice(a, size, { replace: false, p }): 2 different entries are asked, but only 1 of p are above 0. Lower size.',
      () => rs.choice(2, 2, { replace: false, p: [0, 1] }),
    ],
  ])('%s', (message, f) => {
    const before = rs.getState();
    expect(thrown(f)).toBe(message);
    expect(rs.getState()).toEqual(before);
  });

  it('names the axis of a size that is none', () => {
    expect(thrown(() => rs.rand(3, -1))).toMatch(/^ShapeError: rand\(\.\.\.shape\): .*axis 1 of \[3, -1\] is -1/);
    expect(thrown(() => rs.randn(1.5))).toMatch(/^ShapeError: randn\(\.\.\.shape\): .*axis 0 of \[1\.5\] is 1\.5/);
    expect(thrown(() => rs.randint(0, 5, [-2]))).toMatch(
      /^ShapeError: randint\(low, high, size\): .*axis 0 of \[-2\] is -2/,
    );
  });
});
