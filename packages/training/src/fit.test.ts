import { identity, sigmoid, softmax, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { randomNormal } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, halfSquaredError, meanSquaredError } from '@keepdims/losses';
import { dense, logisticRegression, network, outputCost, parameterGradients } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, gradientDescent, momentum } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it, test } from 'vitest';
import { accuracy, fit, meanAbsoluteError, rSquared, train, TrainingDiverged } from './index.js';
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

describe('divergence', () => {
  const regression = network(1, dense(1, identity));
  const X = np.array([[1000, 2000, 3000]]);
  const Y = np.array([[1, 2, 3]]);

  function diverged(action: () => unknown): TrainingDiverged {
    try {
      action();
    } catch (error) {
      if (error instanceof TrainingDiverged) return error;
      throw error;
    }
    throw new Error('it did not diverge');
  }

  it('names step, layer and array, and gives a remedy; an infinite cost before it is shown', () => {
    const costs: number[] = [];
    const error = diverged(() =>
      fit(regression, {
        X, Y, loss: meanSquaredError, optimizer: gradientDescent({ learningRate: 0.5 }), epochs: 1000, callbacks: [({ cost }) => costs.push(cost)],
      }),
    ); // prettier-ignore
    expect(costs.at(-1)).toBe(Infinity);
    expect(costs.some(Number.isNaN)).toBe(false);
    expect(error.message).toBe(
      `fit: training diverged at step ${costs.length + 1} (epoch ${costs.length + 1}): layer 1's W holds ${error.message.includes('-Infinity') ? '-' : ''}Infinity after the update. ` +
        'Use a smaller learning rate than 0.5, or scale the inputs: the largest |x| is 3000, and about 1 is best.',
    );
    expect([error.name, error.step, error.layer, error.array]).toEqual(['TrainingDiverged', costs.length + 1, 1, 'W']);
  });

  it('is seen at once when the cost is NaN', () => {
    const start = [{ W: np.array([[NaN]]), b: np.zeros([1, 1]) }] as const;
    const error = diverged(() =>
      fit(regression, {
        X: np.array([[1]]),
        Y: np.array([[1]]),
        loss: meanSquaredError,
        optimizer: adam(),
        epochs: 9,
        initialParams: start,
      }),
    );
    expect(error.message).toBe(
      'fit: training diverged at step 1 (epoch 1): the cost is NaN. Use a smaller learning rate than 0.001.',
    );
    expect([error.step, error.epoch, error.array, error.layer]).toEqual([1, 1, 'cost', undefined]);
  });
});

describe('bad options', () => {
  const net = network(2, dense(1, sigmoid));
  const good = { X: np.ones([2, 3]), Y: np.ones([1, 3]), loss: binaryCrossEntropy, optimizer: adam(), epochs: 1 };
  const gap = np.array([
    [1, 2, 3],
    [4, NaN, 6],
  ]);
  it.each([
    [{ epochs: 0 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 0.'],
    [{ epochs: 1.5 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 1.5.'],
    [{ loss: 'mse' }, 'TypeError', 'loss must be a loss such as binaryCrossEntropy, but is string.'],
    [{ optimizer: adam }, 'TypeError', 'optimizer must be an optimizer such as adam(), but is function.'],
    [{ metrics: ['accuracy'] }, 'TypeError', 'metrics[0] must be a function, but is string.'],
    [{ callbacks: [1] }, 'TypeError', 'callbacks[0] must be a function, but is number.'],
    [{ X: [[1]] }, 'TypeError', 'X must be an NDArray [2, m], but is object. Make one with np.array(…).'],
    [
      { X: np.ones([3, 2]) },
      'ShapeError',
      'X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [3, 2]. X.T() would fit.',
    ],
    [
      { X: np.ones([4, 3]) },
      'ShapeError',
      'X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [4, 3].',
    ],
    [
      { Y: np.ones([3]) },
      'ShapeError',
      'Y must have shape [1, m], one example a column, since the network has 1 output, but has shape [3] (rank 1). asRow(Y) would fit.',
    ],
    [
      { Y: np.ones([1, 4]) },
      'ShapeError',
      'X and Y must have the same number of examples (columns): X has shape [2, 3], Y has shape [1, 4]; axis 1 is 3 but 4.',
    ],
    [{ X: np.ones([2, 0]), Y: np.ones([1, 0]) }, 'RangeError', 'there are no examples: X has shape [2, 0].'],
    [
      { X: gap },
      'RangeError',
      'X must hold finite numbers, but X at [1, 1] is NaN. Fill in missing values, or leave the example out.',
    ],
    [
      { Y: np.array([[0, 1, Infinity]]) },
      'RangeError',
      'Y must hold finite numbers, but Y at [0, 2] is Infinity. Fill in missing values, or leave the example out.',
    ],
    [
      { Y: np.array([[1, 2, 1]]) },
      'RangeError',
      'the targets of binaryCrossEntropy are from 0 to 1, but Y at [0, 1] is 2. Call the two classes 0 and 1.',
    ],
    [
      { loss: categoricalCrossEntropy, Y: np.array([[1, 1, 0]]) },
      'RangeError',
      'the targets of categoricalCrossEntropy are columns that sum to 1, but column 2 of Y sums to 0. Make columns of class numbers by oneHot(labels).',
    ],
    [
      { validation: { X: np.ones([2, 1]), Y: np.array([[-1]]) } },
      'RangeError',
      'the targets of binaryCrossEntropy are from 0 to 1, but validation.Y at [0, 0] is -1. Call the two classes 0 and 1.',
    ],
    [{ validation: null }, 'TypeError', 'validation must be { X, Y }, but is null.'],
    [{ metrics: accuracy }, 'TypeError', 'metrics must be a list, but is function.'],
    [{ callbacks: {} }, 'TypeError', 'callbacks must be a list, but is object.'],
    [
      { batchsize: 2 },
      'RangeError',
      "there is no option 'batchsize'. Did you mean 'batchSize'? The options are X, Y, loss, optimizer, epochs, batchSize, seed, initialParams, validation, metrics, callbacks, signal.",
    ],
    [
      { learningRate: 2 },
      'RangeError',
      "there is no option 'learningRate'. The options are X, Y, loss, optimizer, epochs, batchSize, seed, initialParams, validation, metrics, callbacks, signal.",
    ],
    [
      { validation: { X: np.ones([1, 3]), Y: np.ones([1, 3]) } },
      'ShapeError',
      'validation.X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [1, 3].',
    ],
  ])('%#', (wrong, name, message) => {
    const call = () => fit(net, { ...good, ...wrong } as never);
    expect(call).toThrow(expect.objectContaining({ name, message: `fit(net, options): ${message}` }));
  });

  it('soft labels are fine', () => {
    expect(fit(net, { ...good, Y: np.array([[0.1, 0.5, 1]]) }).history.cost).toHaveLength(1);
  });

  it('no network, or no options', () => {
    const untyped = fit as (...values: unknown[]) => unknown;
    expect(() => untyped(net)).toThrow(
      new TypeError(
        'fit(net, options): options must be an object with X, Y, loss, optimizer and epochs, but is undefined.',
      ),
    );
    expect(() => untyped(undefined, good)).toThrow(
      new TypeError('fit(net, options): net must be a network, but is undefined. Make one with network(nX, …layers).'),
    );
    expect(() => untyped(good, net)).toThrow('fit(net, options): net must be a network, but is object.');
    expect(() => (train as typeof untyped)(net, null)).toThrow(
      new TypeError(
        'train(net, options): options must be an object with X, Y, loss, optimizer and epochs, but is null.',
      ),
    );
  });

  it('those that other packages check', () => {
    expect(() => fit(net, { ...good, batchSize: 0 })).toThrow(RangeError);
    expect(() => fit(net, { ...good, seed: -1 })).toThrow(RangeError);
    expect(() =>
      fit(net, { ...good, initialParams: logisticRegression(3).initialize(randomState(1)) } as never),
    ).toThrow(/layer 1's W must have shape \[1, 2\]/);
  });
});
