import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import type { Dense, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { adam, cosineDecay } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { accuracy, checkpointParams, confusionMatrix, f1, fit, meanAbsoluteError, train, trainFrom } from './index.js';
import type { Checkpoint, ExampleSource, FitResult, StopReason } from './index.js';

/** True when A and B are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function is<A>(): <B>(value: B, same: Same<A, B>) => void;

declare const g: Dense['activation'];
declare const n: number;
declare const unknownShape: NDArray;
const net = network(64, dense(24, g), dense(10, g));
const common = { loss: binaryCrossEntropy, optimizer: adam(), epochs: 2 } as const;
const X = np.zeros([64, 5]);
const Y = np.zeros([10, 5]);

const { params, history } = fit(net, { ...common, X, Y, validation: { X: np.zeros([64, 7]), Y: np.zeros([10, 7]) } });
is<NDArray<[10, 24], 'float64'>>()(params[1].W, true);
is<number[]>()(history.cost, true);
net.predict(params, X);

const single = fit(net, { ...common, X, Y, initialParams: net.initialize(randomState(1), { dtype: 'float32' }) });
is<NDArray<[10, 24], 'float32'>>()(single.params[1].W, true);

export async function watch() {
  for await (const record of train(net, { ...common, X, Y, signal: new AbortController().signal })) {
    is<NDArray<[24, 64], 'float64'>>()(record.params[0].W, true);
  }
}

// Sizes that are known only at run time fit.
fit(net, { ...common, X: np.zeros([64, n]), Y: np.zeros([10, n]) });
fit(net, {
  ...common,
  X: unknownShape,
  Y: unknownShape,
  callbacks: [({ epoch, cost, params: now }) => [epoch, cost, now[0].W]],
});
const general: Network = net;
fit(general, { ...common, X, Y, metrics: [accuracy] });
is<NDArray<[1, 64], 'float64'>>()(fit(logisticRegression(64), { ...common, X, Y: np.zeros([1, 5]) }).params[0].W, true);

// Everything at once.
declare const checkpoint: Checkpoint;
const all = fit(net, {
  ...common, X, Y, batchSize: 2, seed: 1, metrics: [accuracy, f1({ average: 'micro' }), meanAbsoluteError, binaryCrossEntropy],
  earlyStopping: { monitor: 'metrics.microF1', patience: 2 }, schedule: cosineDecay({ epochs: 9 }), l2: 0.1, clip: { norm: 1 },
  classWeights: { 3: 2 }, callbacks: [({ epoch }) => (epoch > 3 ? 'stop' : undefined), () => Promise.resolve(undefined), ({ epoch }) => epoch],
  onStep: ({ step }) => step, checkpoint: { every: 2, save: () => undefined, preprocessing: { a: 1 } }, resume: checkpoint,
}); // prettier-ignore
is<StopReason>()(all.stoppedBy, true);
is<number | undefined>()(all.bestEpoch, true);
is<NDArray<[10, 24], 'float64' | 'float32'>>()(checkpointParams(net, checkpoint)[1].W, true);
export async function result() {
  const turn = await train(net, { ...common, X, Y }).next();
  if (turn.done === true) is<FitResult<typeof params>>()(turn.value, true);
}

// Class indices are one row; a loss that is known only at run time takes either.
declare const anyLoss: Loss;
fit(net, { ...common, loss: sparseCategoricalCrossEntropy, X, Y: np.zeros([1, 5]) });
fit(net, { ...common, loss: anyLoss, X, Y: np.zeros([1, 5]) });
fit(net, { ...common, loss: anyLoss, X, Y });
// @ts-expect-error: class indices
fit(net, { ...common, loss: sparseCategoricalCrossEntropy, X, Y });
// @ts-expect-error: one-hot columns
fit(net, { ...common, loss: categoricalCrossEntropy, X, Y: np.zeros([1, 5]) });
accuracy(np.zeros([3, 5]), np.zeros([1, 5]));
// net.predict gives class numbers, beside which targets may be such or one-hot columns.
const classNumbers = np.zeros([1, 5], { dtype: 'int32' });
accuracy(net.predict(params, X), np.zeros([1, 5]));
accuracy(classNumbers, np.zeros([3, 5]));
f1(classNumbers, np.zeros([1, 5], { dtype: 'int32' }));
// @ts-expect-error: another m
accuracy(classNumbers, np.zeros([3, 4]));
// @ts-expect-error: a row of probabilities
accuracy(np.zeros([1, 5]), np.zeros([3, 5]));
// @ts-expect-error: no class numbers
meanAbsoluteError(np.zeros([3, 5]), np.zeros([1, 5]));
// @ts-expect-error: no number of the record
fit(net, { ...common, X, Y, earlyStopping: { monitor: 'accuracy', patience: 2 } });
// @ts-expect-error: patience is asked for
fit(net, { ...common, X, Y, earlyStopping: {} });
// @ts-expect-error: no such way
fit(net, { ...common, X, Y, classWeights: 'even' });

// @ts-expect-error: X has other rows
fit(net, { ...common, X: np.zeros([63, 5]), Y });
// @ts-expect-error: Y has another m
fit(net, { ...common, X, Y: np.zeros([10, 6]) });
// @ts-expect-error: a vector of targets
fit(logisticRegression(64), { ...common, X, Y: np.zeros([5]) });
// @ts-expect-error: parameters of another network
fit(net, { ...common, X, Y, initialParams: logisticRegression(64).initialize(randomState(1)) });
// @ts-expect-error: validation targets of another m
fit(net, { ...common, X, Y, validation: { X, Y: np.zeros([10, 4]) } });
// @ts-expect-error: no loss
fit(net, { X, Y, optimizer: adam(), epochs: 1 });
// @ts-expect-error: shapes differ
accuracy(np.zeros([1, 5]), np.zeros([1, 6]));
// @ts-expect-error: vectors
confusionMatrix(np.zeros([1, 5]), np.zeros([5]));

// A source's sizes are known at run time only; parameters keep their types.
declare const source: ExampleSource;
export async function watchSource() {
  for await (const record of trainFrom(net, { ...common, source, batchSize: 32, validation: source })) {
    is<NDArray<[24, 64], 'float64'>>()(record.params[0].W, true);
  }
}
// @ts-expect-error: a source is read in batches
trainFrom(net, { ...common, source });
// @ts-expect-error: a source is read in batches
trainFrom(net, { ...common, source, batchSize: 'full' });
// @ts-expect-error: the examples are in the source
trainFrom(net, { ...common, source, batchSize: 32, X });
