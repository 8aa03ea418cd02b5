import * as np from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import {
  losses,
  binaryCrossEntropy,
  categoricalCrossEntropy,
  halfSquaredError,
  lossByName,
  meanSquaredError,
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
