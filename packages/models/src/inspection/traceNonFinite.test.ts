import { defineActivation, identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { expect, it } from 'vitest';
import { dense, logisticRegression, network, traceNonFinite } from '../index.js';
import type { LayerParams, TraceNonFiniteOptions } from '../index.js';

const net = network(2, dense(3, tanh), dense(1, sigmoid));
const params = net.initialize(randomState(1));
const X = np.array([
  [1, 2],
  [3, 4],
]);
const Y = np.array([[0, 1]]);
const target = { loss: binaryCrossEntropy, Y };

/** A layer of one unit on one input. */
const one = (w: number, b = 0): LayerParams => ({ W: np.array([[w]]), b: np.array([[b]]) });

it('finds nothing where all is finite', () => {
  expect(traceNonFinite(net, params, X)).toBeUndefined();
  expect(traceNonFinite(net, params, X, { ...target, l2: 0.1 })).toBeUndefined();
  expect(traceNonFinite(net, params, X.astype('uint8'), { ...target, Y: Y.astype('bool') })).toBeUndefined();
});

it('names what was given, by its place', () => {
  const broken = np.array([
    [1, 2],
    [3, NaN],
  ]);
  expect(traceNonFinite(net, params, broken)).toEqual({
    operation: 'X',
    layer: undefined,
    array: 'X',
    index: [1, 1],
    value: NaN,
  });
  expect(traceNonFinite(net, params, X, { ...target, Y: np.array([[NaN, 1]]) })).toEqual({
    operation: 'Y',
    layer: undefined,
    array: 'Y',
    index: [0, 0],
    value: NaN,
  });
  const b = np.array([[0], [0], [-Infinity]]);
  expect(traceNonFinite(net, [{ ...params[0], b }, params[1]], X)).toEqual({
    operation: 'b[1]',
    layer: 1,
    array: 'b',
    index: [2, 0],
    value: -Infinity,
  });
});

it('looks at a view by its own rows and columns', () => {
  const view = np
    .array([
      [1, 2, Infinity],
      [3, 4, 5],
    ])
    .T();
  expect(
    traceNonFinite(network(3, dense(1, relu)), network(3, dense(1, relu)).initialize(randomState(1)), view)?.index,
  ).toEqual([2, 0]);
});

it('names the product that overflows', () => {
  const deep = network(1, dense(1, identity), dense(1, identity));
  const huge = [one(1e200), one(1e200)];
  expect(traceNonFinite(deep, huge, np.array([[0, -3]]))).toEqual({
    operation: 'Z[2] = W[2]·A[1] + b[2]',
    layer: 2,
    array: 'Z',
    index: [0, 1],
    value: -Infinity,
  });
  expect(traceNonFinite(deep, [one(1e200), one(1)], np.array([[1e200]]))?.operation).toBe('Z[1] = W[1]·X + b[1]');
});

it('names the activation that overflows', () => {
  const exponential = defineActivation({
    name: 'exponential',
    value: Math.exp,
    derivative: Math.exp,
    kinks: [],
    knownValues: [[0, 1]],
    reference: 'elementary',
  });
  const found = traceNonFinite(network(1, dense(1, exponential)), [one(1000)], np.array([[1]]));
  expect(found).toEqual({
    operation: 'A[1] = exponential(Z[1])',
    layer: 1,
    array: 'A',
    index: [0, 0],
    value: Infinity,
  });
});

it('names the cost', () => {
  const overflow = { loss: meanSquaredError, Y: np.array([[0, 0]]) };
  expect(traceNonFinite(network(1, dense(1, identity)), [one(1e200)], np.array([[0, 1]]), overflow)).toEqual({
    operation: 'J = meanSquaredError(A[1], Y)',
    layer: undefined,
    array: 'cost',
    index: [],
    value: Infinity,
  });
  const penalized = { loss: meanSquaredError, Y: np.array([[0]]), l2: 1 };
  expect(traceNonFinite(network(1, dense(1, relu)), [one(-1e200)], np.array([[1]]), penalized)?.operation).toBe(
    'J = meanSquaredError(A[1], Y) + l2/2·Σ‖W‖²',
  );
  const logits: TraceNonFiniteOptions = { loss: binaryCrossEntropy, Y: np.array([[0, 0]]) };
  const doubled = traceNonFinite(logisticRegression(1), [one(1e308)], np.array([[1, 1]]), logits);
  expect(doubled?.operation).toBe('J = binaryCrossEntropy(Z[1], Y)');
});

it('names the derivative, from the last layer to the first', () => {
  const root = defineActivation({
    name: 'root',
    value: (z) => Math.sqrt(Math.max(z, 0)),
    derivative: (z) => 0.5 / Math.sqrt(z),
    kinks: [],
    knownValues: [[4, 2]],
    reference: 'elementary',
  });
  const rooted = network(1, dense(1, root), dense(1, identity));
  const squared = { loss: meanSquaredError, Y: np.array([[1, 1]]) };
  expect(traceNonFinite(rooted, [one(1), one(1)], np.array([[4, 0]]), squared)).toEqual({
    operation: 'dZ[1] = dA[1] ∗ root′(Z[1])',
    layer: 1,
    array: 'dZ',
    index: [0, 1],
    value: -Infinity,
  });
  const linear = network(1, dense(1, identity), dense(1, identity));
  // Costs that are finite, with derivatives that are not.
  const steep = (first: number, second: number, x: number) =>
    traceNonFinite(linear, [one(first), one(second)], np.array([[x]]), {
      loss: meanSquaredError,
      Y: np.array([[1e150]]),
    });
  expect(steep(0, 1e200, 1)?.operation).toBe('dA[1] = W[2]ᵀ·dZ[2]');
  expect(steep(0, 1, 1e200)?.operation).toBe('dW[1] = dZ[1]·Xᵀ / m');
});

it('names the output’s derivative, of whatever form', () => {
  const outside = { loss: binaryCrossEntropy, Y: np.array([[1]]) };
  // A relu's 0 for a label of 1 costs Infinity, which comes first.
  expect(traceNonFinite(network(1, dense(1, relu)), [one(-1)], np.array([[1]]), outside)?.array).toBe('cost');
  const wide = network(1, dense(3, softmax));
  const params = [{ W: np.array([[1e308], [-1e308], [0]]), b: np.zeros([3, 1]) }];
  const found = traceNonFinite(wide, params, np.array([[1]]), {
    loss: categoricalCrossEntropy,
    Y: np.array([[0], [1], [0]]),
  });
  expect(found?.operation).toBe('J = categoricalCrossEntropy(Z[1], Y)');
});

it('goes through batch normalisation and dropout as training does', () => {
  const trained = network(
    1,
    dense(2, tanh, { batchNorm: true, dropout: 0.5 }),
    dense(1, identity, { batchNorm: true }),
  );
  const own = trained.initialize(randomState(3));
  const [first, second] = own;
  const x = np.array([[1, 2, 4]]);
  const training = { training: true, rng: randomState(1) };
  const squared = { loss: meanSquaredError, Y: np.array([[0, 1, 0]]) };
  expect(traceNonFinite(trained, own, x, { ...training, ...squared })).toBeUndefined();

  const huge = [{ ...first, W: np.array([[1e308], [1]]) }, second];
  expect(traceNonFinite(trained, huge, x, training)).toEqual({
    operation: 'U[1] = W[1]·X',
    layer: 1,
    array: 'U',
    index: [0, 1],
    value: Infinity,
  });
  // Finite, but its variance is not.
  const wide = [{ ...first, W: np.array([[1e200], [1]]) }, second];
  expect(traceNonFinite(trained, wide, x, training)).toBeUndefined();
  expect(traceNonFinite(trained, [{ ...first, gamma: np.array([[1], [NaN]]) }, second], x)?.operation).toBe('gamma[1]');
  expect(traceNonFinite(trained, [{ ...first, runningVariance: np.array([[1], [NaN]]) }, second], x)?.array).toBe(
    'runningVariance',
  );
  const steep = [{ ...first, gamma: np.array([[1e308], [1]]) }, second];
  expect(traceNonFinite(trained, steep, np.multiply(x, 1e3))?.operation).toBe('Z[1] = gamma[1]·normalized[1] + b[1]');
  const dropped = network(1, dense(1, identity, { dropout: 0.9 }), dense(1, identity));
  expect(traceNonFinite(dropped, [one(1e308), one(0)], np.ones([1, 50]), training)?.operation).toBe(
    'A[1] = identity(Z[1])·mask/(1 − rate)',
  );
});

it('takes weights of examples, and refuses those that are none', () => {
  const overflow = { loss: meanSquaredError, Y: np.array([[0, 0]]) };
  const linear = network(1, dense(1, identity));
  expect(traceNonFinite(linear, [one(1e200)], np.array([[0, 1]]), { ...overflow, weights: [0, 2] })?.value).toBe(
    Infinity,
  );
  expect(traceNonFinite(linear, [one(1e200)], np.array([[0, 1]]), { ...overflow, weights: [2, 0] })).toBeUndefined();
  expect(() => traceNonFinite(linear, [one(1)], np.array([[0, 1]]), { ...overflow, weights: [1] })).toThrow(RangeError);
  expect(() => traceNonFinite(linear, [one(1)], np.array([[0, 1]]), { ...overflow, l2: -1 })).toThrow(
    new RangeError('traceNonFinite(net, params, X, options): l2 must be finite and >= 0, but it is -1.'),
  );
});

it('refuses what does not fit', () => {
  expect(() => traceNonFinite(net, params, np.ones([3, 2]))).toThrow(
    new np.ShapeError(
      "traceNonFinite(net, params, X, options): X must have shape [2, m], one example a column, but has shape [3, 2]: the network has 2 inputs, but X's axis 0 is 3. X.T() would fit.",
    ),
  );
  expect(() => traceNonFinite(net, params, X, { loss: binaryCrossEntropy })).toThrow(
    new TypeError(
      'traceNonFinite(net, params, X, options): loss is given without Y. Give both, or neither for the forward pass alone.',
    ),
  );
  expect(() => traceNonFinite(net, params, X, { ...target, Y: np.ones([2, 2]) })).toThrow(
    new np.ShapeError(
      "traceNonFinite(net, params, X, options): Y must have the output's shape [1, 2], but has shape [2, 2]: axis 0 is 2, not 1.",
    ),
  );
  const misspelt: object = { los: binaryCrossEntropy };
  expect(() => traceNonFinite(net, params, X, misspelt)).toThrow(
    new RangeError(
      "traceNonFinite(net, params, X, options): there is no option 'los'. Did you mean 'loss'? The options are loss, Y, l2, weights, training, rng.",
    ),
  );
});
