/** A training from a source has the bits of one on the same examples in memory. */
import { sigmoid, softmax, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, stepDecay } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { accuracy, logLoss, train, trainFrom, TrainingDiverged } from './index.js';
import type { Checkpoint, ExampleSource, FitResult } from './index.js';

const rs = randomState(7);
const net = network(3, dense(6, tanh, { dropout: 0.3, batchNorm: true }), dense(1, sigmoid));
const X = rs.randn(3, 103);
const Y = np.greater(np.sum(X, { axis: 0, keepDims: true }), 0.5).astype('float64');
const validation = { X: rs.randn(3, 19), Y: np.ones([1, 19]) };

/** The columns of X and Y; `asked` keeps the sizes of what was read. */
function sourceOf(
  data: { readonly X: np.NDArray; readonly Y: np.NDArray },
  readAhead?: number,
  asked: number[] = [],
): ExampleSource {
  const [inputs = 0, examples = 0] = data.X.shape;
  const [outputs = 0] = data.Y.shape;
  const write = (from: np.NDArray, rows: Int32Array, to: Float64Array): void => {
    to.set(np.contiguousData(np.copy(np.take(from, np.asArray(Int32Array.from(rows)), { axis: 1 }).T())));
  };
  return {
    examples,
    inputs,
    outputs,
    sums: { X: 'a', Y: 'b' },
    readAhead,
    read: (rows, x, y) => {
      asked.push(rows.length);
      write(data.X, rows, x);
      write(data.Y, rows, y);
    },
  };
}

const common = {
  loss: binaryCrossEntropy,
  optimizer: adam({ learningRate: 0.02 }),
  batchSize: 8, // twelve of 8 and one of 7
  epochs: 4,
  seed: 11,
  l2: 1e-3,
  clip: { norm: 1 },
  classWeights: 'balanced',
  schedule: stepDecay({ every: 2, factor: 0.5 }),
  metrics: [accuracy, logLoss],
  earlyStopping: { monitor: 'validationMetrics.logLoss', patience: 50 },
} as const;

async function resultOf<P>(records: AsyncGenerator<unknown, FitResult<P>>): Promise<FitResult<P>> {
  let next = await records.next();
  while (next.done !== true) next = await records.next();
  return next.value;
}

const numbers = ({ params }: FitResult<readonly object[]>): unknown =>
  params.map((layer) => Object.values(layer).map((array: np.NDArray) => array.toArray()));

describe('trainFrom', () => {
  const whole = resultOf(train(net, { ...common, X, Y, validation }));

  it.each([undefined, 1, 20, 1000])('has the bits of train, reading %s examples ahead', async (readAhead) => {
    const asked: number[] = [];
    const result = await resultOf(
      trainFrom(net, { ...common, source: sourceOf({ X, Y }, readAhead, asked), validation: sourceOf(validation) }),
    );
    expect(numbers(result)).toEqual(numbers(await whole));
    expect(result.history).toEqual((await whole).history); // the validation is one part here
    const ahead = { 20: 16, 1000: 103 }[readAhead ?? 0] ?? 8;
    expect(asked.filter((count) => count === ahead)).toHaveLength(
      readAhead === 1000 ? 4 + 3 : 4 * Math.floor(103 / ahead),
    );
  });

  it('goes on in the middle of an epoch from a checkpoint', async () => {
    const checkpoints: Checkpoint[] = [];
    const saving = { everySteps: 5, save: (checkpoint: Checkpoint): void => void checkpoints.push(checkpoint) };
    const source = { ...sourceOf({ X, Y }, 20), sums: { X: 'c', Y: 'd' } };
    const options = { ...common, source, validation: sourceOf(validation) };
    const result = await resultOf(trainFrom(net, { ...options, checkpoint: saving }));
    const middle = checkpoints.find(({ state }) => state.step > 0 && state.epoch === 2);
    expect(middle?.state).toMatchObject({ epoch: 2, step: 4, data: { X: 'c', Y: 'd' } });
    const rest = await resultOf(trainFrom(net, { ...options, resume: middle as Checkpoint })); // found
    expect(numbers(rest)).toEqual(numbers(result));
    expect(rest.history).toEqual(result.history);
  });

  it('adds a large validation up in parts', async () => {
    const large = { X: rs.randn(3, 9000), Y: np.zeros([1, 9000]) };
    const options = { ...common, epochs: 1 };
    const inParts = await resultOf(
      trainFrom(net, { ...options, source: sourceOf({ X, Y }), validation: sourceOf(large) }),
    );
    const atOnce = await resultOf(train(net, { ...options, X, Y, validation: large }));
    expect(inParts.history.validationCost?.[0]).toBeCloseTo(atOnce.history.validationCost?.[0] ?? NaN, 12);
    expect(inParts.history.validationMetrics?.accuracy).toEqual(atOnce.history.validationMetrics?.accuracy);
  });

  it('trains in float32 and on class indices', async () => {
    const classes = network(3, dense(3, softmax));
    const labels = rs.randint(0, 3, [1, 103]);
    const options = { loss: sparseCategoricalCrossEntropy, optimizer: adam(), batchSize: 10, epochs: 2 };
    const initialParams = classes.initialize(randomState(1), { dtype: 'float32' });
    const read = await resultOf(trainFrom(classes, { ...options, initialParams, source: sourceOf({ X, Y: labels }) }));
    const held = await resultOf(train(classes, { ...options, initialParams, X, Y: labels }));
    expect(read.params[0].W.dtype).toBe('float32');
    expect(numbers(read)).toEqual(numbers(held));
  });

  it('names the example that holds no finite number', async () => {
    const holed = np.copy(X);
    holed.data[2 * 103 + 40] = NaN;
    const { loss, optimizer, batchSize } = common;
    const records = trainFrom(net, { loss, optimizer, batchSize, epochs: 1, source: sourceOf({ X: holed, Y }) });
    await expect(resultOf(records)).rejects.toThrow(
      'trainFrom(net, options): source must give finite numbers, but of example 40 the inputs hold NaN at 2. ' +
        'Fill in missing values, or leave the example out.',
    );
  });

  it('says where it diverges', async () => {
    const huge = { X: np.multiply(X, 1e200), Y };
    const optimizer = adam({ learningRate: 1e300 });
    const records = trainFrom(network(3, dense(1, sigmoid)), {
      loss: binaryCrossEntropy,
      optimizer,
      batchSize: 8,
      epochs: 3,
      source: sourceOf(huge),
    });
    const error: unknown = await resultOf(records).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TrainingDiverged);
    expect(String(error)).toContain('or scale the inputs: the largest |x| is');
  });

  it.each([
    [
      { batchSize: 'full' },
      "trainFrom(net, options): batchSize must be an integer, 1 or more, but is 'full': a source is read in batches. Take batchSize 32, say.",
    ],
    [
      { source: { ...sourceOf({ X, Y }), inputs: 4 } },
      'trainFrom(net, options): source.inputs must be 3, since the network has 3 inputs, but is 4.',
    ],
    [
      { validation: { ...sourceOf({ X, Y }), outputs: 2 } },
      'trainFrom(net, options): validation.outputs must be 1, since the network and the loss take 1 target an example, but is 2.',
    ],
    [
      { source: { ...sourceOf({ X, Y }), examples: 0 } },
      'trainFrom(net, options): source.examples must be an integer, 1 or more, but is 0.',
    ],
    [
      { source: { X, Y } },
      'trainFrom(net, options): source must be an ExampleSource, { examples, inputs, outputs, sums, read }, but is an object without read.',
    ],
    [
      { source: sourceOf({ X, Y: np.multiply(Y, 2) }) },
      "trainFrom(net, options): the targets of binaryCrossEntropy are from 0 to 1, but source's Y",
    ],
  ])('refuses %j', (wrong, message) => {
    const options = { ...common, source: sourceOf({ X, Y }), validation: sourceOf(validation), ...wrong };
    expect(() => trainFrom(net, options as never)).toThrow(message);
  });
});
