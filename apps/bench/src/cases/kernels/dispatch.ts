import { sigmoid } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Answer } from '../../answers.js';
import { numbersArray } from '../../data.js';
import type { FloatDType, Job } from '../../job.js';
import type { BenchCase, Family } from '../benchCase.js';
import { caseName, toleranceOf } from '../benchCase.js';

interface Call {
  readonly name: string;
  readonly job?: (dtype: FloatDType) => Job;
  readonly create: (column: NDArray, other: NDArray, out: NDArray) => () => Answer;
}

const calls: readonly Call[] = [
  {
    name: 'np.add of two [4, 1]',
    job: (dtype) => ({ kind: 'binary', dtype, name: 'add', a: [4, 1], b: [4, 1], out: false }),
    create: (a, b) => () => ({ y: np.add(a, b) }),
  },
  {
    name: 'np.add of two [4, 1], out',
    job: (dtype) => ({ kind: 'binary', dtype, name: 'add', a: [4, 1], b: [4, 1], out: true }),
    create: (a, b, out) => () => ({ y: np.add(a, b, { out }) }),
  },
  { name: 'np.multiply of a [4, 1] and 2', create: (a) => () => ({ y: np.multiply(a, 2) }) },
  { name: 'np.exp of a [4, 1]', create: (a) => () => ({ y: np.exp(a) }) },
  { name: 'sigmoid of a [4, 1]', create: (a) => () => ({ y: sigmoid(a) }) },
  { name: 'np.sum of a [4, 1]', create: (a) => () => ({ y: np.sum(a) }) },
  {
    name: 'np.matmul of [4, 1] and [1, 4]',
    job: (dtype) => ({ kind: 'matmul', dtype, m: 4, k: 1, n: 4 }),
    create: (a, b) => {
      const row: NDArray = np.transpose(np.copy(b));
      return () => ({ y: np.matmul(a, row) });
    },
  },
  { name: 'np.transpose of a [4, 1]', create: (a) => () => ({ y: np.transpose(a) }) },
];

/** What a call costs when there is next to nothing to compute. */
export const dispatch: Family = {
  group: 'kernels',
  name: 'call',
  title: 'a call on tiny arrays',
  rows: 'call',
  sizes: [],
  at: (family, _, dtype): BenchCase[] =>
    calls.map(({ name, job, create }) => ({
      name: caseName(
        family,
        name
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replace(/-$/, ''),
        dtype,
      ),
      family,
      label: name,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'np',
      ...(job === undefined ? {} : { job: job(dtype) }),
      create: () => {
        const column = numbersArray(dtype, [4, 1], 1, -1, 1);
        const other = numbersArray(dtype, [4, 1], 2, -1, 1);
        return [{ name: 'np', run: create(column, other, np.zeros([4, 1], { dtype })) }];
      },
    })),
};
