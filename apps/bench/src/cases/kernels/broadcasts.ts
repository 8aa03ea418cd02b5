// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

type Floats = Float32Array | Float64Array;

/** Sums of an n x n matrix and something that is stretched to its shape, into a new array and into one that exists. */
export const broadcasts: Family = {
  group: 'kernels',
  name: 'add',
  title: 'sum of an n x n matrix and an operand that broadcasts',
  rows: 'operand',
  sizes: [1000],
  quickSizes: [200],
  largestSize: 8192,
  at: (family, n, dtype): BenchCase[] =>
    [
      { label: 'a matrix', shape: [n, n] },
      { label: 'a row', shape: [1, n] },
      { label: 'a column', shape: [n, 1] },
      { label: 'a number', shape: [] },
    ].flatMap(({ label, shape }) =>
      [false, true].map((out): BenchCase => ({
        name: caseName(family, `${label.split(' ')[1] ?? ''}${out ? '-out' : ''}-${n}`, dtype),
        family,
        label: out ? `${label}, out` : label,
        dtype,
        tolerance: toleranceOf(dtype),
        subject: 'np.add',
        work: { flops: n * n, bytes: (shape.length === 2 && shape[0] === shape[1] ? 3 : 2) * n * n * bytesOf(dtype) },
        job: { kind: 'binary', dtype, name: 'add', a: [n, n], b: shape, out },
        create() {
          const typedM = numbers(dtype, n * n, 1, -1, 1);
          const typedB = numbers(
            dtype,
            shape.reduce((product, size) => product * size, 1),
            2,
            -1,
            1,
          );
          const M = arrayOf(typedM, [n, n]);
          const b = shape.length === 0 ? 0.5 : arrayOf(typedB, shape);
          const target = np.zeros([n, n], { dtype });
          const typedTarget = typedM.slice();
          const [rowStep, columnStep] = [shape[0] === n ? (shape[1] ?? 0) : 0, shape[1] === n ? 1 : 0];
          const addend = shape.length === 0 ? typedM.slice(0, 1).fill(0.5) : typedB;
          return [
            {
              name: 'two loops',
              kind: 'loops',
              run: () => ({ C: add(typedM, addend, out ? typedTarget : typedM.slice(), n, rowStep, columnStep) }),
            },
            { name: 'np.add', run: () => ({ C: out ? np.add(M, b, { out: target }) : np.add(M, b) }) },
          ];
        },
      })),
    ),
};

function add(a: Floats, b: Floats, c: Floats, n: number, rowStep: number, columnStep: number): Floats {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      c[i * n + j] = (a[i * n + j] as number) + (b[i * rowStep + j * columnStep] as number);
    }
  }
  return c;
}
