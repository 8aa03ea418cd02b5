import { identity, leakyRelu, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { constant, heNormal, scaledNormal, zeros } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dense, logisticRegression, network, outputCost, parameterGradients } from './index.js';
import type { Dense, Network } from './index.js';

describe('initialize', () => {
  it('draws weights in layer order, row-major; zeros and biases draw nothing', () => {
    const net = network(3, dense(4, tanh), dense(2, relu), dense(2, tanh, { initializer: zeros }), dense(1, sigmoid));
    const params = net.initialize(randomState(7));
    const rs = randomState(7);
    expect(params[0].W.toArray()).toEqual(np.divide(rs.randn(4, 3), Math.sqrt(3)).toArray());
    expect(params[1].W.toArray()).toEqual(heNormal([2, 4], rs).toArray());
    expect(params[2].W.toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(params[3].W.toArray()).toEqual(np.divide(rs.randn(1, 2), Math.sqrt(2)).toArray());
    expect(params.map(({ b }) => b.toArray().flat())).toEqual([[0, 0, 0, 0], [0, 0], [0, 0], [0]]);
  });

  it('begins relu and leaky relu by He, all else by randn / √inputs', () => {
    expect([relu, leakyRelu, leakyRelu({ negativeSlope: 0.2 })].map((g) => dense(1, g).initializer)).toEqual([
      heNormal,
      heNormal,
      heNormal,
    ]);
    expect([tanh, sigmoid, identity, softmax].map((g) => dense(1, g).initializer)).toEqual(Array(4).fill(scaledNormal));
    expect(logisticRegression(3).layers[0].initializer).toBe(zeros);
  });

  it('rounds to float32, and stays there', () => {
    const net = network(3, dense(2, tanh), dense(1, sigmoid));
    const wide = net.initialize(randomState(1));
    const params = net.initialize(randomState(1), { dtype: 'float32' });
    expect([...params[0].W.data]).toEqual([...wide[0].W.data].map(Math.fround));
    const { output, caches } = net.forward(params, np.ones([3, 2], { dtype: 'float32' }));
    expect(output.dtype).toBe('float32');
    const [first] = net.backward(params, caches, { loss: binaryCrossEntropy, Y: np.ones([1, 2]) });
    expect([first.dW.dtype, first.db.dtype, first.dAPrev.dtype]).toEqual(['float32', 'float32', 'float32']);
    // @ts-expect-error: weights aren't integers
    expect(() => net.initialize(randomState(1), { dtype: 'int32' })).toThrow(
      new RangeError('net.initialize(rng, { dtype }): parameters are float64 or float32, not int32.'),
    );
  });
});

test('a batch equals its columns one by one (§3.5)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.array(
        fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(relu, tanh, sigmoid, leakyRelu, identity, softmax)),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      (seed, shape, nX, m) => {
        const rs = randomState(seed);
        const net = network(nX, ...shape.map(([units, activation]) => dense<number>(units, activation)));
        const params = net.initialize(rs);
        const X = rs.standardNormal([nX, m]);
        const { output } = net.forward(params, X);
        const columns = Array.from({ length: m }, (_, j) => net.forward(params, np.slice(X, ':', [j, j + 1])).output);
        expect(np.allClose(output, np.concatenate(columns, { axis: 1 }), { rtol: 1e-13, atol: 1e-15 })).toBe(true);
      },
    ),
    { numRuns: 60, seed: 35 },
  );
});

test('identity activations collapse to one linear map, W = W[3] W[2] W[1] (§3.7)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 }),
      (seed, sizes) => {
        const rs = randomState(seed);
        const [nX = 1, n1 = 1, n2 = 1, n3 = 1] = sizes;
        const net = network(nX, dense(n1, identity), dense(n2, identity), dense(n3, identity));
        const params = net.initialize(rs).map(({ W }) => ({ W, b: rs.standardNormal([W.shape[0], 1]) }));
        const X = rs.standardNormal([nX, 5]);
        const W = params.map((layer) => layer.W).reduce((map, next) => np.matmul(next, map));
        const b = params.reduce(
          (sum, layer) => np.add(np.matmul(layer.W, sum), layer.b),
          np.zeros([nX, 1]) as np.NDArray<[number, number], 'float64'>,
        );
        const collapsed = np.add(np.matmul(W, X), b);
        expect(np.allClose(net.forward(params, X).output, collapsed, { rtol: 1e-10, atol: 1e-12 })).toBe(true);
      },
    ),
    { numRuns: 40, seed: 37 },
  );
});

test('equal weights keep hidden units equal through training; random ones do not (§3.11)', () => {
  const rs = randomState(11);
  const X = rs.randn(3, 20);
  const Y = np.round(rs.rand(1, 20));
  const spread = (layer: Dense) => {
    const net = network(3, layer, dense(1, sigmoid, { initializer: constant({ value: 0.3 }) }));
    const optimizer = gradientDescent({ learningRate: 0.5 });
    let params = net.initialize(randomState(5));
    const start = params[0].W.copy();
    let state = optimizer.init(params);
    for (let step = 0; step < 25; step++) {
      const { caches } = net.forward(params, X);
      const grads = parameterGradients(net.backward(params, caches, { loss: binaryCrossEntropy, Y }));
      ({ params, state } = optimizer.update(params, grads, state));
    }
    expect(np.allClose(params[0].W, start)).toBe(false); // it did learn
    const rows = params[0].W.toArray();
    return rows.map((row) => Math.max(...row.map((w, j) => Math.abs(w - (rows[0]?.[j] ?? NaN)))));
  };
  expect(spread(dense(4, tanh, { initializer: zeros }))).toEqual([0, 0, 0, 0]);
  expect(spread(dense(4, relu, { initializer: constant({ value: 0.1 }) }))).toEqual([0, 0, 0, 0]);
  expect(Math.min(...spread(dense(4, tanh)).slice(1))).toBeGreaterThan(0.01);
});

test('backward is the six formulas of §3.9–3.10', () => {
  const rs = randomState(9);
  const net = network(3, dense(4, tanh), dense(1, sigmoid));
  const [l1, l2] = net.initialize(rs);
  const X = rs.randn(3, 7);
  const Y = np.round(rs.rand(1, 7));
  const m = 7;

  const Z1 = np.add(np.matmul(l1.W, X), l1.b);
  const A1 = np.tanh(Z1);
  const Z2 = np.add(np.matmul(l2.W, A1), l2.b);
  const A2 = np.divide(1, np.add(1, np.exp(np.negative(Z2))));
  const dZ2 = np.subtract(A2, Y);
  const dW2 = np.divide(np.matmul(dZ2, A1.T()), m);
  const db2 = np.divide(np.sum(dZ2, { axis: 1, keepDims: true }), m);
  const dZ1 = np.multiply(np.matmul(l2.W.T(), dZ2), np.subtract(1, np.power(A1, 2)));
  const dW1 = np.divide(np.matmul(dZ1, X.T()), m);
  const db1 = np.divide(np.sum(dZ1, { axis: 1, keepDims: true }), m);

  const { output, caches } = net.forward([l1, l2], X);
  expect(np.allClose(output, A2, { rtol: 1e-14 })).toBe(true);
  const [g1, g2] = net.backward([l1, l2], caches, { loss: binaryCrossEntropy, Y });
  const pairs = [
    [g2.dZ, dZ2],
    [g2.dW, dW2],
    [g2.db, db2],
    [g1.dZ, dZ1],
    [g1.dW, dW1],
    [g1.db, db1],
    [g1.dAPrev, np.matmul(l1.W.T(), dZ1)],
    [g1.dA, np.matmul(l2.W.T(), dZ2)],
    [g2.dA, np.add(np.divide(np.negative(Y), A2), np.divide(np.subtract(1, Y), np.subtract(1, A2)))],
  ] as const;
  for (const [actual, expected] of pairs) {
    expect(actual.shape).toEqual(expected.shape);
    expect(np.allClose(actual, expected, { rtol: 1e-12, atol: 1e-15 })).toBe(true);
  }
  // One layer's own backward, from the dA that reaches it.
  const alone = net.layers[0].backward(l1, g1.dA, caches[0]);
  expect(alone.dW.toArray()).toEqual(g1.dW.toArray());
});

describe('logistic regression', () => {
  it('starts at log 2 and its first gradient is known', () => {
    const net = logisticRegression(2);
    const params = net.initialize(randomState(1));
    const X = np.array([
      [1, 2, -1],
      [3, 4, -3.2],
    ]);
    const Y = np.array([[1, 0, 1]]);
    expect(net.cost(params, X, Y, binaryCrossEntropy)).toBeCloseTo(Math.LN2, 15);
    const [{ dW, db, dZ }] = net.backward(params, net.forward(params, X).caches, { loss: binaryCrossEntropy, Y });
    expect(dZ.toArray()).toEqual([[-0.5, 0.5, -0.5]]);
    expect(dW.at(0, 0)).toBeCloseTo((-0.5 + 1 + 0.5) / 3, 15);
    expect(dW.at(0, 1)).toBeCloseTo((-1.5 + 2 + 1.6) / 3, 15);
    expect(db.item()).toBeCloseTo(-0.5 / 3, 15);
  });
});

describe('cost and dZ from logits', () => {
  it('stay finite where the output rounds to 0 or 1', () => {
    const net = network(1, dense(1, sigmoid, { initializer: constant({ value: 1 }) }));
    const params = net.initialize(randomState(1));
    const X = np.array([[800, -800]]);
    const Y = np.array([[0, 1]]);
    const { output, caches } = net.forward(params, X);
    expect(output.toArray()).toEqual([[1, 0]]);
    expect(binaryCrossEntropy(output, Y)).toBe(Infinity);
    expect(net.cost(params, X, Y, binaryCrossEntropy)).toBe(800);
    expect(outputCost(net.layers[0], caches[0], binaryCrossEntropy, Y)).toBe(800);
    const [{ dZ, dA, dW }] = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
    expect(dZ.toArray()).toEqual([[1, -1]]);
    expect(dW.toArray()).toEqual([[800]]);
    expect(dA.toArray()).toEqual([[Infinity, -Infinity]]); // the true dA[L], which is not on the way to dZ[L]
  });

  it('dZ[L] is A[L] − Y to the bit, whatever m is', () => {
    const rs = randomState(14);
    const m = 7;
    const X = rs.randn(3, m);
    const labels = np.round(rs.rand(2, m));
    const soft = rs.rand(2, m);
    const classes = np.zeros([4, m]);
    for (let j = 0; j < m; j++) classes.data[rs.randint(4) * m + j] = 1;
    for (const [net, loss, Y] of [
      [network(3, dense(5, tanh), dense(2, sigmoid)), binaryCrossEntropy, labels],
      [network(3, dense(5, tanh), dense(2, sigmoid)), binaryCrossEntropy, soft],
      [network(3, dense(5, tanh), dense(4, softmax)), categoricalCrossEntropy, classes],
    ] as const) {
      const anyNet: Network = net;
      const params = anyNet.initialize(rs);
      const { output, caches } = anyNet.forward(params, X);
      const gradients = anyNet.backward(params, caches, { loss, Y });
      const dZ: np.NDArray = gradients[1]?.dZ ?? np.zeros([0]);
      expect(np.arrayEqual(dZ, np.subtract(output, Y as np.NDArray)), loss.name).toBe(true);
    }
  });

  it('agree with the plain loss elsewhere', () => {
    const rs = randomState(4);
    const net = network(3, dense(5, relu), dense(4, softmax));
    const params = net.initialize(rs);
    const X = rs.randn(3, 6);
    const Y = np.zeros([4, 6]);
    for (let j = 0; j < 6; j++) Y.data[rs.randint(4) * 6 + j] = 1;
    const { output } = net.forward(params, X);
    expect(net.cost(params, X, Y, categoricalCrossEntropy)).toBeCloseTo(categoricalCrossEntropy(output, Y), 13);
    expect(net.cost(params, X, Y, meanSquaredError)).toBe(meanSquaredError(output, Y));
  });
});

describe('predict', () => {
  it('after a sigmoid: 1 strictly above 0.5', () => {
    const net = network(1, dense(1, sigmoid, { initializer: constant({ value: 1 }) }));
    const predicted = net.predict(net.initialize(randomState(1)), np.array([[-1, 0, 1e-9]]));
    expect(predicted.toArray()).toEqual([[0, 0, 1]]);
    expect(predicted.dtype).toBe('int32');
  });

  it('after a softmax: the most probable class; otherwise the output', () => {
    const W = np.array([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    const X = np.array([
      [5, 0, -1],
      [1, 3, -1],
    ]);
    const params = [{ W, b: np.zeros([3, 1]) }];
    const predicted = network(2, dense(3, softmax)).predict(params, X);
    expect(predicted.toArray()).toEqual([[0, 1, 2]]);
    expect(predicted.dtype).toBe('int32');
    expect(network(2, dense(3, identity)).predict(params, X).toArray()).toEqual([...X.toArray(), [0, 0, 0]]);
  });
});

test('predict gives NaN where the output is no class', () => {
  const net = network(1, dense(1, identity, { initializer: constant({ value: 1 }) }));
  expect(net.predict(net.initialize(randomState(1)), np.array([[NaN, 2]])).toArray()).toEqual([[NaN, 2]]);
  const classes = network(1, dense(2, softmax));
  expect(() => classes.predict(classes.initialize(randomState(1)), np.array([[1, NaN]]))).toThrow(
    new RangeError(
      'net.predict(params, X): the output at [0, 1] is NaN, so no class can be told. Look for NaN in X and params.',
    ),
  );
});
