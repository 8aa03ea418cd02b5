import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';

const setup = `
  import * as np from '@keepdims/ndarray';
  import { batches, trainTestSplit } from './index.js';
  const X = np.zeros([4, 150]); const labels = np.zeros([1, 150]);
`;

describe('what the compiler says', () => {
  it.each([
    [
      'trainTestSplit(X.T(), labels, { seed: 1 });',
      'trainTestSplit: examples are columns, but X [150, 4] has 4 and Y [1, 150] has 150',
    ],
    [
      'trainTestSplit(X, np.zeros([150]), { seed: 1 });',
      'trainTestSplit: examples are columns, but Y is [150]: make a vector a row with asRow(Y)',
    ],
    [
      'batches({ X, Y: labels.T() }, 32);',
      'batches: examples are columns, but X [4, 150] has 150 and Y [150, 1] has 1',
    ],
  ])('%s', (source, message) => {
    const errors = compileErrors(setup + source);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`type '"${message}"'`);
  });

  it('nothing about good calls', () => {
    expect(compileErrors(`${setup} trainTestSplit(X, labels, { seed: 1 }); batches({ X, Y: labels }, 32);`)).toEqual(
      [],
    );
  });
});
