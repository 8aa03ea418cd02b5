import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  confusionMatrix,
  defineMetric,
  meanAbsoluteError,
  rootMeanSquaredError,
  rSquared,
} from '../index.js';

const scores = np.array([
  [0.7, 0.2, 0.4, 0.1],
  [0.2, 0.7, 0.4, 0.8],
  [0.1, 0.1, 0.2, 0.1],
]);
const classes = np.array([
  [1, 0, 0, 0],
  [0, 1, 1, 0],
  [0, 0, 0, 1],
]);

describe('classification', () => {
  it('one row: strictly above 0.5', () => {
    expect(accuracy(np.array([[0.5, 0.500001, 0.2, 1]]), np.array([[0, 1, 1, 1]]))).toBe(0.75);
    expect(confusionMatrix(np.array([[0.2, 0.7, 0.9]]), np.array([[0, 0, 1]])).toArray()).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('several rows: the first largest', () => {
    expect(accuracy(scores, classes)).toBe(0.5); // the tie in column 2 goes to class 0
    expect(confusionMatrix(scores, classes).toArray()).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ]);
    expect(confusionMatrix(scores, classes).dtype).toBe('int32');
  });

  it('reads views and other element types', () => {
    expect(accuracy(scores.T().copy().T(), classes.astype('int32'))).toBe(0.5);
    expect(accuracy(np.array([[1, 0]]).astype('int32'), np.array([[true, false]]))).toBe(1);
  });

  it('refuses class numbers in one row', () => {
    expect(() => accuracy(np.array([[3, 7]]), np.array([[1, 7]]))).toThrow(
      new RangeError(
        'accuracy(predictions, targets): targets of one row are 0 or 1, but targets at [0, 1] is 7. ' +
          'For more than two classes give predictions and one-hot targets of shape [classes, m].',
      ),
    );
  });
});

describe('NaN among classes', () => {
  const twoRows = np.array([
    [1, 0],
    [0, NaN],
  ]);
  const right = np.array([
    [1, 0],
    [0, 1],
  ]);
  const remedy = 'is NaN, so no class can be told. Look for NaN in X and params.';
  it.each([accuracy, confusionMatrix])('is refused by %o', (metric) => {
    const operation = `${metric.name}(predictions, targets)`;
    expect(() => metric(np.array([[0.2, NaN]]), np.array([[0, 0]]))).toThrow(
      new RangeError(`${operation}: predictions at [0, 1] ${remedy}`),
    );
    expect(() => metric(twoRows, right)).toThrow(new RangeError(`${operation}: predictions at [1, 1] ${remedy}`));
    expect(() => metric(right, twoRows)).toThrow(new RangeError(`${operation}: targets at [1, 1] ${remedy}`));
  });
});

describe('regression', () => {
  it('known values', () => {
    expect(rSquared(np.array([[1, 2, 4]]), np.array([[1, 2, 3]]))).toBe(0.5);
    expect(rSquared(np.array([[2, 2, 2]]), np.array([[1, 2, 3]]))).toBe(0);
    expect(rSquared(np.array([[3, 2, 1]]), np.array([[1, 2, 3]]))).toBe(-3);
    expect(meanAbsoluteError(np.array([[1, 4]]), np.array([[2, 2]]))).toBe(1.5);
    expect(rootMeanSquaredError(np.array([[1, 9]]), np.array([[2, 2]]))).toBe(5);
  });

  it('several outputs', () => {
    const Y = np.array([
      [1, 2, 3],
      [10, 20, 30],
    ]);
    const P = np.array([
      [1, 2, 4],
      [10, 20, 30],
    ]);
    expect(rSquared(P, Y)).toBe(0.75);
    expect(meanAbsoluteError(P, Y)).toBeCloseTo(1 / 6, 15);
    expect(rootMeanSquaredError(P, Y)).toBeCloseTo(Math.sqrt(1 / 6), 15);
  });

  it('constant targets and NaN', () => {
    expect(rSquared(np.array([[5, 5]]), np.array([[5, 5]]))).toBeNaN();
    expect(rSquared(np.array([[5, 6]]), np.array([[5, 5]]))).toBe(-Infinity);
    expect(rSquared(np.array([[0.1, 0.1, 0.1]]), np.array([[0.1, 0.1, 0.1]]))).toBeNaN();
    expect(rSquared(np.array([[0.1, 0.1, 0.2]]), np.array([[0.1, 0.1, 0.1]]))).toBe(-Infinity);
    expect(rSquared(np.array([[1, NaN, 3]]), np.array([[1, 2, 3]]))).toBeNaN();
    expect(rSquared(np.array([[1, 2, 3]]), np.array([[1, NaN, 3]]))).toBeNaN();
    expect(meanAbsoluteError(np.array([[NaN, 1]]), np.array([[1, 1]]))).toBeNaN();
  });
});

describe('all metrics', () => {
  it('have their names', () => {
    expect([accuracy, rSquared, meanAbsoluteError, rootMeanSquaredError].map(({ name }) => name)).toEqual([
      'accuracy',
      'rSquared',
      'meanAbsoluteError',
      'rootMeanSquaredError',
    ]);
    expect(defineMetric('examples', ({ m }) => m)(np.ones([2, 5]), np.ones([2, 5]))).toBe(5);
  });

  it.each([
    [
      np.ones([3]),
      np.ones([3]),
      'ShapeError',
      'predictions must have shape [outputs, m], one example a column, but has shape [3] (rank 1). asRow(predictions) has one output.',
    ],
    [
      np.ones([1, 3]),
      np.ones([3, 1]),
      'ShapeError',
      'predictions and targets must have the same shape, but predictions has shape [1, 3] and targets has shape [3, 1]. targets.T() would fit.',
    ],
    [
      np.ones([1, 3]),
      np.ones([1, 1]),
      'ShapeError',
      'predictions and targets must have the same shape, but predictions has shape [1, 3] and targets has shape [1, 1].',
    ],
    [np.ones([1, 0]), np.ones([1, 0]), 'RangeError', 'there is nothing to measure: predictions has shape [1, 0].'],
    [[[1]], np.ones([1, 1]), 'TypeError', 'predictions must be an NDArray. Make one with np.array(…).'],
  ])('%#', (P, Y, name, message) => {
    for (const metric of [rSquared, accuracy, meanAbsoluteError, confusionMatrix]) {
      expect(() => metric(P as never, Y as never)).toThrow(
        expect.objectContaining({ name, message: `${metric.name}(predictions, targets): ${message}` }),
      );
    }
  });
});
