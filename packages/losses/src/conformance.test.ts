/** What every loss must satisfy, whichever files lie in ./definitions. */
import { readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { numericGradient, relativeDifference } from '@keepdims/tooling-testing';
import { describe, expect, test } from 'vitest';
import { huber, lossByName, losses, targetsShape, type Cost, type Loss } from './index.js';

const all: Loss[] = [...Object.values<Loss>(losses), huber({ delta: 0.375 })];
const title = (loss: Loss): string => `${loss.name} ${JSON.stringify(loss.options)}`;
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

/** The targets Y in the form that a loss takes: one-hot and soft columns, signs, or the classes of the columns. */
function targetsOf(loss: Loss, columns: NDArray): NDArray {
  if (loss.targets === 'signs') return np.subtract(np.multiply(np.greater(columns, 0.4), 2), 1);
  if (loss.targets === 'class indices') return np.argmax(columns, { axis: 0, keepDims: true });
  return columns;
}

const costOf = (cost: Cost, targets: NDArray) => (point: Float64Array) =>
  cost(np.asArray(point.slice(), { shape: [3, 4] }), targets);

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

describe.each(all.map((loss) => [title(loss), loss] as const))('%s', (_title, loss) => {
  const { name } = loss;
  const y = targetsOf(loss, Y);
  const sparse = loss.targets === 'class indices';

  test('known costs', () => {
    expect(loss.knownCosts.length).toBeGreaterThan(1);
    for (const { predictions, targets, cost } of loss.knownCosts) {
      const found = loss(matrix(predictions), matrix(targets));
      if (Number.isFinite(cost)) expect(Math.abs(found - cost)).toBeLessThan(1e-15 * Math.max(1, cost));
      else expect(found).toBe(cost);
    }
  });

  test('the gradient is that of central differences', () => {
    expect(relativeDifference(numbers(loss.gradient(P, y)), numericGradient(costOf(loss, y), numbers(P)))).toBeLessThan(
      1e-8,
    );
  });

  test("an example's gradient is not divided by m", () => {
    const each = loss.perExampleGradient(P, y);
    expect(numbers(np.divide(each, 4))).toEqual(numbers(loss.gradient(P, y)));
    const alone = [0, 1, 2, 3].map((j) => loss.gradient(P.slice(':', [j, j + 1]), y.slice(':', [j, j + 1])));
    expect(numbers(each)).toEqual(numbers(np.concatenate(alone, { axis: 1 })));
    expect(loss.perExampleGradient(P.astype('float32'), y).dtype).toBe('float32');
    expect(() => loss.perExampleGradient(np.zeros([1, 2]) as NDArray, np.zeros([2, 1]))).toThrow(
      `${name}.perExampleGradient(predictions, targets): `,
    );
  });

  test('the cost is the mean of the examples, and an example is the sum of its outputs', () => {
    const each = loss.perExample(P, y);
    expect(each.shape).toEqual([1, 4]);
    expect(each.dtype).toBe('float64');
    expect(loss(P, y)).toBeCloseTo(np.mean(each), 15);
    if (sparse) return;
    for (let j = 0; j < 4; j++) {
      const parts = [0, 1, 2].map((i) => loss(P.slice([i, i + 1], [j, j + 1]), y.slice([i, i + 1], [j, j + 1])));
      expect(each.at(0, j)).toBeCloseTo(
        parts.reduce((sum, part) => sum + part),
        14,
      );
    }
  });

  test('twice the examples cost the same, with half the gradient each', () => {
    const twice = (a: NDArray): NDArray => np.concatenate([a, a], { axis: 1 });
    expect(loss(twice(P), twice(y))).toBeCloseTo(loss(P, y), 14);
    const half = np.divide(loss.gradient(P, y), 2);
    expect(numbers(loss.gradient(twice(P), twice(y)))).toEqual(numbers(twice(half)));
  });

  test('a NaN among predictions makes the cost NaN', () => {
    const spoilt = P.copy();
    np.assign(spoilt.slice(1, 2), NaN);
    expect(loss(spoilt, y)).toBeNaN();
    expect(np.isNaN(loss.perExample(spoilt, y)).toArray()).toEqual([[false, false, true, false]]);
    expect(np.isNaN(loss.gradient(spoilt, y)).at(1, 2)).toBe(true);
  });

  test('a NaN among targets makes the cost NaN, but is no class index', () => {
    const spoilt = y.astype('float64');
    np.assign(spoilt.slice(0, 2), NaN);
    if (!sparse) expect(loss(P, spoilt)).toBeNaN();
    else expect(() => loss(P, spoilt)).toThrow('but targets at [0, 2] is NaN.');
  });

  test('the cost and its gradient at once, in place', () => {
    for (const Type of [Float64Array, Float32Array]) {
      const gradient = new Type(12).fill(7);
      const [p, targets] = [Type.from(numbers(P)), Type.from(numbers(y))];
      const cost = loss.costAndGradient(3, 4, p, targets, gradient);
      const off = Type === Float64Array ? 1e-15 : 1e-6;
      expect(Math.abs(cost - loss(P, y))).toBeLessThan(4 * off);
      expect(relativeDifference([...gradient], numbers(loss.gradient(P, y)))).toBeLessThan(off);
      expect([...p]).toEqual([...Type.from(numbers(P))]);
      p[6] = NaN;
      expect(loss.costAndGradient(3, 4, p, targets, gradient)).toBeNaN();
      expect(gradient[6]).toBeNaN();
    }
  });

  test('targetsShape is the shape of its targets', () => {
    expect(targetsShape(loss, 3, 4)).toEqual(y.shape);
  });

  test('float32 predictions have a float32 gradient; labels may be integers or bools', () => {
    expect(loss.gradient(P.astype('float32'), y).dtype).toBe('float32');
    expect(loss.gradient(P, y).dtype).toBe('float64');
    const labels = sparse ? y : np.greater(y, 0.4);
    expect(loss(P, labels)).toBe(loss(P, labels.astype('float64')));
    expect(loss(P, labels.astype('int32'))).toBe(loss(P, labels.astype('float64')));
  });

  test('views cost what copies cost, and nothing given is changed', () => {
    const before = [numbers(P), numbers(y)];
    const turn = (a: NDArray): NDArray => np.slice(np.transpose(a.T().copy()), [null, null, -1], [null, null, 2]);
    const [p, t] = [turn(P), turn(y)];
    expect(p.shape).toEqual([3, 2]);
    expect(loss(p, t)).toBe(loss(p.copy(), t.copy()));
    expect(numbers(loss.gradient(p, t))).toEqual(numbers(loss.gradient(p.copy(), t.copy())));
    expect([numbers(P), numbers(y)]).toEqual(before);
  });

  if (!sparse)
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
    expect(() => anything(null, y)).toThrow(
      new TypeError(`${operation}: predictions must be an NDArray, but it is null.`),
    );
  });

  if (!sparse)
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
        new RangeError(
          `${operation}: the mean over no examples is undefined: predictions has shape [1, 0], so m is 0.`,
        ),
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
    const targets = targetsOf(loss, Y);

    test('agrees with the plain form after the activation', () => {
      const A = activate(fromLogits.activation, Z);
      expect(fromLogits(Z, targets)).toBeCloseTo(loss(A, targets), 13);
      expect(
        relativeDifference(numbers(fromLogits.perExample(Z, targets)), numbers(loss.perExample(A, targets))),
      ).toBeLessThan(1e-14);
    });

    test('the gradient is that of central differences', () => {
      const numeric = numericGradient(costOf(fromLogits, targets), numbers(Z));
      expect(relativeDifference(numbers(fromLogits.gradient(Z, targets)), numeric)).toBeLessThan(1e-8);
    });

    test('the gradient of one-hot targets is (A − Y) / m', () => {
      const [z, y] = [Z.slice(':', [0, 3]), Y.slice(':', [0, 3])];
      const expected = np.divide(np.subtract(activate(fromLogits.activation, z), y), 3);
      expect(np.allClose(fromLogits.gradient(z, targetsOf(loss, y)), expected, { rtol: 1e-13, atol: 1e-16 })).toBe(
        true,
      );
    });

    test("an example's gradient is not divided by m", () => {
      const each = fromLogits.perExampleGradient(Z, targets);
      expect(numbers(np.divide(each, 4))).toEqual(numbers(fromLogits.gradient(Z, targets)));
    });

    test('logits of ±1000 cost 0 where they are right and 1000 or 2000 where they are wrong', () => {
      const z: NDArray = np.array([
        [1000, -1000, 1000, -1000],
        [-1000, 1000, -1000, 1000],
      ]);
      const y = targetsOf(
        loss,
        np.array([
          [1, 0, 0, 1],
          [0, 1, 1, 0],
        ]),
      );
      // Two sigmoids that are both wrong cost 1000 each; a softmax that is wrong costs the difference of its two logits.
      expect(fromLogits.perExample(z, y).toArray()).toEqual([[0, 0, 2000, 2000]]);
      expect(np.all(np.isFinite(fromLogits.gradient(z, y)))).toBe(true);
      expect(numbers(fromLogits.gradient(z, y))).toEqual([0, 0, 0.25, -0.25, 0, 0, -0.25, 0.25]);
    });

    test('cost, predictions and gradient at once, in place', () => {
      const [z, y] = [Float64Array.from(numbers(Z)), Float64Array.from(numbers(targets))];
      const A = new Float64Array(12);
      const dZ = new Float64Array(12).fill(7);
      const cost = fromLogits.costAndGradient(3, 4, z, y, A, dZ);
      expect(cost).toBeCloseTo(fromLogits(Z, targets), 14);
      expect(relativeDifference([...A], numbers(activate(fromLogits.activation, Z)))).toBeLessThan(1e-14);
      expect(relativeDifference([...dZ], numbers(fromLogits.gradient(Z, targets)))).toBeLessThan(1e-15);
      const alone = new Float64Array(12);
      expect(fromLogits.costAndGradient(3, 4, z, y, alone, alone)).toBe(cost); // dZ may be A
      expect([...alone]).toEqual([...dZ]);
      z[6] = NaN;
      expect(fromLogits.costAndGradient(3, 4, z, y, A, dZ)).toBeNaN();
    });

    test('float32, views, NaN and errors', () => {
      expect(fromLogits.gradient(Z.astype('float32'), targets).dtype).toBe('float32');
      const [z, y] = [Z.T().copy().T(), targets.T().copy().T()];
      expect(fromLogits(z, y)).toBe(fromLogits(Z, targets));
      expect(numbers(fromLogits.gradient(z, y))).toEqual(numbers(fromLogits.gradient(Z, targets)));
      const spoilt = Z.copy();
      np.assign(spoilt.slice(1, 2), NaN);
      expect(np.isNaN(fromLogits.perExample(spoilt, targets)).toArray()).toEqual([[false, false, true, false]]);
      if (loss.targets === 'class indices') return;
      expect(() => fromLogits(np.zeros([1, 4]) as NDArray, np.zeros([4]))).toThrow(
        new np.ShapeError(
          `${name}.fromLogits(logits, targets): logits and targets must have shape [outputs, m], one example a column, but ` +
            'targets has shape [4] (rank 1). np.asRow(targets) would fit.',
        ),
      );
    });
  },
);
