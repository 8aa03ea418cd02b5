import { compileErrors } from '@keepdims/tooling-testing';
import { expect, test } from 'vitest';

test.each([
  ['np.zeros([1, 5])', 'np.zeros([1, 4])', 'loss: [1, 5] and [1, 4] must be the same shape: sizes 5 and 4 differ'],
  [
    'np.zeros([1, 5])',
    'np.zeros([5])',
    'loss: [1, 5] and [5] must both be [outputs, m], one example a column: make a vector a row with asRow(x)',
  ],
])('predictions %s and targets %s do not compile, and say why in one line', (predictions, targets, message) => {
  const errors = compileErrors(`
    import * as np from '@keepdims/ndarray';
    import { meanSquaredError } from './index.js';
    meanSquaredError(${predictions}, ${targets});
  `);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(`"${message}"`);
});

test('one-hot columns where class indices are asked for do not compile, and say why in one line', () => {
  const errors = compileErrors(`
    import * as np from '@keepdims/ndarray';
    import { sparseCategoricalCrossEntropy } from './index.js';
    sparseCategoricalCrossEntropy(np.zeros([3, 5]), np.zeros([3, 5]));
  `);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(
    '"loss: predictions are [classes, m] and class indices [1, m], one a column, but they are [3, 5] and [3, 5]"',
  );
});
