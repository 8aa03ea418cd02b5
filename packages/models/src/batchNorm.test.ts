/** Batch normalisation against PyTorch (scripts/batch_norm.py), and what a batch may and may not change. */
import { identity, relu, sigmoid, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { ShapeError } from '@keepdims/shapes';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import golden from '../scripts/batch_norm.json' with { type: 'json' };
import { dense, network, parameterGradients, trainableParams, withTrained } from './index.js';
import type { LayerParams } from './index.js';
import { fusedRun } from './training/fusedRun.js';
import { plainRun } from './training/plainRun.js';

type Rows = number[][];
type GoldenLayer = Readonly<Record<string, Rows>>;

function close(array: NDArray | undefined, rows: Rows): void {
  expect(array?.shape).toEqual([rows.length, rows[0]?.length]);
  for (const [i, row] of rows.entries()) {
    for (const [j, value] of row.entries()) expect(array?.at(i, j)).toBeCloseTo(value, 13);
  }
}

function closeParams(params: readonly LayerParams[], layers: readonly GoldenLayer[]): void {
  params.forEach((layer, i) => {
    const wanted = layers[i] ?? {};
    expect(Object.keys(layer).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, array] of Object.entries(layer) as [string, NDArray][]) close(array, wanted[name] ?? []);
  });
}

describe('as PyTorch has it', () => {
  const { momentum, epsilon, learningRate } = golden.options;
  const net = network(2, dense(3, tanh, { batchNorm: { momentum, epsilon } }), dense(1, sigmoid));
  const start = golden.params.map((layer) =>
    Object.fromEntries(Object.entries(layer).map(([name, rows]) => [name, np.array(rows)])),
  ) as unknown as LayerParams[];
  const [X, Y] = [np.array(golden.X), np.array(golden.Y)];
  const optimizer = gradientDescent({ learningRate });

  it('in a training loop of one’s own: gradients, updates, running statistics, then inference', () => {
    let params = start;
    let state = optimizer.init(trainableParams(params));
    for (const step of golden.steps) {
      expect(net.cost(params, X, Y, binaryCrossEntropy, { training: true })).toBeCloseTo(step.cost, 14);
      const { output, caches } = net.forward(params, X, { training: true });
      close(output, step.output);
      const [first, second] = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
      close(first.dW, step.dW1);
      close(first.db, step.db1);
      close(first.dGamma, step.dGamma1);
      close(second.dW, step.dW2);
      close(second.db, step.db2);
      expect(second.dGamma).toBeUndefined();
      close(np.divide(first.dAPrev, 5), step.dX);
      const trained = optimizer.update(trainableParams(params), parameterGradients([first, second]), state);
      state = trained.state;
      params = withTrained(net.updateStatistics(params, caches), trained.params);
      closeParams(params, step.after);
    }
    const { inference } = golden;
    expect(net.cost(params, X, Y, binaryCrossEntropy)).toBeCloseTo(inference.cost, 14);
    const { output, caches } = net.forward(params, X);
    close(output, inference.output);
    const [first] = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
    close(first.dGamma, inference.dGamma1);
    close(np.divide(first.dAPrev, 5), inference.dX);
  });

  it.each([
    ['fused', fusedRun],
    ['plain', plainRun],
  ])('in a %s run', (_, makeRun) => {
    const run = makeRun({ net: net, params: start, loss: binaryCrossEntropy, optimizer });
    for (const step of golden.steps) {
      const { cost, output } = run?.step(X, Y) ?? {};
      expect(cost).toBeCloseTo(step.cost, 14);
      close(output, step.output);
      closeParams(run?.params() ?? [], step.after);
    }
  });
});

describe('a layer', () => {
  const layer = dense(2, identity, { batchNorm: true });
  const params = {
    W: np.array([[1], [10]]),
    b: np.array([[0], [7]]),
    gamma: np.array([[1], [2]]),
    runningMean: np.array([[1], [0]]),
    runningVariance: np.array([[4], [1]]),
  };

  it('has 0.9 and 1e-5 by default', () => {
    expect(layer.batchNorm).toEqual({ momentum: 0.9, epsilon: 1e-5 });
    expect(dense(2, identity, { batchNorm: { momentum: 0.5 } }).batchNorm).toEqual({ momentum: 0.5, epsilon: 1e-5 });
    expect(dense(2, identity).batchNorm).toBeUndefined();
  });

  it('normalises by the batch in training, by running statistics in inference', () => {
    const APrev = np.array([[1, 3]]);
    const { Z, A, normalization } = layer.forward(params, APrev, { training: true });
    expect(normalization?.mean.toArray()).toEqual([[2], [20]]);
    expect(normalization?.variance.toArray()).toEqual([[1], [100]]);
    const [x, y] = [1 / Math.sqrt(1 + 1e-5), 10 / Math.sqrt(100 + 1e-5)];
    expect(np.allClose(Z, np.array([[-x, x], [7 - 2 * y, 7 + 2 * y]]), { rtol: 1e-15, atol: 0 })).toBe(true); // prettier-ignore
    expect(A.toArray()).toEqual(Z.toArray());

    const inference = layer.forward(params, APrev);
    expect(inference.normalization?.mean).toBe(params.runningMean);
    const scale = 1 / Math.sqrt(4 + 1e-5);
    expect(inference.Z.at(0, 1)).toBeCloseTo(2 * scale, 15);
    expect(inference.Z.at(1, 0)).toBeCloseTo(7 + 20 / Math.sqrt(1 + 1e-5), 13);
    const { dAPrev } = layer.backward(params, np.array([[1, 0], [0, 0]]), inference); // prettier-ignore
    expect(dAPrev.at(0, 0)).toBeCloseTo(scale, 15);
    expect(dAPrev.at(0, 1)).toBe(0);
  });

  it('takes all examples along in training: only differences within the batch count', () => {
    const APrev = randomState(1).randn(1, 6);
    const { A } = layer.forward(params, APrev, { training: true });
    const moved = layer.forward(params, np.add(np.multiply(APrev, 3), 100), { training: true });
    expect(np.allClose(A, moved.A, { rtol: 0, atol: 1e-4 })).toBe(true); // epsilon counts for less in a wider batch
    const { dAPrev } = layer.backward(
      params,
      randomState(2).randn(2, 6),
      layer.forward(params, APrev, { training: true }),
    );
    expect(np.sum(dAPrev)).toBeCloseTo(0, 12);
  });

  it('keeps to the dtype of its parameters', () => {
    const single = network(1, dense(3, relu, { batchNorm: true })).initialize(randomState(1), { dtype: 'float32' });
    const net = network(1, dense(3, relu, { batchNorm: true }));
    const { caches } = net.forward(single, np.ones([1, 4], { dtype: 'float32' }), { training: true });
    const [gradients] = net.backward(single, caches, np.ones([3, 4], { dtype: 'float32' }));
    const arrays = [caches[0].Z, caches[0].normalization?.mean, gradients.dGamma, gradients.dW, gradients.dAPrev];
    expect(arrays.map((array) => array?.dtype)).toEqual(Array(5).fill('float32'));
    expect(net.updateStatistics(single, caches)[0].runningVariance?.dtype).toBe('float32');
  });
});

test('initialize adds gamma 1, mean 0 and variance 1, and draws what it would draw without', () => {
  const net = network(3, dense(4, tanh, { batchNorm: true }), dense(1, sigmoid));
  const plain = network(3, dense(4, tanh), dense(1, sigmoid));
  const [params, other] = [net.initialize(randomState(5)), plain.initialize(randomState(5))];
  expect(params.map(({ W }) => W.toArray())).toEqual(other.map(({ W }) => W.toArray()));
  const { gamma, runningMean, runningVariance } = params[0];
  expect([gamma, runningMean, runningVariance].map((a) => a?.toArray())).toEqual(
    [1, 0, 1].map((value) => Array(4).fill([value])),
  );
  expect(Object.keys(params[1])).toEqual(['W', 'b']);
  expect([net.parameterCount, plain.parameterCount]).toEqual([25, 21]);
  expect(trainableParams(params).map((layer) => Object.keys(layer))).toEqual([
    ['W', 'b', 'gamma'],
    ['W', 'b'],
  ]);
});

test('in inference a batch equals its columns one by one (§3.5)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 7 }), (seed, m) => {
      const rs = randomState(seed);
      const net = network(3, dense(4, tanh, { batchNorm: true, dropout: 0.5 }), dense(2, sigmoid, { batchNorm: true }));
      const X = rs.randn(3, m);
      let params = net.initialize(rs);
      const warm = net.forward(params, rs.randn(3, 5), { training: true, rng: rs });
      params = net.updateStatistics(params, warm.caches);
      const { output } = net.forward(params, X);
      for (let j = 0; j < m; j++) {
        const column = net.forward(params, np.slice(X, ':', [j, j + 1])).output;
        expect(np.allClose(column, np.slice(output, ':', [j, j + 1]), { rtol: 1e-13, atol: 1e-15 })).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a large mean costs no digits', () => {
  const layer = dense(1, identity, { batchNorm: { epsilon: 1e-300 } });
  const params = {
    W: np.array([[1]]),
    b: np.array([[0]]),
    gamma: np.array([[1]]),
    runningMean: np.zeros([1, 1]),
    runningVariance: np.ones([1, 1]),
  };
  const { A } = layer.forward(params, np.array([[1e9 - 1, 1e9, 1e9 + 1]]), { training: true });
  expect(A.at(0, 2)).toBeCloseTo(Math.sqrt(1.5), 14);
});

describe('bad input', () => {
  const net = network(2, dense(3, tanh, { batchNorm: true }), dense(1, identity));
  const plain = network(2, dense(3, tanh), dense(1, identity));
  const params = net.initialize(randomState(1));
  const X = np.ones([2, 4]);
  const remedy = 'Use parameters that were initialized for this layer and its inputs.';

  it.each([
    [
      () => net.forward(plain.initialize(randomState(1)), X),
      "net.forward(params, X): layer 1's parameters must be { W, b, gamma, runningMean, runningVariance }, since the layer has batch " +
        `normalisation, but gamma is missing. ${remedy}`,
    ],
    [
      () => net.forward(trainableParams(params), X, { training: true }),
      "net.forward(params, X, options): layer 1's parameters must be { W, b, gamma, runningMean, runningVariance }, since the layer has " +
        `batch normalisation, but runningMean is missing. ${remedy}`,
    ],
    [
      () => plain.predict(params, X),
      "net.predict(params, X): layer 1's parameters must be { W, b }, since the layer has no batch normalisation, but gamma is there. " +
        remedy,
    ],
    [
      () => net.forward([{ ...params[0], gamma: np.ones([4, 1]) as never }, params[1]], X),
      `net.forward(params, X): layer 1's gamma must have shape [3, 1] (units, 1), but has shape [4, 1]: axis 0 is 4, not 3. ${remedy}`,
    ],
    [
      () => net.backward(params, plain.forward(plain.initialize(randomState(1)), X).caches, np.ones([1, 4])),
      "net.backward(params, caches, target): layer 1's cache is another layer's: it has no normalization, but the layer has batch " +
        'normalisation. Pass what forward returned.',
    ],
  ])('%s', (action, message) => {
    expect(action).toThrow(new ShapeError(message));
  });

  it('one example teaches no variance', () => {
    const rule =
      'batch normalisation learns from 2 examples or more, but there is 1. Choose a batch size that leaves no batch of one.';
    const one = np.ones([2, 1]);
    expect(() => net.forward(params, one, { training: true })).toThrow(
      new RangeError(`net.forward(params, X, options): ${rule}`),
    );
    expect(net.forward(params, one).output.shape).toEqual([1, 1]);
    const run = fusedRun({ net: net, params, loss: meanSquaredError, optimizer: gradientDescent() });
    expect(() => run?.step(one, one)).toThrow(/Y must have the output's shape \[1, 1\]/);
    expect(() => run?.step(one, np.ones([1, 1]))).toThrow(new RangeError(`run.step(X, Y): ${rule}`));
  });

  it('statistics of inference are not learnt', () => {
    expect(() => net.updateStatistics(params, net.forward(params, X).caches)).toThrow(
      new RangeError(
        "net.updateStatistics(params, caches): layer 1's cache is one of inference, which has no statistics of a batch. " +
          'Pass the caches of net.forward(params, X, { training: true }).',
      ),
    );
  });

  it('options out of range', () => {
    expect(() => dense(2, tanh, { batchNorm: { momentum: 1 } })).toThrow(
      new RangeError('dense(2, activation, options): batchNorm: momentum must be >= 0 and < 1, but it is 1.'),
    );
    expect(() => dense(2, tanh, { batchNorm: { epsilon: 0 } })).toThrow(
      new RangeError('dense(2, activation, options): batchNorm: epsilon must be finite and > 0, but it is 0.'),
    );
    expect(() => dense(2, tanh, { batchNorm: 3 as never })).toThrow(
      new TypeError(
        'dense(2, activation, options): batchNorm must be true or an object with momentum, epsilon, but is 3. Leave it out for none.',
      ),
    );
  });
});
