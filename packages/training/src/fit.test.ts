import { identity, sigmoid, softmax, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { randomNormal } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, halfSquaredError, meanSquaredError } from '@keepdims/losses';
import { dense, logisticRegression, network, outputCost, parameterGradients } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, gradientDescent, momentum } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it, test } from 'vitest';
import { accuracy, fit, meanAbsoluteError, rSquared } from './index.js';
import type { EpochRecord } from './index.js';

/** Two classes that a line separates, but for some noise. */
function twoClasses(m: number) {
  const rs = randomState(4);
  const X = rs.randn(2, m);
  const score = np.add(np.subtract(np.slice(X, [0, 1]), np.slice(X, [1, 2])), np.multiply(rs.randn(1, m), 0.3));
  return { X, Y: np.greater(score, 0).astype('float64') };
}

test("the course's flower: 2-4-1, tanh and sigmoid, α 1.2, costs to 1e-6", () => {
  const { X, Y } = flower();
  const initializer = randomNormal({ stddev: 0.01 });
  const net = network(2, dense(4, tanh, { initializer }), dense(1, sigmoid, { initializer }));
  const { history } = fit(net, {
    X,
    Y,
    loss: binaryCrossEntropy,
    optimizer: gradientDescent({ learningRate: 1.2 }),
    epochs: 2001,
    seed: 2,
  });
  expect(history.cost).toHaveLength(2001);
  for (const [step, published] of [
    [0, 0.693048],
    [1000, 0.288083],
    [2000, 0.254385],
  ] as const) {
    expect(Math.abs((history.cost[step] ?? NaN) - published), `step ${step}`).toBeLessThan(1e-6);
  }
});

describe('the loop', () => {
  const { X, Y } = twoClasses(50);
  const net = network(2, dense(3, tanh), dense(1, sigmoid));
  const common = { X, Y, loss: binaryCrossEntropy } as const;

  it('is forward, cost, backward, update, written out', () => {
    const optimizer = momentum({ learningRate: 0.3 });
    const { params, history } = fit(net, { ...common, optimizer, epochs: 5, seed: 3 });
    let expected = net.initialize(randomState(3));
    let state = optimizer.init(expected);
    const costs: number[] = [];
    for (let step = 0; step < 5; step++) {
      const { caches } = net.forward(expected, X);
      costs.push(outputCost(net.layers[1], caches[1], binaryCrossEntropy, Y));
      const gradients = net.backward(expected, caches, { loss: binaryCrossEntropy, Y });
      ({ params: expected, state } = optimizer.update(expected, parameterGradients(gradients), state));
    }
    // Rounding differs: a fused step divides by m earlier.
    history.cost.forEach((cost, step) => expect(cost).toBeCloseTo(costs[step] ?? NaN, 14));
    expect(Object.keys(history)).toEqual(['cost']);
    params.forEach(({ W, b }, l) => {
      for (const [got, want] of [
        [W, expected[l]?.W],
        [b, expected[l]?.b],
      ] as const) {
        expect(np.allClose(got, want ?? NaN, { rtol: 1e-13, atol: 1e-15 })).toBe(true);
      }
    });
    expect(costs[0]).toBe(net.cost(net.initialize(randomState(3)), X, Y, binaryCrossEntropy));
  });

  it('draws the parameters first, then one permutation an epoch; costs are weighted by size', () => {
    const optimizer = gradientDescent({ learningRate: 0.2 });
    const { params, history } = fit(net, { ...common, optimizer, epochs: 3, batchSize: 16, seed: 9 });
    const rs = randomState(9);
    let expected = net.initialize(rs);
    let state = optimizer.init(expected);
    const costs: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++) {
      const order = rs.permutation(50).toArray();
      let total = 0;
      for (let start = 0; start < 50; start += 16) {
        const columns = order.slice(start, start + 16);
        const batch = { X: np.take(X, columns, { axis: 1 }), Y: np.take(Y, columns, { axis: 1 }) };
        const { caches } = net.forward(expected, batch.X);
        total += columns.length * binaryCrossEntropy.fromLogits(caches[1].Z, batch.Y);
        const gradients = net.backward(expected, caches, { loss: binaryCrossEntropy, Y: batch.Y });
        ({ params: expected, state } = optimizer.update(expected, parameterGradients(gradients), state));
      }
      costs.push(total / 50);
    }
    history.cost.forEach((cost, epoch) => {
      expect(cost).toBeCloseTo(costs[epoch] ?? NaN, 13);
    });
    expect(np.allClose(params[0].W, expected[0].W, { rtol: 1e-13, atol: 1e-15 })).toBe(true);
  });

  it('gives the same bits for the same seed, and others for another', () => {
    const run = (seed?: number) =>
      fit(net, { ...common, optimizer: adam(), epochs: 4, batchSize: 7, ...(seed === undefined ? {} : { seed }) });
    const bits = ({ params }: ReturnType<typeof run>) => params.flatMap(({ W, b }) => [...W.data, ...b.data]);
    expect(bits(run(5))).toEqual(bits(run(5)));
    expect(run(5).history).toEqual(run(5).history);
    expect(bits(run(5))).not.toEqual(bits(run(6)));
    expect(bits(run())).toEqual(bits(run(0)));
  });

  it('leaves the initial parameters alone, and keeps float32', () => {
    const initialParams = net.initialize(randomState(1), { dtype: 'float32' });
    const before = initialParams.map(({ W, b }) => [W.toArray(), b.toArray()]);
    const { params } = fit(net, { ...common, optimizer: adam(), epochs: 2, initialParams });
    expect(params[0].W.dtype).toBe('float32');
    expect(params[0].W.toArray()).not.toEqual(initialParams[0].W.toArray());
    expect(initialParams.map(({ W, b }) => [W.toArray(), b.toArray()])).toEqual(before);
  });

  it('gives each epoch to the callbacks, with metrics of the outputs before and validation after the update', () => {
    const records: EpochRecord[] = [];
    const validation = twoClasses(20);
    const { params, history } = fit(net, {
      ...common,
      optimizer: gradientDescent({ learningRate: 0.5 }),
      epochs: 3,
      seed: 2,
      validation,
      metrics: [accuracy],
      callbacks: [(record) => records.push(record)],
    });
    expect(records.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    const initial = net.initialize(randomState(2));
    expect(records[0]?.metrics).toEqual({ accuracy: accuracy(net.forward(initial, X).output, Y) });
    const first = records[0]?.params ?? [];
    expect(records[0]?.validationCost).toBe(net.cost(first, validation.X, validation.Y, binaryCrossEntropy));
    expect(records[0]?.validationMetrics).toEqual({
      accuracy: accuracy(net.forward(first, validation.X).output, validation.Y),
    });
    expect(records[2]?.params).toBe(params);
    expect(history).toEqual({
      cost: records.map(({ cost }) => cost),
      metrics: { accuracy: records.map(({ metrics }) => metrics?.accuracy) },
      validationCost: records.map(({ validationCost }) => validationCost),
      validationMetrics: { accuracy: records.map(({ validationMetrics }) => validationMetrics?.accuracy) },
    });
  });

  it('measures all batches of an epoch together', () => {
    const regression = network(1, dense(1, identity));
    const line = { X: np.array([[1, 2, 3, 4, 5]]), Y: np.array([[2, 1, 4, 3, 9]]) };
    const optimizer = gradientDescent({ learningRate: 1e-300 }); // stands still
    const { history, params } = fit(regression, {
      ...line,
      loss: meanSquaredError,
      optimizer,
      epochs: 1,
      batchSize: 2,
      metrics: [rSquared, meanAbsoluteError],
    });
    const { output } = regression.forward(params, line.X);
    expect(history.metrics?.rSquared?.[0]).toBeCloseTo(rSquared(output, line.Y), 12);
    expect(history.metrics?.meanAbsoluteError?.[0]).toBeCloseTo(meanAbsoluteError(output, line.Y), 12);
    expect(history.cost[0]).toBeCloseTo(meanSquaredError(output, line.Y), 12);
  });

  it('returns what it reached when the signal is aborted', () => {
    const abort = new AbortController();
    const result = fit(net, {
      ...common,
      optimizer: adam(),
      epochs: 100,
      signal: abort.signal,
      callbacks: [({ epoch }) => { if (epoch === 3) abort.abort(); }],
    }); // prettier-ignore
    expect(result.history.cost).toHaveLength(3);
    const none = fit(net, { ...common, optimizer: adam(), epochs: 100, signal: abort.signal, seed: 8 });
    expect(none.history.cost).toEqual([]);
    expect(none.params[0].W.toArray()).toEqual(net.initialize(randomState(8))[0].W.toArray());
  });

  it('learns: two classes, three classes, a line', () => {
    const binary = fit(logisticRegression(2), {
      ...common,
      optimizer: gradientDescent({ learningRate: 1 }),
      epochs: 200,
      metrics: [accuracy],
    });
    expect(binary.history.cost[0]).toBeCloseTo(Math.LN2, 14);
    expect(binary.history.metrics?.accuracy?.at(-1)).toBeGreaterThan(0.9);

    const rs = randomState(6);
    const points = rs.randn(2, 90);
    const labels = np.zeros([3, 90]);
    for (let j = 0; j < 90; j++) {
      np.assign(np.slice(points, 0, [j, j + 1]), points.at(0, j) + 6 * Math.cos(2 * j));
      np.assign(np.slice(points, 1, [j, j + 1]), points.at(1, j) + 6 * Math.sin(2 * j));
      labels.data[(Math.floor((((2 * j) % (2 * Math.PI)) / (2 * Math.PI)) * 3) % 3) * 90 + j] = 1;
    }
    const three = fit(network(2, dense(8, tanh), dense(3, softmax)), {
      X: points, Y: labels, loss: categoricalCrossEntropy, optimizer: adam({ learningRate: 0.03 }), epochs: 60, batchSize: 16, metrics: [accuracy],
    }); // prettier-ignore
    expect(three.history.metrics?.accuracy?.at(-1)).toBeGreaterThan(0.9);

    const line = fit(network(1, dense(1, identity)), {
      X: np.array([[-1, 0, 1, 2]]), Y: np.array([[-5, -2, 1, 4]]), loss: halfSquaredError, optimizer: gradientDescent({ learningRate: 0.3 }), epochs: 400,
    }); // prettier-ignore
    expect(line.params[0].W.item()).toBeCloseTo(3, 10);
    expect(line.params[0].b.item()).toBeCloseTo(-2, 10);
  });
});
