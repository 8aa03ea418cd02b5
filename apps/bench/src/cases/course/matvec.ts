// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

/** §2.12: a square matrix times a vector: two loops, one loop over rows with a dot product in it, none. */
export const matvec: Family = {
  group: 'course',
  name: 'matvec',
  title: 'square matrix times a vector',
  section: '§2.12',
  rows: 'rows',
  sizes: [16, 64, 256, 1024, 4096, 10_000],
  quickSizes: [16, 256, 1024],
  largestSize: 16_384,
  onlyOnRequest: (n, dtype) => n === 10_000 && dtype === 'float64', // 800 MB
  dtypes: ['float64'],
  at: (family, n, dtype): BenchCase[] => [
    {
      name: caseName(family, String(n), dtype),
      family,
      label: n.toLocaleString('en'),
      size: n,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'no loop',
      work: { flops: 2 * n * n, bytes: (n * n + 2 * n) * bytesOf(dtype) },
      job: { kind: 'matmul', dtype, m: n, k: n, n: 1 },
      create() {
        const typedW = numbers(dtype, n * n, 1, -1, 1);
        const typedX = numbers(dtype, n, 2, -1, 1);
        const W = arrayOf(typedW, [n, n]);
        const x = arrayOf(typedX, [n, 1]);
        const flatX = np.ravel(x);
        const rows = Array.from({ length: n }, (_, i) => np.ravel(np.slice(W, [i, i + 1])));
        return [
          { name: 'two loops', kind: 'loops', run: () => ({ z: twoLoops(typedW, typedX, n) }) },
          {
            name: 'one loop of np.dot',
            run: () => {
              const z = new Float64Array(n);
              for (let i = 0; i < n; i++) z[i] = np.dot(rows[i] as typeof flatX, flatX);
              return { z };
            },
          },
          { name: 'no loop', run: () => ({ z: np.matmul(W, x) }) },
        ];
      },
    },
  ],
};

function twoLoops(W: Float32Array | Float64Array, x: Float32Array | Float64Array, n: number): Float64Array {
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (W[i * n + j] as number) * (x[j] as number);
    z[i] = sum;
  }
  return z;
}
