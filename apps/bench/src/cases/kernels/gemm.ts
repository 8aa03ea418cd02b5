// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

type Floats = Float32Array | Float64Array;

/** The product of two square matrices, by loops in the best order for memory and by the library. */
export const gemm: Family = {
  group: 'kernels',
  name: 'gemm',
  title: 'product of two n x n matrices',
  rows: 'n',
  sizes: [16, 32, 64, 128, 256, 512, 1024, 2048],
  quickSizes: [16, 64, 256],
  largestSize: 8192,
  chart: 'gflops',
  at: (family, n, dtype): BenchCase[] => [
    {
      name: caseName(family, String(n), dtype),
      family,
      label: n.toLocaleString('en'),
      size: n,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'np.matmul',
      work: { flops: 2 * n ** 3, bytes: 3 * n * n * bytesOf(dtype) },
      job: { kind: 'matmul', dtype, m: n, k: n, n },
      create() {
        const typedA = numbers(dtype, n * n, 1, -1, 1);
        const typedB = numbers(dtype, n * n, 2, -1, 1);
        const A = arrayOf(typedA, [n, n]);
        const B = arrayOf(typedB, [n, n]);
        return [
          { name: 'three loops', kind: 'loops', run: () => ({ C: threeLoops(typedA, typedB, n) }) },
          { name: 'np.matmul', run: () => ({ C: np.matmul(A, B) }) },
        ];
      },
    },
  ],
};

function threeLoops(A: Floats, B: Floats, n: number): Floats {
  const C = A instanceof Float32Array ? new Float32Array(n * n) : new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const a = A[i * n + k] as number;
      for (let j = 0; j < n; j++) C[i * n + j] = (C[i * n + j] as number) + a * (B[k * n + j] as number);
    }
  }
  return C;
}

/** The same product with operands that are transposed views: no slower than with plain ones, if the library packs well. */
export const gemmTransposed: Family = {
  group: 'kernels',
  name: 'gemm-views',
  title: 'product of two n x n matrices that are plain or transposed views',
  rows: 'n',
  sizes: [64, 256, 512, 1024],
  quickSizes: [64, 256],
  largestSize: 8192,
  chart: 'gflops',
  at: (family, n, dtype): BenchCase[] => [
    {
      name: caseName(family, String(n), dtype),
      family,
      label: n.toLocaleString('en'),
      size: n,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'A @ B',
      work: { flops: 2 * n ** 3, bytes: 3 * n * n * bytesOf(dtype) },
      create() {
        const A = arrayOf(numbers(dtype, n * n, 1, -1, 1), [n, n]);
        const B = arrayOf(numbers(dtype, n * n, 2, -1, 1), [n, n]);
        // The transposed views of these are A and B.
        const At = np.transpose(np.copy(np.transpose(A)));
        const Bt = np.transpose(np.copy(np.transpose(B)));
        return [
          { name: 'A @ B', run: () => ({ C: np.matmul(A, B) }) },
          { name: 'A.T view @ B', run: () => ({ C: np.matmul(At, B) }) },
          { name: 'A @ B.T view', run: () => ({ C: np.matmul(A, Bt) }) },
          { name: 'A.T view @ B.T view', run: () => ({ C: np.matmul(At, Bt) }) },
        ];
      },
    },
  ],
};
