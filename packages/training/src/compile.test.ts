import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';

const setup = `
  import { softmax } from '@keepdims/activations';
  import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
  import { dense, logisticRegression, network } from '@keepdims/models';
  import * as np from '@keepdims/ndarray';
  import { adam } from '@keepdims/optimizers';
  import { randomState } from '@keepdims/random';
  import { accuracy, fit, train } from './index.js';
  const net = logisticRegression(3);
  const common = { loss: binaryCrossEntropy, optimizer: adam(), epochs: 2 } as const;
  const classes = network(3, dense(4, softmax));
  const X = np.zeros([3, 5]); const Y = np.zeros([1, 5]);
`;

describe('what the compiler says', () => {
  it.each([
    ['fit(net, { ...common, X: np.zeros([4, 5]), Y });', 'fit: X [4, 5] has 4 rows, but 3 inputs are expected'],
    ['fit(net, { ...common, X, Y: np.zeros([1, 6]) });', 'fit: Y is [1, 6], but the output is [1, 5]'],
    [
      'fit(net, { ...common, X, Y: np.zeros([5]) });',
      'fit: Y [5] must be [outputs, m], one example a column: make a vector a row with asRow(Y)',
    ],
    ['train(net, { ...common, X, Y: np.zeros([5, 1]) });', 'fit: Y is [5, 1], but the output is [1, 5]'],
    [
      'fit(net, { ...common, X, Y, validation: { X: np.zeros([3, 2]), Y: np.zeros([1, 3]) } });',
      'fit: validation.Y is [1, 3], but the output is [1, 2]',
    ],
    [
      'fit(net, { ...common, X, Y, initialParams: logisticRegression(4).initialize(randomState(1)) });',
      'fit: layer 1: W is [1, 4], but must be [1, 3]',
    ],
    [
      'fit(classes, { ...common, loss: sparseCategoricalCrossEntropy, X, Y: np.zeros([4, 5]) });',
      'fit: Y is [4, 5], but class indices are [1, 5]',
    ],
    [
      'fit(classes, { ...common, loss: categoricalCrossEntropy, X, Y });',
      'fit: Y is [1, 5], but the output is [4, 5]: of class numbers oneHot(Y, { classes: 4 }) makes columns, or take sparseCategoricalCrossEntropy',
    ],
    [
      'fit(classes, { ...common, loss: categoricalCrossEntropy, X, Y: np.zeros([4, 5]), validation: { X, Y } });',
      'fit: validation.Y is [1, 5], but the output is [4, 5]: of class numbers oneHot(validation.Y, { classes: 4 }) makes columns, or take sparseCategoricalCrossEntropy',
    ],
    [
      'accuracy(np.zeros([1, 5], { dtype: "int32" }), np.zeros([3, 6]));',
      'metric: targets is [3, 6], but the output is [?, 5]',
    ],
    ['accuracy(Y, np.zeros([1, 6]));', 'metric: targets is [1, 6], but the output is [1, 5]'],
  ])('%s', (source, message) => {
    const errors = compileErrors(setup + source);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/is not assignable to (parameter of )?type '/);
    expect(errors[0]).toContain(`type '"${message}"'`);
  });

  it('nothing about good calls', () => {
    expect(
      compileErrors(`${setup} fit(net, { ...common, X, Y, metrics: [accuracy], batchSize: 2, seed: 1 });`),
    ).toEqual([]);
  });
});
