/** What every loss must satisfy, whichever files lie in ./definitions. */
import { readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { numericGradient, relativeDifference } from '@keepdims/tooling-testing';
import { describe, expect, test } from 'vitest';
import { lossByName, losses, type Cost, type Loss } from './index.js';

const all: Loss[] = Object.values<Loss>(losses);
const logitsForms = all.flatMap((loss) =>
  loss.fromLogits === undefined ? [] : [{ loss, fromLogits: loss.fromLogits }],
);

/** Elements in row-major order, whatever the strides. */
const numbers = (a: NDArray): number[] => [...np.contiguousData(a)];

/** A matrix of unknown sizes, as arrays read from files are. */
const matrix = (rows: readonly (readonly number[])[]): NDArray => np.array(rows.map((row) => [...row]));

/** Probabilities inside (0, 1), columns summing to 1; one-hot targets and soft ones; logits. */
const P: NDArray = np.array([
  [0.2, 0.5, 0.1, 0.3],
  [0.7, 0.25, 0.6, 0.3],
  [0.1, 0.25, 0.3, 0.4],
]);
const Y: NDArray = np.array([
  [0, 1, 0, 0.25],
  [1, 0, 0, 0.25],
  [0, 0, 1, 0.5],
]);
const Z: NDArray = np.array([
  [0.2, 2.5, -1.5, 0.3],
  [-0.7, 1.25, 4, 0.3],
  [3.1, -2, 0.3, -0.4],
]);

const costOf = (cost: Cost) => (point: Float64Array) =>
  cost(np.asArray(point.slice(), { shape: [3, 4] }) as NDArray, Y);

/** The output activations, from their definitions. */
function activate(activation: 'sigmoid' | 'softmax', logits: NDArray): NDArray {
  const e = np.exp(logits);
  return activation === 'sigmoid' ? np.divide(e, np.add(e, 1)) : np.divide(e, np.sum(e, { axis: 0, keepDims: true }));
}

test('file, export and name agree, and every file is exported', () => {
  const files = readdirSync(new URL('./definitions', import.meta.url)).filter((file) => !file.includes('.test'));
  expect(Object.keys(losses)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  for (const [name, loss] of Object.entries<Loss>(losses)) {
    expect(loss.name).toBe(name);
    expect(loss.reference).not.toBe('');
    expect(lossByName(name)).toBe(loss);
  }
});

describe.each(all.map((loss) => [loss.name, loss] as const))('%s', (name, loss) => {
  test('known costs', () => {
    expect(loss.knownCosts.length).toBeGreaterThan(1);
    for (const { predictions, targets, cost } of loss.knownCosts) {
      const found = loss(matrix(predictions), matrix(targets));
      if (Number.isFinite(cost)) expect(Math.abs(found - cost)).toBeLessThan(1e-15 * Math.max(1, cost));
      else expect(found).toBe(cost);
    }
  });

  test('the gradient is that of central differences', () => {
    expect(relativeDifference(numbers(loss.gradient(P, Y)), numericGradient(costOf(loss), numbers(P)))).toBeLessThan(
      1e-8,
    );
  });

  test("an example's gradient is not divided by m", () => {
    const each = loss.perExampleGradient(P, Y);
    expect(numbers(np.divide(each, 4))).toEqual(numbers(loss.gradient(P, Y)));
    const alone = [0, 1, 2, 3].map((j) => loss.gradient(P.slice(':', [j, j + 1]), Y.slice(':', [j, j + 1])));
    expect(numbers(each)).toEqual(numbers(np.concatenate(alone, { axis: 1 })));
    expect(loss.perExampleGradient(P.astype('float32'), Y).dtype).toBe('float32');
    expect(() => loss.perExampleGradient(np.zeros([1, 2]) as NDArray, np.zeros([2, 1]))).toThrow(
      `${name}.perExampleGradient(predictions, targets): `,
    );
  });

  test('the cost is the mean of the examples, and an example is the sum of its outputs', () => {
    const each = loss.perExample(P, Y);
    expect(each.shape).toEqual([1, 4]);
    expect(each.dtype).toBe('float64');
    expect(loss(P, Y)).toBeCloseTo(np.mean(each), 15);
    for (let j = 0; j < 4; j++) {
      const parts = [0, 1, 2].map((i) => loss(P.slice([i, i + 1], [j, j + 1]), Y.slice([i, i + 1], [j, j + 1])));
      expect(each.at(0, j)).toBeCloseTo(
        parts.reduce((sum, part) => sum + part),
        14,
      );
    }
  });

  test('twice the examples cost the same, with half the gradient each', () => {
    const twice = (a: NDArray): NDArray => np.concatenate([a, a], { axis: 1 });
    expect(loss(twice(P), twice(Y))).toBeCloseTo(loss(P, Y), 14);
    const half = np.divide(loss.gradient(P, Y), 2);
    expect(numbers(loss.gradient(twice(P), twice(Y)))).toEqual(numbers(twice(half)));
  });

  test('a NaN among predictions or targets makes the cost NaN', () => {
    const spoilt = P.copy();
    np.assign(spoilt.slice(1, 2), NaN);
    expect(loss(spoilt, Y)).toBeNaN();
    expect(np.isNaN(loss.perExample(spoilt, Y)).toArray()).toEqual([[false, false, true, false]]);
    expect(loss(P, spoilt)).toBeNaN();
    expect(np.isNaN(loss.gradient(spoilt, Y)).at(1, 2)).toBe(true);
  });

  test('float32 predictions have a float32 gradient; labels may be integers or bools', () => {
    expect(loss.gradient(P.astype('float32'), Y).dtype).toBe('float32');
    expect(loss.gradient(P, Y).dtype).toBe('float64');
    const labels = np.greater(Y, 0.4);
    expect(loss(P, labels)).toBe(loss(P, labels.astype('float64')));
    expect(loss(P, labels.astype('int32'))).toBe(loss(P, labels.astype('float64')));
  });

  test('views cost what copies cost, and nothing given is changed', () => {
    const before = [numbers(P), numbers(Y)];
    const turn = (a: NDArray): NDArray => np.slice(np.transpose(a.T().copy()), [null, null, -1], [null, null, 2]);
    const [p, y] = [turn(P), turn(Y)];
    expect(p.shape).toEqual([3, 2]);
    expect(loss(p, y)).toBe(loss(p.copy(), y.copy()));
    expect(numbers(loss.gradient(p, y))).toEqual(numbers(loss.gradient(p.copy(), y.copy())));
    expect([numbers(P), numbers(Y)]).toEqual(before);
  });

  test('no outputs cost nothing', () => {
    expect(loss(np.zeros([0, 3]), np.zeros([0, 3]))).toBe(0);
    expect(loss.gradient(np.zeros([0, 3]), np.zeros([0, 3])).shape).toEqual([0, 3]);
  });

  test('refuses what is no array', () => {
    const anything = loss as (predictions: unknown, targets: unknown) => unknown; // as JavaScript calls it
    const operation = `${name}(predictions, targets)`;
    expect(() => anything(P, [[1]])).toThrow(
      new TypeError(`${operation}: targets must be an NDArray, but it is a plain array. np.array(targets) would fit.`),
    );
    expect(() => anything(null, Y)).toThrow(
      new TypeError(`${operation}: predictions must be an NDArray, but it is null.`),
    );
  });

  test('nothing broadcasts: other shapes are refused, with the remedy where there is one', () => {
    const shapes = (p: number[], y: number[]) => (): unknown => loss(np.zeros(p), np.zeros(y));
    const operation = `${name}(predictions, targets)`;
    const same = `${operation}: predictions and targets must have the same shape, but`;
    const rank = `${operation}: predictions and targets must have shape [outputs, m], one example a column, but`;
    expect(shapes([3, 4], [1, 4])).toThrow(
      new np.ShapeError(`${same} predictions has shape [3, 4] and targets has shape [1, 4].`),
    );
    expect(shapes([1, 4], [4, 1])).toThrow(
      new np.ShapeError(`${same} predictions has shape [1, 4] and targets has shape [4, 1]. targets.T() would fit.`),
    );
    expect(shapes([1, 4], [4])).toThrow(
      new np.ShapeError(`${rank} targets has shape [4] (rank 1). np.asRow(targets) would fit.`),
    );
    expect(shapes([4], [1, 4])).toThrow(
      new np.ShapeError(`${rank} predictions has shape [4] (rank 1). np.asRow(predictions) would fit.`),
    );
    expect(shapes([3, 4], [4])).toThrow(new np.ShapeError(`${rank} targets has shape [4] (rank 1).`));
    expect(shapes([], [])).toThrow(new np.ShapeError(`${rank} predictions has shape [] (rank 0).`));
    expect(shapes([2, 2, 2], [2, 2, 2])).toThrow(
      new np.ShapeError(`${rank} predictions has shape [2, 2, 2] (rank 3).`),
    );
    expect(shapes([1, 0], [1, 0])).toThrow(
      new RangeError(`${operation}: the mean over no examples is undefined: predictions has shape [1, 0], so m is 0.`),
    );
    expect(() => loss.gradient(np.zeros([1, 2]) as NDArray, np.zeros([2, 1]))).toThrow(
      `${name}.gradient(predictions, targets): `,
    );
    expect(() => loss.perExample(np.zeros([1, 2]) as NDArray, np.zeros([2, 1]))).toThrow(
      `${name}.perExample(predictions, targets): `,
    );
  });
});

describe.each(logitsForms.map(({ loss, fromLogits }) => [loss.name, loss, fromLogits] as const))(
  '%s.fromLogits',
  (name, loss, fromLogits) => {
    test('agrees with the plain form after the activation', () => {
      const A = activate(fromLogits.activation, Z);
      expect(fromLogits(Z, Y)).toBeCloseTo(loss(A, Y), 13);
      expect(relativeDifference(numbers(fromLogits.perExample(Z, Y)), numbers(loss.perExample(A, Y)))).toBeLessThan(
        1e-14,
      );
    });

    test('the gradient is that of central differences', () => {
      const numeric = numericGradient(costOf(fromLogits), numbers(Z));
      expect(relativeDifference(numbers(fromLogits.gradient(Z, Y)), numeric)).toBeLessThan(1e-8);
    });

    test('the gradient of one-hot targets is (A − Y) / m', () => {
      const [z, y] = [Z.slice(':', [0, 3]), Y.slice(':', [0, 3])];
      const expected = np.divide(np.subtract(activate(fromLogits.activation, z), y), 3);
      expect(np.allClose(fromLogits.gradient(z, y), expected, { rtol: 1e-13, atol: 1e-16 })).toBe(true);
    });

    test("an example's gradient is not divided by m", () => {
      const each = fromLogits.perExampleGradient(Z, Y);
      expect(numbers(np.divide(each, 4))).toEqual(numbers(fromLogits.gradient(Z, Y)));
    });

    test('logits of ±1000 cost 0 where they are right and 1000 or 2000 where they are wrong', () => {
      const z: NDArray = np.array([
        [1000, -1000, 1000, -1000],
        [-1000, 1000, -1000, 1000],
      ]);
      const y: NDArray = np.array([
        [1, 0, 0, 1],
        [0, 1, 1, 0],
      ]);
      // Two sigmoids that are both wrong cost 1000 each; a softmax that is wrong costs the difference of its two logits.
      expect(fromLogits.perExample(z, y).toArray()).toEqual([[0, 0, 2000, 2000]]);
      expect(np.all(np.isFinite(fromLogits.gradient(z, y)))).toBe(true);
      expect(numbers(fromLogits.gradient(z, y))).toEqual([0, 0, 0.25, -0.25, 0, 0, -0.25, 0.25]);
    });

    test('float32, views, NaN and errors', () => {
      expect(fromLogits.gradient(Z.astype('float32'), Y).dtype).toBe('float32');
      const [z, y] = [Z.T().copy().T(), Y.T().copy().T()];
      expect(fromLogits(z, y)).toBe(fromLogits(Z, Y));
      expect(numbers(fromLogits.gradient(z, y))).toEqual(numbers(fromLogits.gradient(Z, Y)));
      const spoilt = Z.copy();
      np.assign(spoilt.slice(1, 2), NaN);
      expect(np.isNaN(fromLogits.perExample(spoilt, Y)).toArray()).toEqual([[false, false, true, false]]);
      expect(() => fromLogits(np.zeros([1, 4]) as NDArray, np.zeros([4]))).toThrow(
        new np.ShapeError(
          `${name}.fromLogits(logits, targets): logits and targets must have shape [outputs, m], one example a column, but ` +
            'targets has shape [4] (rank 1). np.asRow(targets) would fit.',
        ),
      );
    });
  },
);
