// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

/** §2.11: the dot product of two vectors, with a loop and without. */
export const dot: Family = {
  group: 'course',
  name: 'dot',
  title: 'dot product of two vectors, by loops over plain and typed arrays and by the library',
  section: '§2.11',
  rows: 'elements',
  sizes: [10, 100, 1000, 10_000, 100_000, 1_000_000],
  quickSizes: [10, 1000, 1_000_000],
  largestSize: 1e8,
  dtypes: ['float64'],
  at: (family, n, dtype): BenchCase[] => [
    {
      name: caseName(family, String(n), dtype),
      family,
      label: n.toLocaleString('en'),
      size: n,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'np.dot',
      work: { flops: 2 * n, bytes: 2 * n * bytesOf(dtype) },
      job: { kind: 'dot', dtype, n },
      create() {
        const typedA = numbers(dtype, n, 1, 0, 1);
        const typedB = numbers(dtype, n, 2, 0, 1);
        const listA = Array.from(typedA);
        const listB = Array.from(typedB);
        const a = arrayOf(typedA, [n]);
        const b = arrayOf(typedB, [n]);
        return [
          { name: 'loop, plain', kind: 'loops', run: () => ({ c: dotOfLists(listA, listB) }) },
          { name: 'loop, typed', kind: 'loops', run: () => ({ c: dotOfTyped(typedA, typedB) }) },
          { name: 'np.dot', run: () => ({ c: np.dot(a, b) }) },
        ];
      },
    },
  ],
};

// The same text twice: one function called with both kinds of array would be slow for both.
function dotOfTyped(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let c = 0;
  for (let i = 0; i < a.length; i++) c += (a[i] as number) * (b[i] as number);
  return c;
}

function dotOfLists(a: readonly number[], b: readonly number[]): number {
  let c = 0;
  for (let i = 0; i < a.length; i++) c += (a[i] as number) * (b[i] as number);
  return c;
}
