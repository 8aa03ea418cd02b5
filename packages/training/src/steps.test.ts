/** What changes single steps: schedule, l2, clip, class weights, class indices; against the same steps written out. */
import { identity, sigmoid, softmax, tanh } from '@keepdims/activations';
import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  hinge,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from '@keepdims/losses';
import { dense, network, trainingRun } from '@keepdims/models';
import type { LayerParams } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, cosineDecay, gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { exampleWeights } from './classWeights.js';
import { accuracy, fit, logLoss } from './index.js';

const rs = randomState(6);
const net = network(3, dense(5, tanh), dense(1, sigmoid));
const X = rs.randn(3, 20);
const Y = np.greater(rs.rand(1, 20), 0.7).astype('float64');
const common = { X, Y, loss: binaryCrossEntropy, epochs: 4, batchSize: 8, seed: 2 } as const;

/** Equal but for rounding: a shuffled batch lies otherwise in memory, so sums are taken in another order. */
function expectSame(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  got.forEach((value, i) => { expect(value).toBeCloseTo(want[i] ?? NaN, 12); }); // prettier-ignore
}

function numbers(params: readonly LayerParams[]): number[] {
  return params.flatMap(({ W, b }) => [...np.contiguousData(W), ...np.contiguousData(b)]);
}

/** The same training, step by step. */
function byHand(
  optimizer: ReturnType<typeof adam>,
  told: { l2?: number; clip?: { norm?: number; value?: number } },
  stepOptions: (t: number, columns: number[]) => object,
): number[] {
  const rng = randomState(2);
  const run = trainingRun({ net, params: net.initialize(rng), loss: binaryCrossEntropy, optimizer, rng, ...told });
  for (let epoch = 0; epoch < 4; epoch++) {
    const order = rng.permutation(20).toArray();
    for (let k = 0; k < 3; k++) {
      const columns = order.slice(8 * k, 8 * k + 8);
      run.step(np.take(X, columns, { axis: 1 }), np.take(Y, columns, { axis: 1 }), stepOptions(epoch + k / 3, columns));
    }
  }
  return numbers(run.params());
}

describe('steps', () => {
  it('a schedule is asked at epochs with fractions', () => {
    const schedule = cosineDecay({ epochs: 4 });
    const optimizer = adam({ learningRate: 0.1 });
    const { params } = fit(net, { ...common, optimizer, schedule });
    expectSame(
      numbers(params),
      byHand(optimizer, {}, (t) => ({ learningRateFactor: schedule(t) })),
    );
    expect(numbers(params)).not.toEqual(numbers(fit(net, { ...common, optimizer }).params));
  });

  it('l2 and clip go to every step; the cost has the L2 term, the validation cost has not', () => {
    const optimizer = gradientDescent({ learningRate: 0.5 });
    const told = { l2: 0.1, clip: { norm: 0.05, value: 0.03 } };
    const { params } = fit(net, { ...common, ...told, optimizer });
    expectSame(
      numbers(params),
      byHand(optimizer, told, () => ({})),
    );
    expect(numbers(params)).not.toEqual(numbers(fit(net, { ...common, l2: 0.1, optimizer }).params));

    const initialParams = net.initialize(randomState(3));
    const once = fit(net, {
      ...common, batchSize: 'full', epochs: 1, l2: 0.1, initialParams, optimizer: gradientDescent({ learningRate: 1e-300 }), validation: { X, Y },
    }); // prettier-ignore
    expect(once.history.cost[0]).toBeCloseTo(net.cost(initialParams, X, Y, binaryCrossEntropy, { l2: 0.1 }), 13);
    expect(once.history.validationCost?.[0]).toBe(net.cost(initialParams, X, Y, binaryCrossEntropy));
  });

  it('class weights go with their examples through the shuffle', () => {
    const optimizer = gradientDescent({ learningRate: 0.5 });
    const weightOf = (column: number) => (Y.at(0, column) === 1 ? 3 : 0.5);
    const { params } = fit(net, { ...common, optimizer, classWeights: { 0: 0.5, 1: 3 } });
    expectSame(
      numbers(params),
      byHand(optimizer, {}, (_, columns) => ({ weights: columns.map(weightOf) })),
    );
  });

  it('class weights of 1 change nothing but rounding', () => {
    const optimizer = gradientDescent({ learningRate: 0.5 });
    const [plain, ones] = [
      fit(net, { ...common, optimizer }),
      fit(net, { ...common, optimizer, classWeights: [1, 1] }),
    ];
    expect(np.allClose(plain.params[0].W, ones.params[0].W, { rtol: 1e-12 })).toBe(true);
  });

  it('class indices train as their one-hot columns do', () => {
    const three = network(3, dense(4, tanh), dense(3, softmax));
    const indices = rs.randint(0, 3, [1, 20]);
    const oneHot = np.equal(np.array([[0], [1], [2]]), indices).astype('float64');
    const options = {
      X,
      optimizer: adam({ learningRate: 0.1 }),
      epochs: 5,
      batchSize: 8,
      metrics: [accuracy, logLoss],
    };
    const sparse = fit(three, {
      ...options, Y: indices, loss: sparseCategoricalCrossEntropy, validation: { X, Y: indices }, classWeights: 'balanced',
    }); // prettier-ignore
    const columns = fit(three, {
      ...options, Y: oneHot, loss: categoricalCrossEntropy, validation: { X, Y: oneHot }, classWeights: 'balanced',
    }); // prettier-ignore
    expect(np.allClose(sparse.params[1].W, columns.params[1].W, { rtol: 1e-10 })).toBe(true);
    expect(sparse.history.metrics?.accuracy).toEqual(columns.history.metrics?.accuracy);
    expect(sparse.history.validationCost?.at(-1)).toBeCloseTo(columns.history.validationCost?.at(-1) ?? NaN, 10);
  });

  it('a loss is a metric too, and early stopping knows that lower is better', () => {
    const line = network(3, dense(1, identity));
    const { history, bestEpoch } = fit(line, {
      ...common, loss: meanSquaredError, metrics: [meanSquaredError], optimizer: adam(), batchSize: 'full', epochs: 3,
      earlyStopping: { monitor: 'metrics.meanSquaredError', patience: 5 },
    }); // prettier-ignore
    expect(bestEpoch).toBe(3);
    history.metrics?.meanSquaredError?.forEach((value, i) => { expect(value).toBeCloseTo(history.cost[i] ?? NaN, 13); }); // prettier-ignore
  });
});

describe('exampleWeights', () => {
  const of = (
    weights: Parameters<typeof exampleWeights>[1],
    targets: Parameters<typeof exampleWeights>[3]['targets'],
    outputs: number,
    rows: number[][],
  ) => {
    const Y = np.array(rows) as np.NDArray; // any shape
    const size = Y.shape[1] ?? 0;
    // In two parts, as examples come that are read.
    const partOf = (from: number, to: number) => {
      const part: np.NDArray = np.copy(np.slice(Y, ':', [from, to]));
      return { X: part, Y: part, size: to - from, weights: undefined };
    };
    const parts = () => [partOf(0, 1), partOf(1, size)];
    return Array.from(exampleWeights('f', weights, { m: size, parts }, { targets, outputs }));
  };

  it('balanced: every class counts the same in all', () => {
    expect(of('balanced', 'probabilities', 1, [[0, 0, 0, 1]])).toEqual([4 / 6, 4 / 6, 4 / 6, 2]);
    expect(of('balanced', 'class indices', 3, [[0, 1, 1, 2, 2, 2]])).toEqual([2, 1, 1, 2 / 3, 2 / 3, 2 / 3]);
    expect(of('balanced', 'signs', 1, [[-1, 1, 1]])).toEqual([1.5, 0.75, 0.75]);
    expect(hinge.targets).toBe('signs');
  });

  it('soft labels have their share of each', () => {
    expect(of([1, 3], 'probabilities', 1, [[0.5, 1, 0]])).toEqual([2, 3, 1]);
    expect(of([1, 2, 4], 'distributions', 3, [[0, 1], [0.5, 0], [0.5, 0]])).toEqual([3, 1]); // prettier-ignore
  });

  it('a class that is left out of a record counts 1', () => {
    expect(of({ 1: 5 }, 'class indices', 3, [[0, 1, 2]])).toEqual([1, 5, 1]);
  });

  it('numbers that are no classes are refused', () => {
    const message =
      'f: classWeights need targets that are classes, 0 or 1 or one-hot columns, but column 1 of Y is not. Leave them out.';
    expect(() => of('balanced', 'any', 1, [[1, 2.5]])).toThrow(new RangeError(message));
    expect(() => of('balanced', 'any', 2, [[1, 0], [0, 0]])).toThrow(new RangeError(message)); // prettier-ignore
    expect(of([1, 2], 'any', 1, [[1, 0]])).toEqual([2, 1]);
  });
});
