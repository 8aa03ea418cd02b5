import { compileErrors } from '@keepdims/tooling-testing';
import { expect, test } from 'vitest';

test('a gradient of another shape does not compile, and says why in one line', () => {
  const errors = compileErrors(`
    import * as np from '@keepdims/ndarray';
    import { gradientDescent } from './index.js';
    const optimizer = gradientDescent();
    const params = { W: np.zeros([7, 20]) };
    optimizer.update(params, { W: np.zeros([20, 7]) }, optimizer.init(params));
  `);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(
    '"update(params, grads, state): [7, 20] and [20, 7] must be the same shape: sizes 7 and 20 differ"',
  );
});
