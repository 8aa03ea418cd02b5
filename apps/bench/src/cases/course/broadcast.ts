// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

/** §2.15: the table of calories, grown: each number as a percentage of its column's sum, with loops and by broadcasting. */
export const broadcast: Family = {
  group: 'course',
  name: 'percentages',
  title: 'percentages of the column sums of an n x n table, by broadcasting',
  section: '§2.15',
  rows: 'n',
  sizes: [4, 16, 64, 256, 1024],
  quickSizes: [4, 64, 256],
  largestSize: 8192,
  dtypes: ['float64'],
  at: (family, n, dtype): BenchCase[] => [
    {
      name: caseName(family, String(n), dtype),
      family,
      label: n.toLocaleString('en'),
      size: n,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'broadcasting',
      // Three operations, each reading the table, two of them writing one.
      work: { flops: 3 * n * n, bytes: 5 * n * n * bytesOf(dtype) },
      create() {
        const typed = numbers(dtype, n * n, 1, 1, 100);
        const table = arrayOf(typed, [n, n]);
        return [
          { name: 'two loops', kind: 'loops', run: () => ({ percentages: percentages(typed, n) }) },
          {
            name: 'broadcasting',
            run: () => {
              const total = np.sum(table, { axis: 0, keepDims: true }); // (1, n)
              return { percentages: np.multiply(np.divide(table, total), 100) };
            },
          },
        ];
      },
    },
  ],
};

function percentages(table: Float32Array | Float64Array, n: number): Float32Array | Float64Array {
  const totals = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) totals[j] = (totals[j] as number) + (table[i * n + j] as number);
  }
  const result = table instanceof Float32Array ? new Float32Array(n * n) : new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) result[i * n + j] = ((table[i * n + j] as number) / (totals[j] as number)) * 100;
  }
  return result;
}
