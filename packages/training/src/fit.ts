import type { NDArray } from '@keepdims/ndarray';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import { epochs } from './epochs.js';
import type { EpochEnd } from './epochs.js';
import { historyBuilder } from './history.js';
import type { DrawnParams, FitResult, TrainingOptions } from './options.js';
import { plan } from './plan.js';
import type { AnyOptions } from './plan.js';

/**
 * Train a network, and return when it is done. `train` is the same loop, one epoch at a time.
 *
 * A step is: forward, cost, backward, update by the optimizer. With `batchSize` 'full' an epoch is one step on all examples.
 *
 * @param net - The network.
 * @param options.X - Examples as columns, shape [n_x, m]; finite numbers.
 * @param options.Y - Targets, shape [outputs, m]; finite numbers.
 * @param options.loss - What to minimize. @param options.optimizer - How.
 * @param options.epochs - How often to go through all examples, an integer >= 1.
 * @param options.batchSize - Examples a step, or 'full'. Default 'full'.
 * @param options.seed - For the parameters, then the shuffles. Default 0. The same options give the same bits.
 * @param options.initialParams - Where to start from instead of drawing; may be float32.
 * @param options.validation - `{ X, Y }` to watch but not to train on.
 * @param options.metrics - Such as [accuracy]. @param options.callbacks - Called with each epoch's record.
 * @param options.signal - An AbortSignal; once it is aborted (by a callback), what was reached is returned.
 * @returns `{ params, history }`; `history.cost[0]` is the cost before the first update, with full batches.
 * @throws TrainingDiverged when the cost is NaN or a parameter is not finite. ShapeError if an array doesn't fit the network. RangeError
 *   if a number is out of range, X or Y holds one that isn't finite, Y isn't what the loss is made for (a cross-entropy's targets are from
 *   0 to 1; the columns of categoricalCrossEntropy's sum to 1), or an option is unknown. TypeError if net or an option is of another kind.
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
>(net: Network<N, L>, options: TrainingOptions<N, L, X, Y, VX, VY, P>): FitResult<P> {
  // The sizes have done their work at the call; from here on they are checked at run time.
  const anyNet: Network = net;
  const anyOptions: AnyOptions = options as never;
  const planned = plan('fit', anyNet, anyOptions);
  const { history, add } = historyBuilder({
    validation: planned.validation !== undefined,
    metrics: planned.metrics.length > 0,
  });
  let params = planned.initialParams;
  let last: EpochEnd | undefined;
  for (const turn of epochs('fit', anyNet, planned)) {
    if (turn === 'step') continue;
    add(turn);
    last = turn;
    if (planned.signal !== undefined) params = turn.params(); // an epoch that is cut short doesn't count
  }
  if (planned.signal === undefined) params = last?.params() ?? params;
  return { params: params as unknown as P, history }; // an update keeps structure, shapes and dtypes
}
