/** The course's own examples: §2.7 and 2.8, the graph of J = 3(a + bc); §2.9 and 2.10, logistic regression for one example. */
import { sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { defaultRng } from '@keepdims/random';
import { expect, test } from 'vitest';
import { activate, add, backward, checkGradient, constant, cost, matmul, multiply, variable } from './index.js';
import type { Node } from './index.js';

test('J = 3(a + bc) at a = 5, b = 3, c = 2', () => {
  const [a, b, c] = [variable(5, 'a'), variable(3, 'b'), variable(2, 'c')];
  const u = multiply(b, c);
  const v = add(a, u);
  const J = multiply(3, v);
  expect([u, v, J].map((node) => node.item())).toEqual([6, 11, 33]);
  const derivatives = backward(J);
  expect([v, u, a, b, c].map((node) => derivatives.of(node).item())).toEqual([3, 3, 3, 6, 9]);
  expect(a.add(b.multiply(c)).multiply(3).item()).toBe(33);
});

test('logistic regression for one example: dz = a − y, dw = x dz, db = dz, by graph, formula and numbers', () => {
  const rng = defaultRng(1);
  for (const y of [0, 1]) {
    const x = rng.normal(0, 1, [3, 1]);
    const target = np.array([[y]]);
    const at = { w: rng.normal(0, 1, [1, 3]), b: np.array([[0.25]]) };
    const [w, b] = [variable(at.w, 'w'), variable(at.b, 'b')];
    const z = add(matmul(w, x), b);
    const a = activate(sigmoid, z);
    const derivatives = backward(cost(binaryCrossEntropy, a, target));

    const dz = np.subtract(a.value, target);
    expect(np.allClose(derivatives.of(z), dz, { rtol: 1e-14 })).toBe(true);
    expect(np.allClose(derivatives.of(w), np.multiply(dz, x.T()), { rtol: 1e-14 })).toBe(true);
    expect(np.allClose(derivatives.of(b), dz, { rtol: 1e-14 })).toBe(true);

    const check = checkGradient(
      (p) => cost(binaryCrossEntropy, activate(sigmoid, add(matmul(p.w, x), p.b)), target),
      at,
    );
    expect(check.relativeDifference).toBeLessThan(1e-9);
    expect(np.allClose(check.gradient.w, derivatives.of(w), { rtol: 0, atol: 0 })).toBe(true);
  }
});

test('m examples: dZ = A − Y, dw = X dZᵀ / m, db = sum(dZ) / m', () => {
  const rng = defaultRng(2);
  const [X, Y] = [rng.normal(0, 1, [3, 7]), np.array([[1, 0, 0, 1, 1, 0, 1]])];
  const [w, b] = [variable(rng.normal(0, 1, [1, 3])), variable(np.zeros([1, 1]))];
  const A = activate(sigmoid, add(matmul(w, X), b));
  const derivatives = backward(cost(binaryCrossEntropy, A, Y));
  const dZ = np.subtract(A.value, Y);
  expect(np.allClose(derivatives.of(w), np.divide(np.matmul(dZ, X.T()), 7), { rtol: 1e-13 })).toBe(true);
  expect(np.allClose(derivatives.of(b), np.mean(dZ, { axis: 1, keepDims: true }), { rtol: 1e-13 })).toBe(true);
});

test('a constant by name takes part and has no derivative', () => {
  const [x, w] = [constant(2, 'x'), variable(3, 'w')];
  const J: Node = multiply(w, x);
  expect(backward(J).of(w).item()).toBe(2);
  expect(J.inputs).toEqual([w, x]);
});
