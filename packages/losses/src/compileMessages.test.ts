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
