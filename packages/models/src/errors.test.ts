import { relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { heNormal } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { ShapeError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { dense, logisticRegression, network } from './index.js';
import type { Dense, Network } from './index.js';

/** The type is gone: as for a JavaScript caller. */
const untyped = (value: unknown): never => value as never;

function messageOf(action: () => unknown): [string, string] {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return [error.name, error.message];
  }
  throw new Error('nothing was thrown');
}

describe('dense', () => {
  it.each([
    [
      () => dense(untyped(0), relu),
      ['RangeError', 'dense(units, activation): units must be an integer, 1 or more, but is 0.'],
    ],
    [
      () => dense(untyped('3'), relu),
      ['RangeError', "dense(units, activation): units must be an integer, 1 or more, but is '3'."],
    ],
    [
      () => dense(2, relu, { inputs: 1.5 }),
      ['RangeError', 'dense(units, activation): inputs must be an integer, 1 or more, but is 1.5.'],
    ],
    [
      () => dense(2, untyped('relu')),
      [
        'TypeError',
        "dense(2, activation): activation must be an activation such as relu, but is 'relu'. For a linear output: identity. activationByName gives one by its name.",
      ],
    ],
    [
      () => dense(1, untyped(undefined)),
      [
        'TypeError',
        'dense(1, activation): activation must be an activation such as relu, but is undefined. For a linear output: identity. activationByName gives one by its name.',
      ],
    ],
    [
      () => dense(4, relu, untyped({ initializer: 'heNormal' })),
      [
        'TypeError',
        "dense(4, activation, options): initializer must be an initializer such as heNormal, but is 'heNormal'. initializerByName gives one by its name.",
      ],
    ],
    [
      () => dense(4, relu, untyped({ initializer: tanh })),
      [
        'TypeError',
        'dense(4, activation, options): initializer must be an initializer such as heNormal, but is a function. initializerByName gives one by its name.',
      ],
    ],
    [
      () => dense(4, relu, untyped(null)),
      [
        'TypeError',
        'dense(4, activation, options): options must be an object with initializer, inputs, dropout, batchNorm, but is null. Leave it out for the defaults.',
      ],
    ],
    [
      () => dense(4, relu, untyped({ initialiser: heNormal })),
      [
        'RangeError',
        "dense(4, activation, options): there is no option 'initialiser'. Did you mean 'initializer'? The options are initializer, inputs, dropout, batchNorm.",
      ],
    ],
  ])('%s', (action, expected) => {
    expect(messageOf(action)).toEqual(expected);
  });
});

describe('layer.forward and layer.backward', () => {
  const layer: Dense = dense(4, tanh);
  const params = { W: np.ones([4, 3]), b: np.zeros([4, 1]) };
  const forward = 'layer.forward(params, APrev): ';
  const backward = 'layer.backward(params, dA, cache): ';
  const use = 'Use parameters that were initialized for this layer and its inputs.';
  const cache = layer.forward(params, np.ones([3, 5]));

  it.each([
    [
      { W: np.ones([5, 3]), b: params.b },
      `W must have shape [4, inputs] (units, inputs), but has shape [5, 3]: axis 0 is 5, not 4. ${use}`,
    ],
    [
      { W: np.ones([12]), b: params.b },
      `W must have shape [4, inputs] (units, inputs), but has shape [12]: the rank is 1, not 2. ${use}`,
    ],
    [
      { W: params.W, b: np.zeros([4]) },
      `b must have shape [4, 1] (units, 1), but has shape [4]: the rank is 1, not 2. ${use}`,
    ],
    [
      { W: params.W, b: np.zeros([4, 2]) },
      `b must have shape [4, 1] (units, 1), but has shape [4, 2]: axis 1 is 2, not 1. ${use}`,
    ],
  ])('parameters %#', (wrong, message) => {
    expect(messageOf(() => layer.forward(untyped(wrong), np.ones([3, 5])))).toEqual(['ShapeError', forward + message]);
    expect(messageOf(() => layer.backward(untyped(wrong), cache.A, cache))).toEqual(['ShapeError', backward + message]);
  });

  it('other parameters', () => {
    expect(messageOf(() => layer.forward(untyped(null), np.ones([3, 5])))).toEqual([
      'TypeError',
      `${forward}parameters must be { W, b }, but are null.`,
    ]);
    expect(messageOf(() => layer.forward(untyped({ W: [[1]], b: params.b }), np.ones([3, 5])))).toEqual([
      'TypeError',
      `${forward}W must be an NDArray, but is a list of 1. Make one with np.array(…).`,
    ]);
    expect(
      messageOf(() => layer.forward({ W: np.ones([4, 3], { dtype: 'int32' }), b: params.b }, np.ones([3, 5]))),
    ).toEqual(['DTypeError', `${forward}W must be float64 or float32, but is int32. Convert it: W.astype('float64').`]);
  });

  it.each([
    [
      [2, 5],
      "APrev must have shape [3, m], one example a column, but has shape [2, 5]: W has shape [4, 3], but APrev's axis 0 is 2.",
    ],
    [
      [5, 3],
      "APrev must have shape [3, m], one example a column, but has shape [5, 3]: W has shape [4, 3], but APrev's axis 0 is 5. APrev.T() would fit.",
    ],
    [[3], 'APrev must have shape [3, m], one example a column, but has shape [3] (rank 1). asColumn(APrev) would fit.'],
    [[5], 'APrev must have shape [3, m], one example a column, but has shape [5] (rank 1).'],
  ])('an input of shape %j', (shape, message) => {
    expect(messageOf(() => layer.forward(params, np.ones(shape) as np.NDArray))).toEqual([
      'ShapeError',
      forward + message,
    ]);
  });

  it.each([
    [[4, 6], "dA must have cache.Z's shape [4, 5], but has shape [4, 6]: axis 1 is 6, not 5."],
    [[5, 4], "dA must have cache.Z's shape [4, 5], but has shape [5, 4]: axis 0 is 5, not 4. dA.T() would fit."],
    [[20], "dA must have cache.Z's shape [4, 5], but has shape [20] (rank 1)."],
  ])('dA of shape %j', (shape, message) => {
    expect(messageOf(() => layer.backward(params, untyped(np.ones(shape)), cache))).toEqual([
      'ShapeError',
      backward + message,
    ]);
  });

  it('a cache of another layer, or of no examples', () => {
    const other = { ...cache, APrev: np.ones([2, 5]) };
    expect(messageOf(() => layer.backward(params, cache.A, other))).toEqual([
      'ShapeError',
      `${backward}cache.APrev must have shape [3, m], one example a column, but has shape [2, 5]: W has shape [4, 3], but cache.APrev's axis 0 is 2.`,
    ]);
    const none = layer.forward(params, np.ones([3, 0]));
    expect(none.A.shape).toEqual([4, 0]);
    expect(messageOf(() => layer.backward(params, none.A, none))).toEqual([
      'RangeError',
      `${backward}the mean over no examples is undefined: cache.Z has shape [4, 0].`,
    ]);
    expect(messageOf(() => layer.backward(params, cache.A, undefined as unknown as typeof cache))).toEqual([
      'TypeError',
      `${backward}cache must be what forward returned, { APrev, Z, A }, but is undefined.`,
    ]);
  });
});

describe('network', () => {
  it.each([
    [
      () => network(20, dense(4, relu), untyped(dense(1, sigmoid, { inputs: 5 }))),
      [
        'ShapeError',
        'network(20, …layers): layer 2 expects 5 inputs, but the layer before gives 4. State inputs: 4 there, or leave inputs out.',
      ],
    ],
    [
      () => network(20, untyped(dense(4, relu, { inputs: 1 }))),
      [
        'ShapeError',
        'network(20, …layers): layer 1 expects 1 input, but nX is 20. State inputs: 20 there, or leave inputs out.',
      ],
    ],
    [
      () => network(2.5, dense(1, relu)),
      ['RangeError', 'network(nX, …layers): nX, the number of inputs, must be an integer, 1 or more, but is 2.5.'],
    ],
    [
      () => network(2),
      ['RangeError', 'network(2): a network has at least one layer. Add one: network(2, dense(1, sigmoid)).'],
    ],
    [
      () => network(2, untyped(relu)),
      [
        'TypeError',
        expect.stringMatching(
          /^network\(2, …layers\): layer 1 must be a layer, but is .* Make one with dense\(units, activation\)\.$/s,
        ),
      ],
    ],
  ])('%#', (action, expected) => {
    expect(messageOf(action)).toEqual(expected);
  });

  const net: Network = network(3, dense(4, tanh), dense(1, sigmoid));
  const params = net.initialize(randomState(1));
  const X = np.ones([3, 5]);
  const { caches } = net.forward(params, X);
  const y = (...shape: number[]) => np.ones(shape) as np.NDArray;
  const cost = 'net.cost(params, X, Y, loss): ';
  const back = 'net.backward(params, caches, target): ';

  it.each([
    [
      () => net.forward(params, y(2, 5)),
      'ShapeError',
      "net.forward(params, X): X must have shape [3, m], one example a column, but has shape [2, 5]: the network has 3 inputs, but X's axis 0 is 2.",
    ],
    [
      () => net.predict(params, y(5, 3)),
      'ShapeError',
      "net.predict(params, X): X must have shape [3, m], one example a column, but has shape [5, 3]: the network has 3 inputs, but X's axis 0 is 5. X.T() would fit.",
    ],
    [
      () => net.cost(params, X, y(1, 6), binaryCrossEntropy),
      'ShapeError',
      `${cost}Y must have the output's shape [1, 5], but has shape [1, 6]: axis 1 is 6, not 5.`,
    ],
    [
      () => net.cost(params, X, y(5), binaryCrossEntropy),
      'ShapeError',
      `${cost}Y must have the output's shape [1, 5], but has shape [5] (rank 1). asRow(Y) would fit.`,
    ],
    [
      () => net.cost(params, X, y(5, 1), binaryCrossEntropy),
      'ShapeError',
      `${cost}Y must have the output's shape [1, 5], but has shape [5, 1]: axis 0 is 5, not 1. Y.T() would fit.`,
    ],
    [
      () => net.cost(params, X, y(1, 5), untyped('mse')),
      'TypeError',
      `${cost}loss must be a loss such as binaryCrossEntropy, but is 'mse'. lossByName gives one by its name.`,
    ],
    [
      () => net.backward(params, caches, { loss: binaryCrossEntropy, Y: y(1, 4) }),
      'ShapeError',
      `${back}Y must have the output's shape [1, 5], but has shape [1, 4]: axis 1 is 4, not 5.`,
    ],
    [
      () => net.backward(params, caches, y(5)),
      'ShapeError',
      `${back}dAL must have the output's shape [1, 5], but has shape [5] (rank 1). asRow(dAL) would fit.`,
    ],
    [
      () => net.cost(params, X, np.multiply(y(1, 5), 2), binaryCrossEntropy),
      'RangeError',
      `${cost}the targets of binaryCrossEntropy are from 0 to 1, but Y at [0, 0] is 2. Call the two classes 0 and 1.`,
    ],
    [
      () => net.backward(params, caches, { loss: categoricalCrossEntropy, Y: np.array([[1, 1, 1, 0, 1]]) }),
      'RangeError',
      `${back}the targets of categoricalCrossEntropy are columns that sum to 1, but column 3 of Y sums to 0. Make columns of class numbers by oneHot(labels), or take sparseCategoricalCrossEntropy.`,
    ],
    [
      () => net.predict(params, np.multiply(X, NaN)),
      'RangeError',
      'net.predict(params, X): the output at [0, 0] is NaN, so no class can be told. Look for NaN in X and params.',
    ],
    [
      () => logisticRegression(3).initialize(untyped(undefined)),
      'TypeError',
      'net.initialize(rng): rng must be a generator of random numbers, but is undefined. Make one with randomState(seed).',
    ],
    [
      () => net.initialize(untyped(1)),
      'TypeError',
      'net.initialize(rng): rng must be a generator of random numbers, but is 1. Make one with randomState(seed).',
    ],
    [
      () => net.backward(params, caches, untyped(3)),
      'TypeError',
      `${back}target must be dAL, an NDArray [outputs, m], or { loss, Y }, but is 3.`,
    ],
    [
      () => net.backward(params, caches.slice(1), y(1, 5)),
      'ShapeError',
      `${back}caches must be what net.forward returned, one a layer (2), but are of 1 layer. Pass net.forward(params, X).caches.`,
    ],
    [
      () => net.forward(logisticRegression(3).initialize(randomState(1)), X),
      'ShapeError',
      'net.forward(params, X): params are of 1 layer, but the network has 2. Use net.initialize(rng).',
    ],
    [
      () => net.forward(untyped('params'), X),
      'TypeError',
      "net.forward(params, X): params must be a list with one { W, b } a layer, but is 'params'. Use net.initialize(rng).",
    ],
    [
      () => net.forward(network(3, dense(4, tanh), dense(2, sigmoid)).initialize(randomState(1)), X),
      'ShapeError',
      "net.forward(params, X): layer 2's W must have shape [1, 4] (units, inputs), but has shape [2, 4]: axis 0 is 2, not 1. Use parameters that were initialized for this layer and its inputs.",
    ],
  ])('%#', (action, name, message) => {
    expect(messageOf(action)).toEqual([name, message]);
  });

  const many = network(3, dense(2, softmax));
  const own = many.initialize(randomState(1));
  const passed = many.forward(own, X).caches;
  const sparse = sparseCategoricalCrossEntropy;
  it.each([
    [
      () => many.cost(own, X, untyped(np.zeros([2, 5])), sparse),
      'ShapeError',
      `${cost}Y must be one class index an example, shape [1, 5], since the loss is sparseCategoricalCrossEntropy, but has shape [2, 5]. Of one-hot columns np.argmax(Y, { axis: 0, keepDims: true }) gives the indices.`,
    ],
    [
      () => many.backward(own, passed, untyped({ loss: sparse, Y: np.zeros([5]) })),
      'ShapeError',
      `${back}Y must be one class index an example, shape [1, 5], since the loss is sparseCategoricalCrossEntropy, but has shape [5]. asRow(Y) would fit.`,
    ],
    [
      () => many.cost(own, X, np.full([1, 5], 2), sparse),
      'RangeError',
      `${cost}the targets of sparseCategoricalCrossEntropy are class indices, integers from 0 to 1, but Y at [0, 0] is 2. Classes count from 0: np.subtract(Y, 1) would fit.`,
    ],
    [
      () => many.cost(own, X, np.zeros([1, 5]), sparse, { l2: -1 }),
      'RangeError',
      `${cost}l2 must be finite and >= 0, but it is -1.`,
    ],
    [
      () => many.cost(own, X, np.zeros([1, 5]), sparse, untyped({ L2: 1 })),
      'RangeError',
      `${cost}there is no option 'L2'. Did you mean 'l2'? The options are l2, weights, training, rng.`,
    ],
    [
      () => many.cost(own, X, np.zeros([1, 5]), sparse, untyped(3)),
      'TypeError',
      `${cost}options must be an object with l2, weights, training, rng, but is 3. Leave it out for the defaults.`,
    ],
    [
      () => many.backward(own, passed, { loss: sparse, Y: np.zeros([1, 5]), weights: [1, 1] }),
      'RangeError',
      `${back}weights must have one number an example, 5 in all, but there are 2.`,
    ],
    [
      () => many.backward(own, passed, untyped({ loss: sparse, Y: np.zeros([1, 5]), weight: [1] })),
      'RangeError',
      `${back.replace(/: $/, '')}: target: there is no option 'weight'. Did you mean 'weights'? The options are loss, Y, l2, weights.`,
    ],
  ])('of its targets and options: %#', (action, name, message) => {
    expect(messageOf(action)).toEqual([name, message]);
  });

  it('of no examples has no mean', () => {
    const empty = np.ones([3, 0]);
    expect(net.forward(params, empty).output.shape).toEqual([1, 0]);
    expect(() =>
      net.backward(params, net.forward(params, empty).caches, { loss: binaryCrossEntropy, Y: y(1, 0) }),
    ).toThrow(RangeError);
    expect(() => net.cost(params, empty, y(1, 0), binaryCrossEntropy)).toThrow(RangeError);
    expect(() => net.forward(params, y(2, 5))).toThrow(ShapeError);
  });
});
