import * as np from '@keepdims/ndarray';
import { numbersArray } from '../../data.js';
import { onThreads } from '../../onThreads.js';
import type { BenchCase, Family, Variant } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

/** The same product on one thread and on two. */
export const gemmThreads: Family = {
  group: 'kernels',
  name: 'gemm-threads',
  title: 'product of two n x n matrices on one thread and on two',
  rows: 'n',
  sizes: [256, 512, 1024, 2048],
  quickSizes: [256],
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
      subject: 'one thread',
      work: { flops: 2 * n ** 3, bytes: 3 * n * n * bytesOf(dtype) },
      create() {
        const A = numbersArray(dtype, [n, n], 1, -1, 1);
        const B = numbersArray(dtype, [n, n], 2, -1, 1);
        const product: Variant = { name: 'product', run: () => ({ C: np.matmul(A, B) }) };
        return [...onThreads(product, 1, 'one thread'), ...onThreads(product, 2, 'two threads')];
      },
    },
  ],
};
