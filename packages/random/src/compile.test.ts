import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';

const setup = `import * as np from '@keepdims/ndarray'; import { defaultRng, randomState } from './index.js'; const rs = randomState(0); const rng = defaultRng(0);`;

describe('what the compiler says', () => {
  it.each([
    [
      'rs.choice(np.zeros([2, 3]), 4);',
      `is not assignable to parameter of type '"choice: a must have rank 1, but has shape [2, 3]"'`,
    ],
    [
      'rng.choice(np.zeros([2, 3]), 4);',
      `is not assignable to parameter of type '"choice: a must have rank 1, but has shape [2, 3]"'`,
    ],
    ['rs.shuffle(np.zeros([]));', `is not assignable to parameter of type '"shuffle: an array of rank 0 has no rows"'`],
    [
      'rs.permutation(np.zeros([]));',
      `is not assignable to parameter of type '"permutation: an array of rank 0 has no rows"'`,
    ],
  ])('%s', (source, message) => {
    expect(compileErrors(`${setup} ${source}`).join('\n')).toContain(message);
  });

  it('nothing about good calls', () => {
    expect(
      compileErrors(`${setup} rs.choice(np.zeros([3]), 4); rs.shuffle(np.zeros([3])); rs.shuffle(['a']);
        const a: np.NDArray = np.zeros([3]); rs.shuffle(a); rs.choice(a, 2); rs.permutation(a); rng.shuffle(a);
        rng.choice(a, 2); rng.integers(0, 5, 3, { endpoint: true });`),
    ).toEqual([]);
  });
});
