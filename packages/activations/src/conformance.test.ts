/** What every activation must satisfy, whichever files lie in ./definitions. */
import { readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { numericGradient, relativeDifference, ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, test } from 'vitest';
import type { Activation, ColumnwiseActivation, ElementwiseActivation } from './activation.js';
import { activationByName, activations, elu, leakyRelu } from './index.js';

const all: Activation[] = [...Object.values(activations), leakyRelu({ negativeSlope: 0.2 }), elu({ alpha: 0.5 })];
const elementwise = all.filter((f): f is ElementwiseActivation => f.kind === 'elementwise');
const columnwise = all.filter((f): f is ColumnwiseActivation => f.kind === 'columnwise');
const title = (f: Activation): string => `${f.name} ${JSON.stringify(f.options)}`;

const points = [-30, -7.3, -2, -1, -0.6, -1e-3, 1e-3, 0.4, 1, 1.7, 5, 30];

/** Elements in row-major order, whatever the strides. */
const numbers = (a: NDArray): number[] => [...np.contiguousData(a)];

/** [4, 3], with entries on both sides of every kink and none near it. */
const Z = np.array([
  [0.3, -1.2, 2.5],
  [-0.7, 0.9, -3.1],
  [1.4, -0.2, 0.6],
  [-2.2, 3.3, -0.4],
]);
const dA = np.array([
  [0.5, -1.5, 0.25],
  [2, 0.75, -1],
  [-0.5, 1.25, 3],
  [1, -2, 0.1],
]);

test('file, export and name agree, and every file is exported', () => {
  const files = readdirSync(new URL('./definitions', import.meta.url)).filter((file) => !file.includes('.test'));
  expect(Object.keys(activations)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  for (const [name, f] of Object.entries<Activation>(activations)) {
    expect(f.name).toBe(name);
    expect(f.reference).not.toBe('');
    expect(activationByName(name)).toBe(f);
    expect(JSON.parse(JSON.stringify(f.options))).toEqual(f.options);
  }
});

describe.each(elementwise.map((f) => [title(f), f] as const))('%s', (_title, f) => {
  const at = (z: number): number => f(np.array([z])).at(0);
  const slopeAt = (z: number): number => f.derivative(np.array([z])).at(0);

  test('known values', () => {
    expect(f.knownValues.length).toBeGreaterThan(1);
    for (const [z, value] of f.knownValues)
      expect(ulpDistance(at(z), value), `f(${z}) is ${at(z)}`).toBeLessThanOrEqual(2);
  });

  test('the derivative is that of central differences', () => {
    for (const z of points) {
      const [slope = NaN] = numericGradient(([x = NaN]) => at(x), [z]);
      expect(
        Math.abs(slopeAt(z) - slope),
        `at ${z} the derivative is ${slopeAt(z)}, by central differences ${slope}`,
      ).toBeLessThan(1e-9 * Math.max(1, Math.abs(z)));
    }
  });

  test('at a kink the slopes differ and the derivative is the one stated', () => {
    for (const [z, chosen] of f.kinks) {
      expect(slopeAt(z)).toBe(chosen);
      expect(slopeAt(z - 1e-6)).not.toBe(slopeAt(z + 1e-6));
    }
  });

  test('value and derivative are finite at ±1000', () => {
    for (const z of [-1000, 1000]) {
      expect(at(z)).toSatisfy(Number.isFinite);
      expect(slopeAt(z)).toSatisfy(Number.isFinite);
    }
  });

  test('all values lie in the stated range, and come near its ends', () => {
    const [low, high] = f.range ?? [NaN, NaN];
    const z = [...points, ...Array.from({ length: 1001 }, (_, i) => (i - 500) / 100), -1e308, 1e308];
    const values = z.map(at);
    for (const value of values) expect(value >= low && value <= high, `${value}`).toBe(true);
    const near = (end: number, value: number): boolean =>
      Number.isFinite(end)
        ? Math.abs(value - end) < 1e-5
        : Math.abs(value) >= 1e306 && Math.sign(value) === Math.sign(end);
    expect(near(low, Math.min(...values))).toBe(true);
    expect(near(high, Math.max(...values))).toBe(true);
  });

  test('NaN propagates, and stays where it is', () => {
    const A = f(np.array([1, NaN, -1]));
    expect(np.isNaN(A).toArray()).toEqual([false, true, false]);
    const constant = points.every((z) => slopeAt(z) === slopeAt(0));
    expect(slopeAt(NaN)).toBe(constant ? slopeAt(0) : NaN);
  });

  test('vjp is dA times the derivative', () => {
    const dZ = f.vjp(Z, f(Z), dA);
    const expected = np.multiply(dA, f.derivative(Z));
    expect(dZ.shape).toEqual([4, 3]);
    expect(relativeDifference(numbers(dZ), numbers(expected))).toBeLessThan(1e-15);
  });

  test('scalars, empty arrays and three axes', () => {
    expect(f(np.array(0.7)).shape).toEqual([]);
    expect(f(np.array(0.7)).item()).toBe(at(0.7));
    expect(f(np.zeros([0])).shape).toEqual([0]);
    expect(f.derivative(np.zeros([3, 0])).shape).toEqual([3, 0]);
    expect(f.vjp(np.zeros([3, 0]), np.zeros([3, 0]), np.zeros([3, 0])).shape).toEqual([3, 0]);
    expect(f(np.zeros([2, 3, 4])).shape).toEqual([2, 3, 4]);
  });
});

describe.each(columnwise.map((f) => [title(f), f] as const))('%s', (_title, f) => {
  test('known columns, alone and side by side', () => {
    expect(f.knownColumns.length).toBeGreaterThan(1);
    for (const [z, value] of f.knownColumns) {
      numbers(f(np.array([...z]))).forEach((a, i) => {
        expect(Math.abs(a - (value[i] ?? NaN))).toBeLessThan(1e-12);
      });
      const one = np.asColumn(np.array([...z]));
      const zero = np.zeros([z.length, 1]);
      const three = f(np.concatenate([zero, one, zero], { axis: 1 }));
      expect(numbers(three.slice(':', [1, 2]))).toEqual(numbers(f(one)));
    }
  });

  test('vjp is the gradient by central differences', () => {
    const cost = (z: Float64Array): number => np.sum(np.multiply(f(np.asArray(z.slice(), { shape: [4, 3] })), dA));
    const numeric = numericGradient(cost, numbers(Z));
    expect(relativeDifference(numbers(f.vjp(Z, f(Z), dA)), numeric)).toBeLessThan(1e-8);
    expect(numbers(f.derivative(Z, dA))).toEqual(numbers(f.vjp(Z, f(Z), dA)));
  });

  test('finite at ±1000', () => {
    const A = f(
      np.array([
        [1000, -1000, 1000],
        [-1000, -1000, 1000],
      ]),
    );
    expect(np.all(np.isFinite(A))).toBe(true);
  });

  test('all values lie in the stated range', () => {
    const [low, high] = f.range ?? [NaN, NaN];
    expect(numbers(f(Z)).every((a) => a >= low && a <= high)).toBe(true);
  });

  test('NaN propagates in its column and no other', () => {
    const A = f(
      np.array([
        [1, NaN, 3],
        [2, 1, 1],
      ]),
    );
    expect(np.isNaN(A).toArray()).toEqual([
      [false, true, false],
      [false, true, false],
    ]);
  });

  test('no columns, no rows, three axes', () => {
    expect(f(np.zeros([3, 0])).shape).toEqual([3, 0]);
    expect(f(np.zeros([0, 3])).shape).toEqual([0, 3]);
    const cube = f(np.reshape(Z, [2, 2, 3]));
    expect(numbers(cube)).toEqual(numbers(f(np.reshape(Z, [2, 6]))));
  });

  test('a scalar has no column', () => {
    expect(() => f(np.array(1))).toThrow(
      new np.ShapeError(`${f.name}(Z): works down the columns (axis 0), but Z has shape [] and so no axis.`),
    );
  });
});

describe.each(all.map((f) => [title(f), f] as const))('%s', (_title, f) => {
  test('float32 stays float32, and integers become float64', () => {
    const Z32 = Z.astype('float32');
    const A32 = f(Z32);
    expect(A32.dtype).toBe('float32');
    expect(relativeDifference(numbers(A32), numbers(f(Z)))).toBeLessThan(1e-6);
    expect(f.vjp(Z32, A32, dA).dtype).toBe('float32');
    expect(f.vjp(Z32, A32, dA.astype('float32')).dtype).toBe('float32');
    expect(f(np.array([[1, -2]], { dtype: 'int32' })).dtype).toBe('float64');
  });

  test('views give what copies give, and nothing given is changed', () => {
    const before = numbers(Z);
    const view = Z.T();
    const reversed = np.slice(Z, [null, null, -1], [null, null, -2]);
    for (const V of [view, reversed]) {
      const same = V.copy();
      expect(numbers(f(V))).toEqual(numbers(f(same)));
      const G = np.map(V, (z) => z + 0.5);
      expect(numbers(f.vjp(V, f(V), G))).toEqual(numbers(f.vjp(same, f(same), G)));
      const stepped = np.slice(np.repeat(G, 2, { axis: 1 }), ':', [null, null, 2]);
      expect(numbers(f.vjp(V, f(V), stepped))).toEqual(numbers(f.vjp(V, f(V), G)));
    }
    f.vjp(Z, f(Z), dA);
    expect(numbers(Z)).toEqual(before);
    expect(f(Z).data).not.toBe(Z.data);
  });

  test('a batch equals its columns one by one', () => {
    const A = f(Z);
    for (let j = 0; j < 3; j++) expect(numbers(f(Z.slice(':', j)))).toEqual(numbers(A.slice(':', j)));
  });

  test('refuses what is no array', () => {
    const anything = f as (Z: unknown) => unknown; // as JavaScript calls it
    expect(() => anything([1, 2])).toThrow(
      new TypeError(`${f.name}(Z): Z must be an NDArray, but it is a plain array. np.array(Z) would fit.`),
    );
    expect(() => anything(undefined)).toThrow(
      new TypeError(`${f.name}(Z): Z must be an NDArray, but it is undefined.`),
    );
    const vjp = f.vjp as (Z: unknown, A: unknown, dA: unknown) => unknown; // as above
    expect(() => vjp(Z, Z, 1)).toThrow(
      new TypeError(`${f.name}.vjp(Z, A, dA): dA must be an NDArray, but it is number.`),
    );
  });

  test('vjp refuses other shapes instead of broadcasting', () => {
    const turned: NDArray = dA.T();
    expect(() => f.vjp(Z, f(Z), turned)).toThrow(
      new np.ShapeError(
        `${f.name}.vjp(Z, A, dA): the shapes must be equal: Z has shape [4, 3], dA has shape [3, 4]. dA.T() would fit.`,
      ),
    );
    const row: NDArray = np.zeros([1, 3]);
    expect(() => f.vjp(Z, row, dA)).toThrow(
      new np.ShapeError(`${f.name}.vjp(Z, A, dA): the shapes must be equal: Z has shape [4, 3], A has shape [1, 3].`),
    );
  });
});
