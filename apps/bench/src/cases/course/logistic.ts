// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import type { NDArray } from '@keepdims/ndarray';
import type { Answer } from '../../answers.js';
import { arrayOf, numberAt, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { caseName, toleranceOf } from '../benchCase.js';

/** The course's number of images (§2.1). */
const examples = 209;

/**
 * §2.10, 2.12, 2.14: the cost J and the gradients dw (n_x, 1) and db of logistic regression on m examples, with two loops, with one,
 * and with none. X is (n_x, m), one example a column, row-major as everywhere in the library.
 *
 * The course's two loops run down a column, which jumps through memory; the variant 'two by rows' has the same loops the other way round,
 * so that the table tells what vectorising gains from what the order of memory gains.
 */
export const logistic: Family = {
  group: 'course',
  name: 'logistic',
  title: `cost and gradients of logistic regression on ${examples} examples`,
  section: '§2.10, 2.12, 2.14',
  rows: 'features',
  sizes: [2, 4, 8, 16, 64, 256, 1024, 12_288], // the last: an image of 64 x 64 in colour
  quickSizes: [2, 8, 64, 1024],
  largestSize: 200_000,
  dtypes: ['float64'],
  at: (family, features, dtype): BenchCase[] => [
    {
      name: caseName(family, String(features), dtype),
      family,
      label: features.toLocaleString('en'),
      size: features,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'no loop',
      work: { flops: 4 * features * examples },
      create() {
        const x = numbers(dtype, features * examples, 1, 0, 1);
        const typedW = numbers(dtype, features, 2, -0.01, 0.01);
        const y = Float64Array.from({ length: examples }, (_, i) => (numberAt(i, 3) < 0.5 ? 0 : 1));
        const b = 0.1;
        const X = arrayOf(x, [features, examples]);
        const w = arrayOf(typedW, [features, 1]);
        const Y = np.astype(arrayOf(y, [1, examples]), dtype);
        const problem = { features, examples, x, y, w: typedW, b };
        return [
          { name: 'two loops', kind: 'loops', run: () => twoLoops(problem) },
          { name: 'two by rows', kind: 'loops', run: () => twoLoopsInMemoryOrder(problem) },
          {
            name: 'one loop',
            run: () => {
              let J = 0;
              let dw: NDArray = np.zeros([features, 1], { dtype });
              let db = 0;
              for (let i = 0; i < examples; i++) {
                const column = np.slice(X, ':', [i, i + 1]); // (n_x, 1)
                const a = sigmoidOf(np.matmul(np.transpose(w), column).item() + b);
                J += lossOf(a, y[i] as number);
                const dz = a - (y[i] as number);
                dw = np.add(dw, np.multiply(column, dz));
                db += dz;
              }
              return { J: J / examples, dw: np.divide(dw, examples), db: db / examples };
            },
          },
          {
            name: 'no loop',
            run: () => {
              const A = sigmoid(np.add(np.matmul(np.transpose(w), X), b)); // (1, m)
              const dZ = np.subtract(A, Y);
              const dw = np.divide(np.matmul(X, np.transpose(dZ)), examples); // (n_x, 1)
              return { J: binaryCrossEntropy(A, Y), dw, db: np.sum(dZ) / examples };
            },
          },
        ];
      },
    },
  ],
};

interface Problem {
  readonly features: number;
  readonly examples: number;
  readonly x: Float32Array | Float64Array;
  readonly y: Float64Array;
  readonly w: Float32Array | Float64Array;
  readonly b: number;
}

function twoLoops({ features: n, examples: m, x, y, w, b }: Problem): Answer {
  let J = 0;
  const dw = new Float64Array(n);
  let db = 0;
  for (let i = 0; i < m; i++) {
    let z = b;
    for (let j = 0; j < n; j++) z += (w[j] as number) * (x[j * m + i] as number);
    const a = sigmoidOf(z);
    J += lossOf(a, y[i] as number);
    const dz = a - (y[i] as number);
    for (let j = 0; j < n; j++) dw[j] = (dw[j] as number) + (x[j * m + i] as number) * dz;
    db += dz;
  }
  for (let j = 0; j < n; j++) dw[j] = (dw[j] as number) / m;
  return { J: J / m, dw, db: db / m };
}

function twoLoopsInMemoryOrder({ features: n, examples: m, x, y, w, b }: Problem): Answer {
  const z = new Float64Array(m).fill(b);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) z[i] = (z[i] as number) + (w[j] as number) * (x[j * m + i] as number);
  }
  let J = 0;
  let db = 0;
  const dz = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const a = sigmoidOf(z[i] as number);
    J += lossOf(a, y[i] as number);
    dz[i] = a - (y[i] as number);
    db += dz[i] as number;
  }
  const dw = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += (x[j * m + i] as number) * (dz[i] as number);
    dw[j] = sum / m;
  }
  return { J: J / m, dw, db: db / m };
}

function sigmoidOf(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function lossOf(a: number, y: number): number {
  return -(y * Math.log(a) + (1 - y) * Math.log(1 - a));
}
