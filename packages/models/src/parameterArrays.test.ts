import { sigmoid, tanh } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { ShapeError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { dense, network, paramsFromArrays, paramsToArrays, parameterName } from './index.js';

const net = network(2, dense(3, tanh, { batchNorm: true }), dense(1, sigmoid));
const params = net.initialize(randomState(1));
const arrays = paramsToArrays(params);

describe('paramsToArrays and paramsFromArrays', () => {
  it('give and take all arrays of all layers, by name', () => {
    expect(Object.keys(arrays)).toEqual([
      'params.0.W',
      'params.0.b',
      'params.0.gamma',
      'params.0.runningMean',
      'params.0.runningVariance',
      'params.1.W',
      'params.1.b',
    ]);
    const again = paramsFromArrays(net, arrays);
    expect(again).toEqual(params);
    const X = randomState(2).randn(2, 4);
    expect(net.forward(again, X).output.toArray()).toEqual(net.forward(params, X).output.toArray());
    // In any order, beside arrays of other names.
    const mixed = Object.fromEntries([['featureMean', np.ones([2, 1])], ...Object.entries(arrays).reverse()]);
    expect(paramsFromArrays(net, mixed)).toEqual(params);
  });

  it('take another prefix', () => {
    const both = { ...arrays, ...paramsToArrays(net.initialize(randomState(2)), { prefix: 'best' }) };
    expect(Object.keys(both)[7]).toBe(parameterName('best', 0, 'W'));
    expect(paramsFromArrays(net, both, { prefix: 'best' })[1].W).toBe(both['best.1.W']);
    expect(paramsFromArrays(net, both)[1].W).toBe(params[1].W);
  });

  it('take float32', () => {
    const narrow = net.initialize(randomState(1), { dtype: 'float32' });
    expect(paramsFromArrays(net, paramsToArrays(narrow))).toEqual(narrow);
  });
});

describe('paramsFromArrays refuses', () => {
  const call = 'paramsFromArrays(net, arrays)';
  const without = (name: string): Record<string, NDArray> =>
    Object.fromEntries(Object.entries(arrays).filter(([key]) => key !== name));

  it.each([
    [
      'a missing array',
      without('params.0.runningMean'),
      new ShapeError(
        `${call}: the network has params.0.runningMean, but the arrays do not: they are params.0.W, params.0.b, params.0.gamma, ` +
          'params.0.runningVariance, params.1.W, params.1.b. Use the arrays that paramsToArrays gave for this network.',
      ),
    ],
    [
      'no arrays',
      {},
      new ShapeError(
        `${call}: the network has params.0.W, but the arrays do not: they are none. Use the arrays that paramsToArrays gave for this network.`,
      ),
    ],
    [
      'an array too many',
      { ...without('params.0.gamma'), 'params.0.gamma': np.ones([3, 1]), 'params.1.gamma': np.ones([1, 1]) },
      new ShapeError(
        `${call}: the network has no params.1.gamma, but the arrays do: they are params.0.W, params.0.b, params.0.runningMean, ` +
          'params.0.runningVariance, params.1.W, params.1.b, params.0.gamma, params.1.gamma. Use the arrays that paramsToArrays gave for this network.',
      ),
    ],
    [
      'another shape',
      { ...arrays, 'params.1.W': np.ones([3, 1]) },
      new ShapeError(
        `${call}: params.1.W must have shape [1, 3] (units, inputs), but has shape [3, 1]: axis 0 is 3, not 1. ` +
          'Use parameters that were initialized for this layer and its inputs.',
      ),
    ],
    [
      'another shape of running statistics',
      { ...arrays, 'params.0.runningVariance': np.ones([3]) },
      new ShapeError(
        `${call}: params.0.runningVariance must have shape [3, 1] (units, 1), but has shape [3]: the rank is 1, not 2. ` +
          'Use parameters that were initialized for this layer and its inputs.',
      ),
    ],
    [
      'integers',
      { ...arrays, 'params.0.b': np.zeros([3, 1], { dtype: 'int32' }) },
      new np.DTypeError(
        `${call}: params.0.b must be float64 or float32, but is int32. Convert it: params.0.b.astype('float64').`,
      ),
    ],
    [
      'two kinds of floats',
      { ...arrays, 'params.1.b': np.zeros([1, 1], { dtype: 'float32' }) },
      new np.DTypeError(
        `${call}: parameters are all float64 or all float32, but params.0.W is float64 and params.1.b is float32. Convert them: astype('float64').`,
      ),
    ],
    [
      'what is no array',
      { ...arrays, 'params.0.W': [[1, 2]] as never },
      new TypeError(`${call}: params.0.W must be an NDArray, but is a list of 1. Make one with np.array(…).`),
    ],
    [
      'parameters',
      params as never,
      new TypeError(
        `${call}: arrays must be an object of NDArrays by name, such as readNpz gives, but is a list of 2.`,
      ),
    ],
  ])('%s', (_, given: Readonly<Record<string, NDArray>>, error) => {
    expect(() => paramsFromArrays(net, given)).toThrow(error);
  });

  it('what is no network, and unknown options', () => {
    expect(() => paramsFromArrays(params as never, arrays)).toThrow(
      new TypeError(`${call}: net must be a network, but is a list of 2. Make one with network(nX, …layers).`),
    );
    const misspelt: object = { prefx: 'best' };
    expect(() => paramsFromArrays(net, arrays, misspelt)).toThrow(RangeError);
    expect(() => paramsToArrays(params, misspelt)).toThrow(RangeError);
  });
});
