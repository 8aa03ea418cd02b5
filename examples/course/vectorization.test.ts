/** The course's first exercise, vectorised functions in NumPy, and the building blocks of its logistic regression: the printed outputs. */
import { sigmoid, softmax } from '@keepdims/activations';
import { imagesAsColumns } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { logisticRegression } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { describe, expect, it } from 'vitest';

/** Eight decimals, as NumPy prints them. */
function expectPrinted(a: NDArray, digits: readonly (readonly number[])[]): void {
  expect(np.allClose(a, np.array(digits.map((row) => [...row])), { rtol: 0, atol: 5e-9 })).toBe(true);
}

describe('vectorised functions', () => {
  it('sigmoid and its derivative at 1, 2, 3', () => {
    const x = np.array([[1, 2, 3]]);
    expectPrinted(sigmoid(x), [[0.73105858, 0.88079708, 0.95257413]]);
    expectPrinted(sigmoid.derivative(x), [[0.19661193, 0.10499359, 0.04517666]]);
  });

  it('image to vector, pixel by pixel (§2.1)', () => {
    const image = np.reshape(np.astype(np.arange(18), 'uint8'), [1, 3, 3, 2]);
    expect(np.ravel(np.round(np.multiply(imagesAsColumns(image), 255))).toArray()).toEqual(np.arange(18).toArray());
  });

  it('rows to length 1', () => {
    const x = np.array([
      [0, 3, 4],
      [1, 6, 4],
    ]);
    const length = np.sqrt(np.sum(np.square(x), { axis: 1, keepDims: true }));
    expectPrinted(np.divide(x, length), [
      [0, 0.6, 0.8],
      [0.13736056, 0.82416338, 0.54944226],
    ]);
  });

  it('softmax of each row: the transposed one of each column', () => {
    const x = np.array([
      [9, 2, 5, 0, 0],
      [7, 5, 0, 0, 0],
    ]);
    expectPrinted(np.transpose(softmax(np.transpose(x))), [
      [9.80897665e-1, 8.94462891e-4, 1.79657674e-2, 1.21052389e-4, 1.21052389e-4],
      [8.78679856e-1, 1.18916387e-1, 8.01252314e-4, 8.01252314e-4, 8.01252314e-4],
    ]);
  });

  it('dot, outer and element-wise products instead of loops (§2.11)', () => {
    const x1 = np.array([9, 2, 5, 0, 0, 7, 5, 0, 0, 0, 9, 2, 5, 0, 0]);
    const x2 = np.array([9, 2, 2, 9, 0, 9, 2, 5, 0, 0, 9, 2, 5, 0, 0]);
    expect(np.dot(x1, x2)).toBe(278);
    expect(np.multiply(x1, x2).toArray()).toEqual([81, 4, 10, 0, 0, 63, 10, 0, 0, 0, 81, 4, 25, 0, 0]);
    const outer = np.outer(x1, x2);
    expect(outer.shape).toEqual([15, 15]);
    expect(np.slice(outer, 0).toArray()).toEqual([81, 18, 18, 81, 0, 81, 18, 45, 0, 0, 81, 18, 45, 0, 0]);
    for (let i = 0; i < 15; i++) for (let j = 0; j < 15; j++) expect(outer.at(i, j)).toBe(x1.at(i) * x2.at(j));
  });

  it('L1 and L2 losses', () => {
    const predicted = np.array([0.9, 0.2, 0.1, 0.4, 0.9]);
    const difference = np.subtract(np.array([1, 0, 0, 1, 1]), predicted);
    expect(np.sum(np.abs(difference))).toBeCloseTo(1.1, 14);
    expect(np.dot(difference, difference)).toBeCloseTo(0.43, 14);
  });

  it('the table of calories in percent (§2.15)', () => {
    const calories = np.array([
      [56, 0, 4.4, 68],
      [1.2, 104, 52, 8],
      [1.8, 135, 99, 0.9],
    ]);
    const perFood = np.sum(calories, { axis: 0 });
    expect(np.allClose(perFood, np.array([59, 239, 155.4, 76.9]))).toBe(true);
    expectPrinted(np.multiply(np.divide(calories, np.reshape(perFood, [1, 4])), 100), [
      [94.91525424, 0, 2.83140283, 88.42652796],
      [2.03389831, 43.51464435, 33.46203346, 10.40312094],
      [3.05084746, 56.48535565, 63.70656371, 1.17035111],
    ]);
  });
});

describe('logistic regression, §2.13 and §2.14', () => {
  const net = logisticRegression(2);
  const params = [{ W: np.array([[1, 2]]), b: np.array([[2]]) }] as const;
  const editions = [
    {
      X: np.array([
        [1, 2],
        [3, 4],
      ]),
      Y: np.array([[1, 0]]),
      cost: 6.000064773192205,
      dw: [0.99993216, 1.99980262],
      db: 0.49993523062470574,
      trained: { w: [0.1124579, 0.23106775], b: 1.5593049248448891 },
    },
    {
      X: np.array([
        [1, 2, -1],
        [3, 4, -3.2],
      ]),
      Y: np.array([[1, 0, 1]]),
      cost: 5.801545319394553,
      dw: [0.99845601, 2.39507239],
      db: 0.00145557813678,
      trained: { w: [0.19033591, 0.12259159], b: 1.92535983008 },
    },
  ];

  it.each(editions)('cost $cost, its gradients, and 100 steps at 0.009', ({ X, Y, cost, dw, db, trained }) => {
    expect(net.cost(params, X, Y, binaryCrossEntropy)).toBeCloseTo(cost, 11);
    const { caches } = net.forward(params, X);
    const [gradients] = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
    expectPrinted(gradients.dW, [dw]);
    expect(gradients.db.item()).toBeCloseTo(db, 11);
    const optimizer = gradientDescent({ learningRate: 0.009 });
    const fitted = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: 100, initialParams: params });
    const [{ W, b }] = fitted.params;
    expectPrinted(W, [trained.w]);
    expect(b.item()).toBeCloseTo(trained.b, 10);
  });

  it('predicts 1 strictly above 0.5', () => {
    const half = [{ W: np.array([[0, 1]]), b: np.array([[0]]) }] as const;
    const X = np.array([
      [5, 5, 5],
      [-1e-9, 0, 1e-9],
    ]);
    expect(net.predict(half, X).toArray()).toEqual([[0, 0, 1]]);
  });
});
