import type { NDArray } from '@keepdims/ndarray';
import type { TargetDomain } from '@keepdims/losses';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import { epochs } from './epochs.js';
import type { Waiting } from './epochs.js';
import type { DrawnParams, FitResult, TrainingOptions } from './options.js';
import { inMemory, plan } from './plan.js';
import type { ArrayOptions } from './plan.js';

/**
 * Train a network, and return when it is done. `train` is the same loop, one epoch at a time.
 *
 * A step is: forward, cost, backward, update by the optimizer. With `batchSize` 'full' an epoch is one step on all examples. The same options
 * give the same bits.
 *
 * @param net - The network.
 * @param options.X - Examples as columns, shape [n_x, m]; finite numbers.
 * @param options.Y - Targets, shape [outputs, m], or class indices [1, m] for a loss that takes them; finite numbers.
 * @param options.loss - What to minimize. @param options.optimizer - How.
 * @param options.epochs - How often to go through all examples, an integer >= 1.
 * @param options.batchSize - Examples a step, or 'full'. Default 'full'.
 * @param options.seed - For the parameters, the shuffles and dropout, in one stream. Default 0.
 * @param options.initialParams - Where to start from instead of drawing; may be float32.
 * @param options.validation - `{ X, Y }` to watch but not to train on.
 * @param options.metrics - Such as [accuracy]; a loss is one too.
 * @param options.earlyStopping - `{ patience, monitor, minDelta, restoreBest }`: stop for want of improvement, and give the best parameters.
 * @param options.schedule - What the learning rate is multiplied by as time goes on, such as cosineDecay({ epochs: 20 }).
 * @param options.l2 - Adds (l2 / 2) · Σ‖W‖² to the cost. Default 0. @param options.clip - `{ norm, value }` of the largest gradient.
 * @param options.classWeights - 'balanced', or a weight for each class number. Default: all examples count the same.
 * @param options.callbacks - Called with each epoch's record; returning 'stop' ends the training. @param options.onStep - Called after steps.
 * @param options.checkpoint - `{ every, everySteps, everySeconds, save, preprocessing }`: hands checkpoints to `save`.
 * @param options.resume - A checkpoint to go on from, with the same other options; `epochs` counts those before too.
 * @param options.signal - An AbortSignal; once it is aborted (by a callback), what was reached is returned.
 * @returns `{ params, history, stoppedBy, bestEpoch }`; `history.cost[0]` is the cost before the first update, with full batches.
 * @throws TrainingDiverged when the cost is NaN or a parameter is not finite, with the first operation that gave such a number. ShapeError if
 *   an array doesn't fit the network. RangeError if a number is out of range, X or Y holds one that isn't finite, Y or the output layer isn't
 *   what the loss is made for (a cross-entropy's targets are from 0 to 1; the columns of categoricalCrossEntropy's sum to 1), an option is
 *   unknown, or the checkpoint is of another network or training. TypeError if net or an option is of another kind, or something returns a
 *   promise: only `train` can wait.
 * @example
 * const X = np.array([[0, 1, 2, 3]]);
 * const Y = np.array([[0, 0, 1, 1]]);
 * const net = logisticRegression(1);
 * const { params, history } = fit(net, {
 *   X, Y, loss: binaryCrossEntropy, optimizer: gradientDescent({ learningRate: 1 }), epochs: 500, metrics: [accuracy],
 * });
 * net.predict(params, X) // [[0, 0, 1, 1]]
 * history.metrics.accuracy.at(-1) // 1
 */
export function fit<
  N extends number,
  L extends readonly Dense[],
  X extends NDArray,
  Y extends NDArray,
  VX extends NDArray = NDArray,
  VY extends NDArray = NDArray,
  P extends readonly LayerParams[] = DrawnParams<N, L>,
  T extends TargetDomain = TargetDomain,
>(net: Network<N, L>, options: TrainingOptions<N, L, X, Y, VX, VY, P, T>): FitResult<P> {
  // The sizes have done their work at the call; from here on they are checked at run time.
  const anyNet: Network = net;
  const anyOptions: ArrayOptions = options as never;
  const turns = epochs('fit', anyNet, plan('fit', anyNet, anyOptions, inMemory));
  let turn = turns.next();
  for (; turn.done !== true; turn = turns.next()) {
    if (turn.value !== 'step' && 'promise' in turn.value) refuseToWait(turn.value);
  }
  return turn.value as unknown as FitResult<P>; // an update keeps structure, shapes and dtypes
}

function refuseToWait({ promise, from }: Waiting): never {
  promise.then(undefined, () => undefined); // what becomes of it is nobody's business any more
  throw new TypeError(
    `fit(net, options): ${from} returned a promise, which fit can't wait for. Use train, or do without a promise.`,
  );
}
