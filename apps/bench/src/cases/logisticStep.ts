// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import { randomState } from '@keepdims/random';
import type { Answer } from '../answers.js';
import type { BenchCase } from '../harness.js';

/**
 * §2.10, 2.12, 2.14: the cost J and the gradients dw (n_x, 1) and db of logistic regression on m examples, with two loops, with one,
 * and with none. X is (n_x, m), one example a column, row-major as everywhere in the library.
 *
 * The course's two loops run down a column, which jumps through memory; a fourth variant has the same two loops the other way round,
 * so that the table tells what vectorising gains from what the order of memory gains.
 */
export function logisticStep(features: number, examples: number): BenchCase {
  return {
    name: `logistic-${features}x${examples}`,
    title: `one step of logistic regression, ${features.toLocaleString('en')} features, ${examples} examples, float64`,
    section: '§2.10, 2.12, 2.14',
    tolerance: 1e-10,
    subject: 'no loop',
    create() {
      const random = randomState(1);
      const X = random.rand(features, examples);
      const w = np.multiply(random.randn(features, 1), 0.01);
      const Y = np.map(random.rand(1, examples), (u) => (u < 0.5 ? 0 : 1));
      const b = 0.1;
      const shape: [number, number] = [features, 1];
      const problem = {
        features,
        examples,
        x: Float64Array.from(np.ravel(X).toArray()),
        y: Float64Array.from(np.ravel(Y).toArray()),
        w: Float64Array.from(np.ravel(w).toArray()),
        b,
      };
      return [
        { name: 'two loops', run: () => twoLoops(problem) },
        { name: 'two loops in memory order', run: () => twoLoopsInMemoryOrder(problem) },
        {
          name: 'one loop',
          run: () => {
            let J = 0;
            let dw = np.zeros(shape);
            let db = 0;
            for (let i = 0; i < examples; i++) {
              const x = np.slice(X, ':', [i, i + 1]); // (n_x, 1)
              const a = sigmoidOf(np.matmul(np.transpose(w), x).item() + b);
              const y = Y.at(0, i);
              J += lossOf(a, y);
              const dz = a - y;
              dw = np.add(dw, np.multiply(x, dz));
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
  };
}

interface Problem {
  readonly features: number;
  readonly examples: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
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
