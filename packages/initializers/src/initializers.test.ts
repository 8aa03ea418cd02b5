import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, test } from 'vitest';
import * as initializers from './index.js';
import { constant, initializerByName, orthogonal, randomNormal, randomUniform, zeros } from './index.js';
import { orthonormalize } from './orthonormalize.js';

describe('the bits of the formula', () => {
  const shape: [number, number] = [4, 3];
  const randn = randomState(5).randn(4, 3).toArray();
  const rand = randomState(5).rand(4, 3).toArray();
  const each = (rows: number[][], f: (value: number) => number): number[][] => rows.map((row) => row.map(f));

  test.each([
    ['randomNormal', (r: number) => r * 0.01],
    ['scaledNormal', (r: number) => r / Math.sqrt(3)],
    ['heNormal', (r: number) => r * Math.sqrt(2 / 3)],
    ['glorotNormal', (r: number) => r * Math.sqrt(2 / 7)],
    ['lecunNormal', (r: number) => r * Math.sqrt(1 / 3)],
  ] as const)('%s', (name, formula) => {
    expect(initializers[name](shape, randomState(5)).toArray()).toEqual(each(randn, formula));
  });

  test.each([
    ['heUniform', Math.sqrt(6 / 3)],
    ['glorotUniform', Math.sqrt(6 / 7)],
    ['randomUniform', 0.05],
  ] as const)('%s', (name, limit) => {
    expect(initializers[name](shape, randomState(5)).toArray()).toEqual(
      each(rand, (u) => -limit + (limit - -limit) * u),
    );
  });

  test('the course: seed 3, randn(2, 2) * 0.01', () => {
    // np.random.seed(3); np.random.randn(2, 2), printed with 8 digits
    const W = randomNormal([2, 2], randomState(3));
    const published = np.array([
      [1.78862847, 0.43650985],
      [0.09649747, -1.8634927],
    ]);
    expect(np.allClose(np.multiply(W, 100), published, { rtol: 0, atol: 5e-9 })).toBe(true);
  });
});

describe('zeros and constant', () => {
  test('draw nothing', () => {
    const rng = randomState(9);
    expect(zeros([2, 2], rng).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(constant({ value: 0.5 })([1, 2], rng).toArray()).toEqual([[0.5, 0.5]]);
    expect(rng.rand(3).toArray()).toEqual(randomState(9).rand(3).toArray());
  });
});

describe('orthogonal', () => {
  /** The largest entry of A − factor · I. */
  const offIdentity = (A: NDArray, factor: number): number => {
    const [n = 0] = A.shape;
    return np.max(np.abs(np.subtract(A, np.multiply(np.eye(n), factor))));
  };

  test.each<[number, number]>([
    [1, 1],
    [1, 7],
    [7, 1],
    [20, 20],
    [64, 200],
    [200, 64],
  ])('the fewer of rows and columns of [%d, %d] are orthonormal', (fanOut, fanIn) => {
    const W: NDArray = orthogonal([fanOut, fanIn], randomState(4));
    if (fanOut <= fanIn) expect(offIdentity(np.matmul(W, W.T()), 1)).toBeLessThan(2e-15);
    if (fanOut >= fanIn) expect(offIdentity(np.matmul(W.T(), W), 1)).toBeLessThan(2e-15);
    const V: NDArray = orthogonal({ gain: 3 })([fanOut, fanIn], randomState(4));
    expect(np.allClose(V, np.multiply(W, 3))).toBe(true);
  });

  test('one number is 1 or -1 by the sign of the draw: the sign is not lost', () => {
    const signs = [1, 2, 3, 4, 5, 6].map((seed) => orthogonal([1, 1], randomState(seed)).at(0, 0));
    expect(signs).toEqual([1, 2, 3, 4, 5, 6].map((seed) => Math.sign(randomState(seed).randn(1).at(0))));
    expect(new Set(signs).size).toBe(2);
  });

  test('rows that are nearly the same become orthonormal too', () => {
    const rows = Float64Array.of(1, 1e-9, 0, 1, 0, 1e-9, 1, 0, 0); // the textbook case where going through once fails
    orthonormalize(rows, 3, 3);
    const Q = np.asArray(rows, { shape: [3, 3] });
    expect(offIdentity(np.matmul(Q, Q.T()), 1)).toBeLessThan(1e-15);
  });
});

describe('options', () => {
  test('are taken, checked and shown', () => {
    expect(randomNormal.options).toEqual({ stddev: 0.01 });
    expect(randomNormal({}).options).toEqual({ stddev: 0.01 });
    expect(initializerByName('randomNormal', { stddev: 0.1 }).options).toEqual({ stddev: 0.1 });
    expect(() => randomNormal({ stddev: -1 })).toThrow(
      new RangeError('randomNormal: stddev must be finite and >= 0, but it is -1.'),
    );
    expect(() => randomUniform({ limit: -1 })).toThrow(
      new RangeError('randomUniform: limit must be finite and >= 0, but it is -1.'),
    );
    expect(() => orthogonal({ gain: Infinity })).toThrow(
      new RangeError('orthogonal: gain must be finite, but it is Infinity.'),
    );
    expect(() => constant({ value: NaN })).toThrow(new RangeError('constant: value must be finite, but it is NaN.'));
    expect(() => initializerByName('randomNormal', { std: 1 })).toThrow(
      new RangeError("randomNormal: there is no option 'std'. The options are stddev."),
    );
    expect(() => initializerByName('zeros', { stddev: 1 })).toThrow(
      new RangeError("initializerByName('zeros'): there is no option 'stddev'; zeros takes none."),
    );
  });
});

test('a missing generator is named', () => {
  const heNormal = initializers.heNormal as (shape: [number, number], rng?: unknown) => unknown; // as JavaScript calls it
  expect(() => heNormal([2, 3])).toThrow(
    new TypeError('heNormal(shape, rng): rng must be a random generator, but it is undefined. Pass randomState(seed).'),
  );
  expect(() => heNormal([2, 3], null)).toThrow(
    new TypeError('heNormal(shape, rng): rng must be a random generator, but it is null. Pass randomState(seed).'),
  );
});

test('initializerByName offers the nearest name', () => {
  expect(() => initializerByName('heNormall')).toThrow(
    new RangeError(
      "initializerByName('heNormall'): there is no initializer 'heNormall'. Did you mean 'heNormal'? " +
        `The names are ${Object.keys(initializers.initializers).join(', ')}.`,
    ),
  );
});
