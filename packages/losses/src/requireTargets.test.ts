import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  hinge,
  meanSquaredError,
  requireTargets,
  sparseCategoricalCrossEntropy,
  type Loss,
} from './index.js';

const check = (loss: Loss, Y: NDArray) => () => {
  requireTargets('fit(net, options)', 'Y', loss, Y, 3);
};

describe('requireTargets', () => {
  test.each<[string, Loss, NDArray]>([
    ['labels', binaryCrossEntropy, np.array([[0, 1, 1]])],
    ['bools', binaryCrossEntropy, np.array([[false, true]])],
    ['soft labels', binaryCrossEntropy, np.array([[0.25, 1], [0.9, 0]])],
    ['one-hot columns', categoricalCrossEntropy, np.array([[1, 0], [0, 1]])],
    ['soft columns', categoricalCrossEntropy, np.array([[0.1], [0.2], [0.7]])],
    ['soft columns of float32', categoricalCrossEntropy, np.full([7, 2], 1 / 7, { dtype: 'float32' })],
    ['NaN', categoricalCrossEntropy, np.array([[NaN], [0]])],
    ['any number', meanSquaredError, np.array([[-7, 1e9]])],
    ['signs', hinge, np.array([[-1, 1, 1]])],
    ['signs and NaN', hinge, np.array([[-1, NaN]], { dtype: 'float32' })],
    ['class indices', sparseCategoricalCrossEntropy, np.array([[0, 2, 1]])],
    ['class indices of int32', sparseCategoricalCrossEntropy, np.array([[0, 2, 1]], { dtype: 'int32' })],
    ['two classes as bools', sparseCategoricalCrossEntropy, np.array([[true, false]])],
    ['no outputs', categoricalCrossEntropy, np.zeros([0, 3])],
  ])('takes %s', (_, loss, Y) => {
    expect(check(loss, Y)).not.toThrow();
  }); // prettier-ignore

  const binary = 'fit(net, options): the targets of binaryCrossEntropy are from 0 to 1, but Y at';
  const classes = 'Call the two classes 0 and 1.';
  const categorical = 'fit(net, options): the targets of categoricalCrossEntropy are';
  const oneHot = 'Make columns of class numbers by oneHot(labels), or take sparseCategoricalCrossEntropy.';
  const signs = 'fit(net, options): the targets of hinge are -1 or 1, but Y at';
  const indices =
    'fit(net, options): the targets of sparseCategoricalCrossEntropy are class indices, integers from 0 to 2, but Y at';
  test.each<[string, Loss, NDArray, string]>([
    ['labels 0 and 1 for signs', hinge, np.array([[1, 0]]), `${signs} [0, 1] is 0. Labels 0 and 1 become so by np.subtract(np.multiply(Y, 2), 1).`],
    ['other numbers for signs', hinge, np.array([[1, 0, 2]]), `${signs} [0, 1] is 0. Call the two classes -1 and 1.`],
    ['an index too large', sparseCategoricalCrossEntropy, np.array([[0, 4, 1]]), `${indices} [0, 1] is 4. Y has indices up to 4, which takes 5 outputs, one a class.`],
    ['classes from 1 on', sparseCategoricalCrossEntropy, np.array([[1, 3, 2]]), `${indices} [0, 1] is 3. Classes count from 0: np.subtract(Y, 1) would fit.`],
    ['a negative index', sparseCategoricalCrossEntropy, np.array([[1, -1]]), `${indices} [0, 1] is -1.`],
    ['a fraction', sparseCategoricalCrossEntropy, np.array([[0.5, 1]]), `${indices} [0, 0] is 0.5.`],
    ['NaN as an index', sparseCategoricalCrossEntropy, np.array([[0, NaN]]), `${indices} [0, 1] is NaN.`],
    ['infinity as an index', sparseCategoricalCrossEntropy, np.array([[Infinity]]), `${indices} [0, 0] is Infinity.`],
    ['labels 1 and 2', binaryCrossEntropy, np.array([[1, 2]]), `${binary} [0, 1] is 2. ${classes}`],
    ['labels −1 and 1', binaryCrossEntropy, np.array([[1, 1], [0, -1]]), `${binary} [1, 1] is -1. ${classes}`],
    ['a view', binaryCrossEntropy, np.array([[1, 1], [3, 0]]).T(), `${binary} [0, 1] is 3. ${classes}`],
    ['infinity', binaryCrossEntropy, np.array([[Infinity]]), `${binary} [0, 0] is Infinity. ${classes}`],
    ['class numbers', categoricalCrossEntropy, np.array([[0, 2]]), `${categorical} from 0 to 1, but Y at [0, 1] is 2. ${oneHot}`],
    ['a column of none', categoricalCrossEntropy, np.array([[1, 0], [0, 0]]), `${categorical} columns that sum to 1, but column 1 of Y sums to 0. ${oneHot}`],
    ['a column of two', categoricalCrossEntropy, np.array([[1, 0], [1, 1]]), `${categorical} columns that sum to 1, but column 0 of Y sums to 2. ${oneHot}`],
    ['a sum that is a little off', categoricalCrossEntropy, np.array([[0.5], [0.5 + 2 ** -17]]), `${categorical} columns that sum to 1, but column 0 of Y sums to ${1 + 2 ** -17}. ${oneHot}`],
  ])('refuses %s', (_, loss, Y, message) => {
    expect(check(loss, Y)).toThrow(new RangeError(message));
  }); // prettier-ignore
});
