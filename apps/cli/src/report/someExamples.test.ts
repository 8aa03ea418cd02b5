import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import type { Examples } from '../model/prepare.js';
import { someExamples } from './someExamples.js';

const m = 7;
const inMemory: Examples = {
  rows: Int32Array.from({ length: m }, (_, j) => 10 + j),
  X: np.array([Array.from({ length: m }, (_, j) => j), Array.from({ length: m }, (_, j) => 100 + j)]),
  Y: np.array([Array.from({ length: m }, (_, j) => -j)]),
};

/** The same examples, which must not be read all at once. */
const streamed: Examples = {
  rows: inMemory.rows,
  get X(): Examples['X'] {
    throw new Error('all of X was read');
  },
  get Y(): Examples['Y'] {
    throw new Error('all of Y was read');
  },
  source: {
    examples: m,
    inputs: 2,
    outputs: 1,
    sums: { X: '', Y: '' },
    read: (rows, X, Y) =>
      rows.forEach((row, i) => {
        X.set([row, 100 + row], 2 * i);
        Y[i] = -row;
      }),
  },
};

test.each([['in memory', inMemory], ['on the disk', streamed]] as const)('some examples %s', (_, examples) => {
  const numbers = ({ X, Y }: { readonly X: NDArray; readonly Y: NDArray }) => [X.toArray(), Y.toArray()];
  const some = someExamples(examples, 3);
  expect(some.places).toEqual([0, 3, 6]);
  expect(numbers(some)).toEqual([[[0, 3, 6], [100, 103, 106]], [[-0, -3, -6]]]); // prettier-ignore
  expect(numbers(someExamples(examples, 100))).toEqual(numbers(inMemory));
}); // prettier-ignore
