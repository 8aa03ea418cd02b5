import { inspect } from 'node:util';
import * as np from '@keepdims/ndarray';
import { expect, it } from 'vitest';
import { constant, matmul, variable } from './index.js';

it('a node shows what made it, its shape and its value, not the graph behind it', () => {
  const w = variable(np.array([[1, 2]]), 'w');
  const Z = matmul(w, np.array([[3], [4]])).named('Z');
  expect([String(w), String(Z)]).toEqual(['w = [[1. 2.]]', 'Z = [[11.]]']);
  expect(inspect(w)).toBe('Node variable [1, 2] float64\nw = [[1. 2.]]');
  expect(inspect(Z)).toBe('Node matmul [1, 1] float64\nZ = [[11.]]');
  expect(inspect(constant(np.array([1, 2], { dtype: 'int32' })))).toBe('Node constant [2] int32\n[1 2]');
  expect(inspect(variable(5))).toBe('Node variable [] float64\n5.0');
});
