// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Answer } from '../../answers.js';
import { arrayOf, numbers } from '../../data.js';
import type { FloatDType, Job } from '../../job.js';
import type { BenchCase, Family, Variant } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

type Floats = Float32Array | Float64Array;
type ReduceJob = Extract<Job, { kind: 'reduce' }>;

const names = ['sum', 'mean', 'max', 'argmax', 'std'] as const;
const axes = [0, 1, null] as const;

/** Folds of an n x n matrix down its columns (axis 0), along its rows (axis 1), and of all of it. */
export const reductions: Family = {
  group: 'kernels',
  name: 'reduce',
  title: 'reductions of an n x n matrix',
  rows: 'reduction',
  sizes: [1000],
  quickSizes: [200],
  largestSize: 8192,
  at: (family, n, dtype): BenchCase[] =>
    names.flatMap((name) =>
      axes.map((axis): BenchCase => {
        const label = axis === null ? `${name} of all` : `${name} axis ${axis}`;
        return {
          name: caseName(family, `${label.replaceAll(' ', '-')}-${n}`, dtype),
          family,
          label,
          dtype,
          tolerance: toleranceOf(dtype),
          subject: 'np',
          work: { bytes: n * n * bytesOf(dtype) },
          job: { kind: 'reduce', dtype, name, rows: n, columns: n, axis },
          create: () => variants(name, axis, n, numbers(dtype, n * n, 1, 0, 1)),
        };
      }),
    ),
};

function variants(name: ReduceJob['name'], axis: ReduceJob['axis'], n: number, typed: Floats): Variant[] {
  const M = arrayOf(typed, [n, n]);
  const subject: Variant = { name: 'np', run: reduction(name, axis, M) };
  if (name !== 'sum' || axis === null) return [subject];
  const loop = axis === 0 ? sumDown : sumAcross;
  return [{ name: 'two loops', kind: 'loops', run: () => ({ y: loop(typed, n) }) }, subject];
}

function reduction(name: ReduceJob['name'], axis: ReduceJob['axis'], M: NDArray<number[], FloatDType>): () => Answer {
  const reduce = {
    sum: axis === null ? () => np.sum(M) : () => np.sum(M, { axis }),
    mean: axis === null ? () => np.mean(M) : () => np.mean(M, { axis }),
    max: axis === null ? () => np.max(M) : () => np.max(M, { axis }),
    argmax: axis === null ? () => np.argmax(M) : () => np.argmax(M, { axis }),
    std: axis === null ? () => np.std(M) : () => np.std(M, { axis }),
  }[name];
  return () => ({ y: reduce() });
}

function sumDown(x: Floats, n: number): Float64Array {
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) y[j] = (y[j] as number) + (x[i * n + j] as number);
  return y;
}

function sumAcross(x: Floats, n: number): Float64Array {
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += x[i * n + j] as number;
    y[i] = sum;
  }
  return y;
}
