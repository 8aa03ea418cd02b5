/**
 * Real mistakes with shapes, as people make them: each is refused at compile time, in one line that names the operation and what clashes.
 * `[what went wrong, the code, what the message must say]`
 */
import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';

/** 3 features, 5 examples, 4 hidden units, 2 classes; and sizes known by name only. */
const given = `
import * as np from './index.js';
import type { Dim, NDArray } from './index.js';
const X = np.zeros([3, 5]), Y = np.zeros([1, 5]), labels = np.zeros([5]), oneHot = np.zeros([2, 5]);
const W1 = np.zeros([4, 3]), b1 = np.zeros([4, 1]), W2 = np.zeros([2, 4]), A1 = np.zeros([4, 5]), A2 = np.zeros([2, 5]);
const dZ1 = np.zeros([4, 5]), dZ2 = np.zeros([2, 5]), w = np.zeros([3, 1]), image = np.zeros([64, 64, 3]), batch = np.zeros([8, 4, 3]);
declare const train: NDArray<[3, Dim<'m_train'>], 'float64'>, test: NDArray<[3, Dim<'m_test'>], 'float64'>, yTrain: NDArray<[1, Dim<'m_train'>], 'float64'>;
`;

const mistakes: Record<string, [mistake: string, code: string, message: string][]> = {
  'forgotten or misplaced transpose': [
    ['w times X without T', 'np.matmul(w, X)', 'matmul: [3, 1] x [3, 5]: inner sizes 1 and 3 differ'],
    ['X times w', 'X.matmul(w)', 'matmul: [3, 5] x [3, 1]: inner sizes 5 and 3 differ'],
    ['W transposed in forward', 'np.matmul(W1.T(), X)', 'matmul: [3, 4] x [3, 5]: inner sizes 4 and 3 differ'],
    ['dW without the transpose of A', 'np.matmul(dZ2, A1)', 'matmul: [2, 5] x [4, 5]: inner sizes 5 and 4 differ'],
    ['dA without the transpose of W', 'np.matmul(W2, dZ2)', 'matmul: [2, 4] x [2, 5]: inner sizes 4 and 2 differ'],
    ['operands in the wrong order', 'np.matmul(X, W1)', 'matmul: [3, 5] x [4, 3]: inner sizes 5 and 4 differ'],
    ['Gram matrix of the wrong side', 'np.matmul(X, X)', 'matmul: [3, 5] x [3, 5]: inner sizes 5 and 3 differ'],
    ['transposed labels', 'np.subtract(Y, oneHot.T())', 'subtract: cannot broadcast [1, 5] with [5, 2]: sizes 5 and 2 clash'],
  ],
  'wrong axis': [
    ['axis past the end', 'np.sum(X, { axis: 2 })', 'sum: axis 2 is out of range for [3, 5] (rank 2)'],
    ['axis before the start', 'np.mean(X, { axis: -3 })', 'mean: axis -3 is out of range for [3, 5] (rank 2)'],
    ['axis of a vector', 'np.max(labels, { axis: 1 })', 'max: axis 1 is out of range for [5] (rank 1)'],
    ['one axis of a list', 'np.sum(batch, { axis: [0, 3] })', 'sum: axis 3 is out of range for [8, 4, 3] (rank 3)'],
    ['argmax over classes', 'np.argmax(oneHot, { axis: 2 })', 'argmax: axis 2 is out of range for [2, 5] (rank 2)'],
    ['sort by a column that is not there', 'np.sort(X, { axis: 2 })', 'sort: axis 2 is out of range for [3, 5] (rank 2)'],
    ['centring features by examples', 'np.subtract(X, np.mean(X, { axis: 0 }).reshape([5, 1]))', 'subtract: cannot broadcast [3, 5] with [5, 1]: sizes 3 and 5 clash'],
    ['new axis past the end', 'np.expandDims(labels, 2)', 'expandDims: axis 2 is out of range for [5, 1] (rank 2)'],
  ],
  'forgotten keepDims': [
    ['row sums against rows', 'np.divide(X, np.sum(X, { axis: 1 }))', 'divide: cannot broadcast [3, 5] with [3]: sizes 5 and 3 clash'],
    ['db without keepDims', 'np.subtract(b1, np.sum(dZ1, { axis: 1 }))', 'subtract: [4, 1] with [4] would broadcast to a square; use asColumn(x) or asRow(x)'],
    ['standardising rows', 'X.subtract(X.mean({ axis: 1 }))', 'subtract: cannot broadcast [3, 5] with [3]: sizes 5 and 3 clash'],
    ['batch mean', 'np.subtract(batch, np.mean(batch, { axis: 2 }))', 'subtract: cannot broadcast [8, 4, 3] with [8, 4]: sizes 3 and 4 clash'],
  ],
  'rank-1 arrays': [
    ['transposing a vector', 'labels.T()', 'T: [5] has rank 1, so transposing does nothing: use asColumn(x) for [5, 1] or asRow(x) for [1, 5]'],
    ['a column plus a vector', 'np.add(np.zeros([5, 1]), labels)', 'add: [5, 1] with [5] would broadcast to a square; use asColumn(x) or asRow(x)'],
    ['a vector plus a column', 'np.add(labels, np.zeros([5, 1]))', 'add: [5] with [5, 1] would broadcast to a square; use asColumn(x) or asRow(x)'],
    ['a matrix times a vector', 'np.matmul(W1, np.zeros([3]))', 'matmul: right operand [3] has rank 1; make it a matrix with asColumn(b), or use dot(a, b)'],
    ['a vector times a matrix', 'np.matmul(np.zeros([3]), X)', 'matmul: left operand [3] has rank 1; make it a matrix with asRow(a), or use dot(a, b)'],
    ['vectors of different lengths', 'np.dot(labels, np.zeros([4]))', 'dot: [5] and [4]: lengths 5 and 4 differ'],
    ['bias as a vector', 'np.add(np.matmul(W1, X), np.zeros([4]))', 'add: cannot broadcast [4, 5] with [4]: sizes 5 and 4 clash'],
  ],
  'layers and biases': [
    ['bias as a row', 'np.add(np.matmul(W1, X), b1.T())', 'add: cannot broadcast [4, 5] with [1, 4]: sizes 5 and 4 clash'],
    ['the bias of another layer', 'np.add(np.matmul(W2, A1), b1)', 'add: cannot broadcast [2, 5] with [4, 1]: sizes 2 and 4 clash'],
    ['a layer skipped', 'np.matmul(W2, X)', 'matmul: [2, 4] x [3, 5]: inner sizes 4 and 3 differ'],
    ['the derivative of another layer', 'np.multiply(dZ2, A1)', 'multiply: cannot broadcast [2, 5] with [4, 5]: sizes 2 and 4 clash'],
    ['a one-hot of other classes', 'np.subtract(A2, np.zeros([3, 5]))', 'subtract: cannot broadcast [2, 5] with [3, 5]: sizes 2 and 3 clash'],
    ['updating W with its transposed gradient', 'np.subtract(W1, np.multiply(np.zeros([3, 4]), 0.01))', 'subtract: cannot broadcast [4, 3] with [3, 4]: sizes 3 and 4 clash'],
  ],
  'features and examples': [
    ['examples as rows', 'np.matmul(W1, X.T())', 'matmul: [4, 3] x [5, 3]: inner sizes 3 and 5 differ'],
    ['test labels against training predictions', 'np.subtract(np.matmul(w.T(), test), yTrain)', 'subtract: cannot broadcast [1, m_test] with [1, m_train]: sizes m_test and m_train clash'],
    ['training against test', 'np.add(train, test)', 'add: cannot broadcast [3, m_train] with [3, m_test]: sizes m_train and m_test clash'],
    ['a number where a name is known', 'np.add(train, X)', 'add: cannot broadcast [3, m_train] with [3, 5]: sizes m_train and 5 clash'],
  ],
  'reshaping and joining': [
    ['an image flattened to the wrong size', 'image.reshape([12287, 1])', "reshape: [64, 64, 3] to [12287, 1]: 12288 elements don't fill 12287"],
    ['more columns than divide the elements', 'X.reshape([4, -1])', "reshape: [3, 5] to [4, -1]: 15 elements don't divide into groups of 4"],
    ['patches that do not divide an image', 'np.reshape(image, [-1, 5, 5, 3])', "reshape: [64, 64, 3] to [-1, 5, 5, 3]: 12288 elements don't divide into groups of 75"],
    ['a channel forgotten', 'np.reshape(image, [4096, 1])', "reshape: [64, 64, 3] to [4096, 1]: 12288 elements don't fill 4096"],
    ['joining examples along features', 'np.concatenate([X, np.zeros([2, 4])])', 'concatenate: [3, 5] and [2, 4]: sizes 5 and 4 differ on axis 1'],
    ['joining features along examples', 'np.concatenate([X, np.zeros([2, 5])], { axis: 1 })', 'concatenate: [3, 5] and [2, 5]: sizes 3 and 2 differ on axis 0'],
    ['joining a vector to a matrix', 'np.concatenate([X, labels])', 'concatenate: ranks of [3, 5] and [5] differ'],
    ['stacking different shapes', 'np.stack([X, Y])', 'stack: [3, 5] and [1, 5]: sizes 3 and 1 differ on axis 0'],
    ['stretching to a smaller shape', 'np.broadcastTo(X, [3, 4])', 'broadcastTo: cannot broadcast [3, 5] with [3, 4]: sizes 5 and 4 clash'],
  ],
  'what the run time would find only later': [
    ['values that do not fit where they go', 'np.assign(X, np.zeros([4, 5]))', 'assign: cannot broadcast [3, 5] with [4, 5]: sizes 3 and 4 clash'],
    ['expecting what cannot be', 'np.expectShape(X, [4, 5])', 'expectShape: [3, 5] and [4, 5] must be the same shape: sizes 3 and 4 differ'],
    ['the item of many', 'X.item()', 'item: [3, 5] has not exactly one element'],
    ['squeezing an axis that is not 1', 'np.squeeze(X, { axis: 0 })', 'squeeze: axis 0 of [3, 5] has size 3, not 1'],
    ['an axis named twice', 'np.sum(batch, { axis: [0, -3] })', 'sum: axis -3 of [8, 4, 3] is named twice'],
    ['an axis transposed twice', 'np.transpose(X, [0, 0])', 'transpose: axes must list each axis of [3, 5] once'],
    ['two sizes left open', 'X.reshape([-1, -1])', 'reshape: [3, 5] to [-1, -1]: only one size may be -1'],
  ],
  'slices and conditions': [
    ['one past the last row', 'X.slice(3)', 'slice: index 3 is out of range for size 3 of [3, 5]'],
    ['too far from the end', 'X.slice(-4)', 'slice: index -4 is out of range for size 3 of [3, 5]'],
    ["a slice as Python writes it", "X.slice('::2')", "slice: an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is '::2'"],
    ['taking one past the last column', 'np.take(X, [0, 5], { axis: 1 })', 'take: index 5 is out of range for axis 1 of [3, 5] (size 5)'],
    ['taking before the first row', 'np.take(X, [-4], { axis: 0 })', 'take: index -4 is out of range for axis 0 of [3, 5] (size 3)'],
    ['taking rows without an axis', 'np.take(labels, [4, 5, 6])', 'take: index 5 is out of range for axis 0 of [5] (size 5)'],
    ['taking along an axis that is not there', 'np.take(X, [0], { axis: 2 })', 'take: axis 2 is out of range for [3, 5] (rank 2)'],
    ['choosing features by a mask of examples', 'np.compress(np.greater(labels, 0), X, { axis: 0 })', "compress: the mask has shape [5] but must have shape [3], as long as a's axis 0"],
    ['a mask that is too short', 'np.compress([true, false], X, { axis: -1 })', "compress: the mask has shape [2] but must have shape [5], as long as a's axis 1"],
    ['a mask that forgot its axis', 'np.compress(np.greater(labels, 0), X)', "compress: the mask has shape [5] but must have shape [3, 5], a's own; give an axis to choose rows or columns"],
    ['a mask of other examples', 'np.compress(np.greater(test, 0), train)', "compress: the mask has shape [3, m_test] but must have shape [3, m_train], a's own; give an axis to choose rows or columns"],
    ['values as a mask', 'np.compress(X, X)', 'compress: the mask must be bool, but is float64; compare first: greater(mask, 0)'],
    ['one item too many', 'np.slice(labels, 0, 0)', 'slice: too many items for [5] (rank 1)'],
    ['a condition of another shape', 'np.where(np.greater(X, 0), Y, A1)', 'where: cannot broadcast [3, 5] with [4, 5]: sizes 3 and 4 clash'],
    ['branches that do not fit', 'np.where(np.greater(X, 0), X, A1)', 'where: cannot broadcast [3, 5] with [4, 5]: sizes 3 and 4 clash'],
    ['comparing predictions with other labels', 'np.equal(A2, np.zeros([1, 4]))', 'equal: cannot broadcast [2, 5] with [1, 4]: sizes 5 and 4 clash'],
    ['an asserted shape that cannot be', 'np.assertShape(X, [5, 3]);', 'assertShape: [3, 5] and [5, 3] must be the same shape: sizes 3 and 5 differ'],
  ],
}; // prettier-ignore

const all = Object.values(mistakes).flat();

it('is a corpus of at least 40', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
});

describe.each(Object.entries(mistakes))('%s', (_, cases) => {
  it.each(cases)('%s', (_mistake, code, message) => {
    const errors = compileErrors(`${given}${code};`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`"${message}"`);
  });
});

it('what was given compiles', () => {
  expect(compileErrors(`${given}np.add(np.matmul(W1, X), b1);`)).toEqual([]);
});
