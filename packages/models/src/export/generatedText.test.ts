/** The generated programs as they read. */
import { relu, sigmoid, softmax } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import { expect, it } from 'vitest';
import { dense, network } from '../index.js';

const classifier = network(2, dense(3, relu, { batchNorm: true, dropout: 0.5 }), dense(2, softmax));
const params = [
  {
    W: np.array([[1, -0.5], [0.25, 2], [-3, 1e-7]]), // prettier-ignore
    b: np.array([[0], [0.1], [0]]),
    gamma: np.array([[1], [1], [0.5]]),
    runningMean: np.array([[0], [0], [2]]),
    runningVariance: np.array([[1], [1], [4]]),
  },
  { W: np.array([[1, 2, 3], [-1, -2, -3]]), b: np.array([[0.5], [-0.5]]) }, // prettier-ignore
];
const neuron = network(1, dense(1, sigmoid));
const fitted = [{ W: np.array([[0.1]], { dtype: 'float32' }), b: np.array([[-2]], { dtype: 'float32' }) }];

it('a TypeScript module', () => {
  expect(classifier.toTypeScript(params)).toBe(`/**
 * A neural network, written by keepdims: it needs no package.
 *
 * Layer 1: 3 relu units on 2 inputs, with batch normalisation.
 * Layer 2: 2 softmax units on 3 inputs.
 *
 * W[l] are the weights of layer l and b[l] its biases, at the end of the file. From a[0] = x each layer
 * computes z[l] = W[l] a[l-1] + b[l], and a[l], the activation of z[l].
 * With batch normalisation u[l] = W[l] a[l-1] is normalised by the mean and the variance that it had in
 * training, before gamma[l] scales it and b[l] shifts it.
 * x holds 2 numbers, as the network was trained on: prepare them the same way (scale, encode).
 */

/** The output a[2] of the network, 2 numbers, for one example x of 2 numbers. */
export function forward(x: readonly number[]): number[] {
  if (x.length !== 2) throw new RangeError(\`x must have 2 numbers, but has \${x.length}.\`);
  const u1 = product(W1, x); // u[1] = W[1] x: 3 numbers
  const z1 = normalize(u1, mean1, variance1, 0.00001, gamma1, b1);
  const a1 = z1.map(relu);
  const z2 = plus(product(W2, a1), b2); // z[2] = W[2] a[1] + b[2]: 2 numbers
  return softmax(z2);
}

/** The class of one example x, counted from 0: the most probable one, the first of equals. */
export function predict(x: readonly number[]): number {
  const a = forward(x);
  if (a.some((p) => Number.isNaN(p))) throw new RangeError('A probability is NaN: look for NaN in x.');
  return a.indexOf(a.reduce((p, q) => Math.max(p, q)));
}

/** W a: every row of W times a. */
function product(W: readonly (readonly number[])[], a: readonly number[]): number[] {
  return W.map((row) => row.reduce((sum, w, j) => sum + w * (a[j] ?? NaN), 0));
}

/** u + b, number by number. */
function plus(u: readonly number[], b: readonly number[]): number[] {
  return u.map((value, i) => value + (b[i] ?? NaN));
}

/** gamma (u - mean) / √(variance + epsilon) + b, number by number. */
function normalize(
  u: readonly number[],
  mean: readonly number[],
  variance: readonly number[],
  epsilon: number,
  gamma: readonly number[],
  b: readonly number[],
): number[] {
  return u.map((value, i) => {
    const normalized = (value - (mean[i] ?? NaN)) / Math.sqrt((variance[i] ?? NaN) + epsilon);
    return (gamma[i] ?? NaN) * normalized + (b[i] ?? NaN);
  });
}

/** Negative numbers become 0. */
function relu(z: number): number {
  return Math.max(0, z);
}

/** e^z over their sum: the largest is subtracted first, so that nothing overflows. */
function softmax(z: readonly number[]): number[] {
  const largest = z.reduce((a, b) => Math.max(a, b));
  const e = z.map((score) => Math.exp(score - largest));
  const total = e.reduce((a, b) => a + b);
  return e.map((part) => part / total);
}

// Layer 1: 3 relu units on 2 inputs, with batch normalisation.
const W1: readonly (readonly number[])[] = [
  [1, -0.5],
  [0.25, 2],
  [-3, 1e-7],
];
const gamma1: readonly number[] = [1, 1, 0.5];
const mean1: readonly number[] = [0, 0, 2];
const variance1: readonly number[] = [1, 1, 4];
const b1: readonly number[] = [0, 0.1, 0];

// Layer 2: 2 softmax units on 3 inputs.
const W2: readonly (readonly number[])[] = [
  [1, 2, 3],
  [-1, -2, -3],
];
const b2: readonly number[] = [0.5, -0.5];
`);
});

it('a NumPy script', () => {
  expect(classifier.toNumPy(params)).toBe(`"""A neural network, written by keepdims: it needs NumPy alone.

Layer 1: 3 relu units on 2 inputs, with batch normalisation.
Layer 2: 2 softmax units on 3 inputs.

W[l] are the weights of layer l and b[l] its biases, a column, at the end of the file. From A[0] = X each
layer computes Z[l] = W[l] A[l-1] + b[l], and A[l], the activation of Z[l].
With batch normalisation U[l] = W[l] A[l-1] is normalised by the mean and the variance that it had in
training, before gamma[l] scales it and b[l] shifts it.
X has shape (2, m): each column is an example, as the network was trained on. Prepare new ones the same
way (scale, encode).
"""

import numpy as np


def forward(X):
    """The output A[2] of the network, shape (2, m), for examples X, shape (2, m)."""
    if X.ndim != 2 or X.shape[0] != 2:
        raise ValueError(f"X must have shape (2, m), one example a column, but has shape {X.shape}.")
    U1 = W1 @ X  # (3, m)
    normalized1 = (U1 - mean1) / np.sqrt(variance1 + 0.00001)
    Z1 = gamma1 * normalized1 + b1
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2  # (2, m)
    return softmax(Z2)


def predict(X):
    """The class of each example, counted from 0, shape (1, m): the most probable one, the first of equals."""
    A = forward(X)
    if np.isnan(A).any():
        raise ValueError("A probability is NaN: look for NaN in X.")
    return A.argmax(axis=0).reshape(1, -1).astype(np.int32)


def relu(Z):
    """Negative numbers become 0."""
    return np.maximum(0, Z)


def softmax(Z):
    """e^Z over its sum down each column: the largest is subtracted first, so that nothing overflows."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


# Layer 1: 3 relu units on 2 inputs, with batch normalisation.
W1 = np.array([
    [1.0, -0.5],
    [0.25, 2.0],
    [-3.0, 1e-7],
], dtype=np.float64)
gamma1 = np.array([1.0, 1.0, 0.5], dtype=np.float64).reshape(-1, 1)
mean1 = np.array([0.0, 0.0, 2.0], dtype=np.float64).reshape(-1, 1)
variance1 = np.array([1.0, 1.0, 4.0], dtype=np.float64).reshape(-1, 1)
b1 = np.array([0.0, 0.1, 0.0], dtype=np.float64).reshape(-1, 1)

# Layer 2: 2 softmax units on 3 inputs.
W2 = np.array([
    [1.0, 2.0, 3.0],
    [-1.0, -2.0, -3.0],
], dtype=np.float64)
b2 = np.array([0.5, -0.5], dtype=np.float64).reshape(-1, 1)
`);
});

it('float32 parameters: exactly in float64, and with the fewest digits in NumPy', () => {
  const module = neuron.toTypeScript(fitted);
  expect(module).toContain(' * The parameters are float32 numbers, written exactly; the module computes in float64.\n');
  expect(module).toContain('  [0.10000000149011612],\n');
  expect(module).toContain(`/** The class of one example x: 1 where the probability is above 0.5, else 0. */
export function predict(x: readonly number[]): number {
  const a = forward(x);
  if (a.some((p) => Number.isNaN(p))) throw new RangeError('A probability is NaN: look for NaN in x.');
  return (a[0] ?? NaN) > 0.5 ? 1 : 0;
}`);
  const labels = network(1, dense(2, sigmoid));
  expect(labels.toTypeScript([{ W: np.ones([2, 1]), b: np.zeros([2, 1]) }]))
    .toContain(`/** The classes of one example x, one an output: 1 where the probability is above 0.5, else 0. */
export function predict(x: readonly number[]): number[] {
  const a = forward(x);
  if (a.some((p) => Number.isNaN(p))) throw new RangeError('A probability is NaN: look for NaN in x.');
  return a.map((p) => (p > 0.5 ? 1 : 0));
}`);
  expect(neuron.toNumPy(fitted)).toContain(`W1 = np.array([
    [0.1],
], dtype=np.float32)
b1 = np.array([-2.0], dtype=np.float32).reshape(-1, 1)
`);
});

it('long rows are broken before 100 columns', () => {
  const wide = network(40, dense(30, relu));
  const own = [{ W: np.divide(np.reshape(np.arange(1200), [30, 40]), 7), b: np.divide(np.ones([30, 1]), 3) }];
  for (const source of [wide.toTypeScript(own), wide.toNumPy(own)]) {
    const [, parameters = ''] = source.split(/^(?=[/#]+ Layer 1)/m);
    const lines = parameters.split('\n');
    expect(lines.length).toBeGreaterThan(30 * 8);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  }
});
