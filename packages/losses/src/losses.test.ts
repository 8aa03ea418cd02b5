import * as np from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import {
  losses,
  binaryCrossEntropy,
  categoricalCrossEntropy,
  halfSquaredError,
  hinge,
  huber,
  lossByName,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
  type Loss,
} from './index.js';

describe('certain predictions', () => {
  test('binary: right ones have finite gradients, wrong ones infinite', () => {
    const slopes = binaryCrossEntropy.gradient(np.array([[1, 0, 1, 0]]), np.array([[1, 0, 0, 1]]));
    expect(slopes.toArray()).toEqual([[-0.25, 0.25, Infinity, -Infinity]]);
  });

  test('categorical: classes that are not the true one count for nothing', () => {
    const slopes = categoricalCrossEntropy.gradient(
      np.array([
        [1, 0],
        [0, 1],
      ]),
      np.array([
        [1, 1],
        [0, 0],
      ]),
    );
    expect(slopes.toArray()).toEqual([
      [-0.5, -Infinity],
      [0, 0],
    ]);
  });

  test('infinite logits that are right cost nothing', () => {
    expect(binaryCrossEntropy.fromLogits(np.array([[Infinity, -Infinity]]), np.array([[1, 0]]))).toBe(0);
    expect(categoricalCrossEntropy.fromLogits(np.array([[0], [-Infinity]]), np.array([[1], [0]]))).toBe(0);
    expect(binaryCrossEntropy.fromLogits(np.array([[Infinity]]), np.array([[0]]))).toBe(Infinity);
    expect(categoricalCrossEntropy.fromLogits(np.array([[0], [-Infinity]]), np.array([[0], [1]]))).toBe(Infinity);
  });

  test('small costs keep their digits', () => {
    // log(1 + e^-40) is e^-40 to 17 digits; 1 − σ(40) is 0 in float64.
    expect(binaryCrossEntropy.fromLogits(np.array([[40]]), np.array([[1]]))).toBeCloseTo(Math.exp(-40), 30);
    expect(binaryCrossEntropy.fromLogits(np.array([[40]]), np.array([[1]])) / Math.exp(-40)).toBeCloseTo(1, 14);
    expect(binaryCrossEntropy(np.array([[1e-20]]), np.array([[0]]))).toBe(1e-20);
  });
});

describe('outside [0, 1]', () => {
  test.each([[-0.1], [1.1]])('a probability of %d costs NaN', (p) => {
    expect(binaryCrossEntropy(np.array([[p]]), np.array([[0]]))).toBeNaN();
    expect(binaryCrossEntropy.gradient(np.array([[p]]), np.array([[1]])).at(0, 0)).toBeNaN();
    expect(categoricalCrossEntropy(np.array([[p]]), np.array([[0]]))).toBeNaN();
  });
});

test('the squared errors differ by the factor 2, and have no form on logits', () => {
  const [P, Y] = [
    np.array([
      [1, 2, 4],
      [0, 1, 1],
    ]),
    np.array([
      [0, 2, 1],
      [1, 1, 3],
    ]),
  ];
  expect(meanSquaredError(P, Y)).toBe((1 + 0 + 9 + 1 + 0 + 4) / 3);
  expect(halfSquaredError(P, Y)).toBe(2.5);
  expect(halfSquaredError.gradient(P, Y).toArray()).toEqual([
    [1 / 3, 0, 1],
    [-1 / 3, 0, -2 / 3],
  ]);
  expect(meanSquaredError.fromLogits).toBeUndefined();
});

test('fromLogits names its activation', () => {
  expect(binaryCrossEntropy.fromLogits.activation).toBe('sigmoid');
  expect(categoricalCrossEntropy.fromLogits.activation).toBe('softmax');
});

describe('class indices', () => {
  const P = np.array([
    [0.5, 0.25],
    [0.25, 0.25],
    [0.25, 0.5],
  ]);
  const Z = np.array([
    [0.2, 2.5, -1.5, 0.3],
    [-0.7, 1.25, 4, 0.3],
    [3.1, -2, 0.3, -0.4],
  ]);

  test('cost and gradient are those of one-hot columns', () => {
    const indices = np.array([[2, 0, 1, 1]], { dtype: 'int32' });
    const oneHot = np.array([
      [0, 1, 0, 0],
      [0, 0, 1, 1],
      [1, 0, 0, 0],
    ]);
    const A = np.divide(np.exp(Z), np.sum(np.exp(Z), { axis: 0, keepDims: true }));
    const [sparse, dense] = [sparseCategoricalCrossEntropy, categoricalCrossEntropy];
    expect(sparse(A, indices)).toBe(dense(A, oneHot));
    expect(sparse.gradient(A, indices).toArray()).toEqual(dense.gradient(A, oneHot).toArray());
    expect(sparse.fromLogits(Z, indices)).toBe(dense.fromLogits(Z, oneHot));
    expect(
      np.allClose(sparse.fromLogits.gradient(Z, indices), dense.fromLogits.gradient(Z, oneHot), {
        rtol: 1e-14,
        atol: 0,
      }),
    ).toBe(true);
  });

  test('certain predictions and infinite logits', () => {
    const certain = np.array([
      [1, 0],
      [0, 1],
    ]);
    const { fromLogits, gradient } = sparseCategoricalCrossEntropy;
    expect(gradient(certain, np.array([[0, 0]])).toArray()).toEqual([
      [-0.5, -Infinity],
      [0, 0],
    ]);
    expect(fromLogits(np.array([[0], [-Infinity]]), np.array([[0]]))).toBe(0);
    expect(fromLogits(np.array([[0], [-Infinity]]), np.array([[1]]))).toBe(Infinity);
    expect(sparseCategoricalCrossEntropy(np.array([[0.5], [1.5]]), np.array([[0]]))).toBeNaN();
  });

  const operation = 'sparseCategoricalCrossEntropy(predictions, targets): ';
  const shapes = `${operation}targets must have shape [1, m], one class index a column of predictions, but predictions has shape`;
  test.each<[number[], number[], string]>([
    [[3, 4], [4], `${shapes} [3, 4] and targets has shape [4]. np.asRow(targets) would fit.`],
    [[3, 4], [4, 1], `${shapes} [3, 4] and targets has shape [4, 1]. targets.T() would fit.`],
    [[3, 4], [3, 4], `${shapes} [3, 4] and targets has shape [3, 4]. Of one-hot columns np.argmax(targets, { axis: 0, keepDims: true }) gives the indices.`],
    [[3, 4], [1, 5], `${shapes} [3, 4] and targets has shape [1, 5].`],
    [[3], [1, 3], `${operation}predictions must have shape [classes, m], one example a column, but predictions has shape [3] (rank 1).`],
  ])('predictions %j and targets %j are refused', (p, y, message) => {
    const any: Loss = sparseCategoricalCrossEntropy;
    expect(() => any(np.zeros(p), np.zeros(y))).toThrow(new np.ShapeError(message));
  }); // prettier-ignore

  test('no examples, and numbers that are no indices, are refused', () => {
    expect(() => sparseCategoricalCrossEntropy(np.zeros([3, 0]), np.zeros([1, 0]))).toThrow(
      new RangeError(`${operation}the mean over no examples is undefined: predictions has shape [3, 0], so m is 0.`),
    );
    const rule = 'targets are class indices, integers from 0 to 2, but targets at [0, 1] is';
    expect(() => sparseCategoricalCrossEntropy(P, np.array([[1, 3]]))).toThrow(
      new RangeError(`${operation}${rule} 3. Classes count from 0: np.subtract(targets, 1) would fit.`),
    );
    expect(() => sparseCategoricalCrossEntropy.fromLogits.gradient(P, np.array([[0, 0.5]]))).toThrow(
      new RangeError(`sparseCategoricalCrossEntropy.fromLogits.gradient(logits, targets): ${rule} 0.5.`),
    );
  });
});

describe('huber', () => {
  test('takes delta', () => {
    expect(huber.options).toEqual({ delta: 1 });
    expect(huber({}).options).toEqual({ delta: 1 });
    expect(lossByName('huber')).toBe(huber);
    const wide = lossByName('huber', { delta: 2 });
    expect(wide.options).toEqual({ delta: 2 });
    expect(wide(np.array([[0.5, 3]]), np.array([[0, 0]]))).toBe((0.125 + 4) / 2);
  });

  test('joins its two pieces without a step', () => {
    const R = np.array([[-1.5, -1, -0.5, 0, 1, 1.25]]);
    const Y = np.zeros([1, 6]);
    expect(huber.perExample(R, Y).toArray()).toEqual([[1, 0.5, 0.125, 0, 0.5, 0.75]]);
    expect(huber.perExampleGradient(R, Y).toArray()).toEqual([[-1, -1, -0.5, 0, 1, 1]]);
  });

  test.each([0, -1, NaN, Infinity])('refuses delta %d', (delta) => {
    expect(() => huber({ delta })).toThrow(new RangeError(`huber: delta must be finite and > 0, but it is ${delta}.`));
  });

  test('refuses options that there are not, and targets that are missing', () => {
    expect(() => lossByName('huber', { width: 1 })).toThrow(
      new RangeError("huber: there is no option 'width'. The options are delta."),
    );
    expect(() => lossByName('hinge', { margin: 1 })).toThrow(
      new RangeError("lossByName('hinge'): there is no option 'margin'; hinge takes none."),
    );
    const anything = huber as (predictions: unknown) => unknown; // as JavaScript calls it
    expect(() => anything(np.zeros([1, 2]))).toThrow(
      new TypeError('huber(predictions, targets): targets must be an NDArray, but it is undefined.'),
    );
  });
});

test('where there is no derivative, 0 is chosen', () => {
  expect(meanAbsoluteError.perExampleGradient(np.array([[2, 1, 3]]), np.array([[2, 2, 2]])).toArray()).toEqual([
    [0, -1, 1],
  ]);
  expect(hinge.perExampleGradient(np.array([[1, -1, 0.5, 2]]), np.array([[1, -1, 1, -1]])).toArray()).toEqual([
    [0, 0, -1, 1],
  ]);
});

test.each([
  ['meanSquareError', " Did you mean 'meanSquaredError'?"],
  ['binary_cross_entropy', " Did you mean 'binaryCrossEntropy'?"],
  ['mse', ''],
])('lossByName refuses %s', (name, offer) => {
  expect(() => lossByName(name)).toThrow(
    new RangeError(
      `lossByName('${name}'): there is no loss '${name}'.${offer} ` +
        `The names are ${Object.keys(losses).join(', ')}.`,
    ),
  );
});
