/**
 * In strict mode the bits are the same on every machine with SIMD, whatever the engine's version and the number of threads: the digests
 * below were seen on Node 20.20 and 24.21.
 */
import { createHash } from 'node:crypto';
import { sigmoid, softmax, tanh } from '@keepdims/activations';
import { categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fit } from './fit.js';

beforeAll(() => void np.configure({ strict: true }));
afterAll(() => void np.configure({ strict: false }));

/** What arrays hold, in sixteen digits. */
function digest(arrays: readonly NDArray[]): string {
  const hash = createHash('sha256');
  for (const a of arrays) {
    const { buffer, byteOffset, byteLength } = np.copy(a).data;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}

it.each([
  ['float32', '7ee83e62dd7f3ddc'],
  ['float64', 'c633c085dd59870c'],
] as const)('functions, products, sums and a training in %s', (dtype, expected) => {
  expect(np.backend().name).toBe('simd');
  const u: NDArray = np.linspace(-30, 30, 30_000, { dtype });
  const positive: NDArray = np.add<NDArray, number>(np.abs(u), 0.5);
  const A: NDArray<[number, number]> = np.reshape(u, [150, 200]);
  const results: NDArray[] = [
    ...[np.exp, np.expm1, np.tanh, np.square, np.floor, np.round].map((f) => f(u) as NDArray),
    ...[np.log, np.log1p, np.sqrt].map((f) => f(positive) as NDArray),
    sigmoid(u),
    softmax(A),
    np.matmul(A, A.T()),
    np.sum(A, { axis: 0 }),
    np.sum(A, { axis: 1 }),
  ];
  const X: NDArray<[number, number]> = np.reshape(np.tanh(np.slice(u, [0, 6000])), [6, 1000]);
  const rows = np.sum(X, { axis: 0, keepDims: true }) as NDArray<[1, number]>;
  const Y = np.concatenate([np.greater(rows, 0), np.lessEqual(rows, 0)]);
  const net = network(6, dense(16, tanh), dense(2, softmax));
  const initialParams = net.initialize(randomState(3), { dtype });
  const { params } = fit(net, {
    X: X as NDArray<[6, number]>,
    Y: Y.astype(dtype) as NDArray as NDArray<[2, number]>,
    initialParams,
    loss: categoricalCrossEntropy,
    optimizer: adam(),
    epochs: 20,
    batchSize: 64,
  });
  for (const { W, b } of params) results.push(W, b);
  expect(digest(results)).toBe(expected);
});
