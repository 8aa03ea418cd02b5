/** Gradients against PyTorch's, from scripts/golden.py. */
import { elu, gelu, leakyRelu, relu, selu, sigmoid, silu, softmax, softplus } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import golden from '../scripts/golden.json' with { type: 'json' };
import * as ag from './index.js';
import type { Node } from './index.js';

type N = Node;

/** The expressions of the script, with this package's functions. */
const cases: Record<keyof typeof golden.cases, (...inputs: [N, N, N, N]) => N> = {
  add: (A, C) => ag.add(A, C),
  subtract: (B, A) => ag.subtract(B, A),
  multiply: (A, B) => ag.multiply(A, B),
  divide: (A, P) => ag.divide(A, P),
  power: (P, A) => ag.power(P, A),
  'power of zero': (ties) => ag.power(ties, 2),
  maximum: (A, C) => ag.maximum(A, C),
  'minimum of equals': (ties) => ag.minimum(ties, np.zerosLike(ties.value)),
  clip: (A) => ag.clip(A, -0.5, 1.5),
  where: (A, C) => ag.where(np.greater(A.value, 0), A, C),
  abs: (ties) => ag.abs(ties),
  sqrt: (P) => ag.sqrt(P),
  reciprocal: (P) => ag.reciprocal(P),
  exp: (A) => ag.exp(A),
  expm1: (A) => ag.expm1(A),
  log: (P) => ag.log(P),
  log1p: (P) => ag.log1p(P),
  log2: (P) => ag.log2(P),
  sin: (A) => ag.sin(A),
  cos: (A) => ag.cos(A),
  tanh: (A) => ag.tanh(A),
  sum: (A) => ag.sum(A, { axis: 1, keepDims: true }),
  mean: (T) => ag.mean(T, { axis: [0, 2] }),
  prod: (A) => ag.prod(A, { axis: 0 }),
  'prod with zeros': (ties) => ag.prod(ties, { axis: 1 }),
  max: (A) => ag.max(A, { axis: 1 }),
  'max of equals': (ties) => ag.max(ties, { axis: 1 }),
  'min of all': (T) => ag.min(T),
  variance: (A) => ag.variance(A, { axis: 1 }),
  'variance, unbiased': (A) => ag.variance(A, { axis: 1, ddof: 1 }),
  std: (T) => ag.std(T, { axis: [0, 1] }),
  norm: (A) => ag.norm(A, { axis: 0 }),
  'norm of zero': (ties) => ag.norm(ag.multiply(ties, 0)),
  cumsum: (A) => ag.cumsum(A, { axis: 1 }),
  matmul: (A, M) => ag.matmul(A, M),
  'matmul, batched': (T, A) => ag.matmul(T, ag.slice(A, ':', [0, 2])),
  dot: (v, w) => ag.dot(v, w),
  'dot of matrix and vector': (A, v) => ag.dot(A, v),
  outer: (v, B) => ag.outer(v, B),
  trace: (A) => ag.trace(A as Node<[number, number]>),
  transpose: (T) => ag.transpose(T, [2, 0, 1]),
  broadcastTo: (C) => ag.broadcastTo(C, [4, 2, 3]),
  concatenate: (A, C) => ag.concatenate([A, C], { axis: 1 }),
  stack: (B, v) => ag.stack([ag.ravel(B), v], { axis: 1 }),
  tile: (C) => ag.tile(C, [2, 3]),
  repeat: (A) => ag.repeat(A, 2, { axis: 1 }),
  slice: (T) => ag.slice(T, ':', 1, [0, 1]),
  take: (A) => ag.take(A, [2, 0, 2], { axis: 1 }),
  sigmoid: (A) => ag.activate(sigmoid, A),
  relu: (ties) => ag.activate(relu, ties),
  leakyRelu: (ties) => ag.activate(leakyRelu, ties),
  elu: (A) => ag.activate(elu, A),
  selu: (A) => ag.activate(selu, A),
  softplus: (A) => ag.activate(softplus, A),
  gelu: (A) => ag.activate(gelu, A),
  silu: (A) => ag.activate(silu, A),
  softmax: (Z) => ag.activate(softmax, Z),
  'binaryCrossEntropy.fromLogits': (A) =>
    ag.cost(binaryCrossEntropy.fromLogits, A, np.greater(A.value, 0.6).astype(A.dtype)),
  'categoricalCrossEntropy.fromLogits': (Z) => ag.cost(categoricalCrossEntropy.fromLogits, Z, np.eye(3)),
  'a network': (M, C, A, P) => {
    const Z = ag.add(ag.matmul(M, A), ag.slice(C, [0, 1]));
    const output = ag.activate(sigmoid, ag.sum(ag.tanh(Z), { axis: 0, keepDims: true }));
    const J = ag.cost(binaryCrossEntropy, output, np.array([[1, 0, 1]]));
    return ag.add(J, ag.add(ag.multiply(0.05, ag.sum(ag.square(M))), ag.multiply(0.01, ag.sum(ag.log(P)))));
  },
};

function expectClose(got: NDArray, want: unknown, tolerance: number): void {
  const expected = np.array(want as number[]);
  expect(got.shape).toEqual(expected.shape);
  const largest = (a: NDArray): number => Math.max(0, ...np.contiguousData(a).map(Math.abs));
  const difference = np.subtract<NDArray, NDArray>(got, expected);
  expect(largest(difference)).toBeLessThanOrEqual(tolerance * Math.max(1, largest(expected)));
}

const inputs: Record<string, unknown> = golden.inputs;

test.each(Object.entries(golden.cases))('%s', (name, expected) => {
  const f = cases[name as keyof typeof cases];
  for (const [dtype, tolerance] of [
    ['float64', 1e-14],
    ['float32', 2e-6],
  ] as const) {
    const nodes: readonly Node[] = expected.inputs.map((input) =>
      ag.variable(np.array(inputs[input] as number[], { dtype })),
    );
    const y = f(...(nodes as [N, N, N, N]));
    const seed = np.reshape(np.add(np.arange(y.value.size), 1), y.shape).astype(dtype);
    if (dtype === 'float64') expectClose(y.value, expected.float64.value, tolerance);
    const derivatives = ag.backward(y, seed);
    const gradients = dtype === 'float64' ? expected.float64.gradients : expected.float32;
    nodes.forEach((node, i) => {
      expect(derivatives.of(node).dtype).toBe(dtype);
      expectClose(derivatives.of(node), gradients[i], tolerance);
    });
  }
});
