import { compileErrors } from '@keepdims/tooling-testing';
import { expect, test } from 'vitest';

test('a gradient of another shape does not compile, and says why in one line', () => {
  const errors = compileErrors(`
    import * as np from '@keepdims/ndarray';
    import { relu } from './index.js';
    const Z = np.zeros([3, 5]);
    relu.vjp(Z, relu(Z), np.zeros([5, 3]));
  `);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('"vjp(Z, A, dA): [3, 5] and [5, 3] must be the same shape: sizes 3 and 5 differ"');
});
