import { identity, sigmoid, softmax } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { expect, test } from 'vitest';
import { predictedFrom } from './predictedFrom.js';

const X = randomState(1).randn(4, 50);

test.each([
  ['numbers', network(4, dense(1, identity)), 'regression'],
  ['two classes', network(4, dense(1, sigmoid)), 'classification'],
  ['three classes', network(4, dense(3, softmax)), 'classification'],
] as const)('%s: the same as net.predict', (_, net, task) => {
  const params = net.initialize(randomState(2));
  const output: NDArray = net.forward(params, X).output;
  const predicted = predictedFrom(output, task);
  expect(predicted.toArray()).toEqual(net.predict(params, X).toArray());
  expect(new Set(np.ravel(predicted).toArray()).size).toBeGreaterThan(1);
});
