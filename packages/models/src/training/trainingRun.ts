import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type { Optimizer } from '@keepdims/optimizers';
import type { AnyLayerParams, LayerParams } from '../layer.js';
import type { Network } from '../network.js';
import { fusedRun } from './fusedRun.js';
import { plainRun } from './plainRun.js';
import { requireNetworkParams } from '../requireNetwork.js';

/** A network in training, which changes its own copy of the parameters. */
export interface TrainingRun {
  /**
   * One step: forward, cost, backward, update.
   *
   * @param X - Examples as columns, [n_x, m]. @param Y - Targets, [outputs, m]. Of another dtype than the parameters they are converted,
   *   each time.
   * @returns The cost before the update, and the output [outputs, m], which the next step overwrites.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0. TypeError for anything but arrays.
   */
  step(X: NDArray, Y: NDArray): { readonly cost: number; readonly output: NDArray };

  /** The parameters as they are now: copies. */
  params(): LayerParams[];

  /** Whether every parameter is finite. */
  isFinite(): boolean;
}

/** What a training run needs to know. */
export interface TrainingRunOptions {
  readonly net: Network;
  readonly params: readonly AnyLayerParams[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

/**
 * Begin to train: what `fit` and `train` drive, for a loop of your own.
 *
 * @param options.net - The network. @param options.params - Where to begin; left alone.
 * @param options.loss - What to minimize. @param options.optimizer - How.
 * @throws ShapeError, DTypeError or TypeError if the parameters don't fit the network.
 * @returns The run. Its steps go through fused kernels where every activation has one, and allocate nothing after the first of each batch
 *   size; otherwise through `forward`, `backward` and `update`. Both compute the same, but for rounding: a fused step divides by m first.
 * @example
 * const net = logisticRegression(1);
 * const params = net.initialize(randomState(1));
 * const run = trainingRun({ net, params, loss: binaryCrossEntropy, optimizer: gradientDescent({ learningRate: 1 }) });
 * const [X, Y] = [np.array([[0, 1, 2, 3]]), np.array([[0, 0, 1, 1]])];
 * for (let step = 0; step < 500; step++) run.step(X, Y);
 * net.predict(run.params(), X) // [[0, 0, 1, 1]]
 */
export function trainingRun(options: TrainingRunOptions): TrainingRun {
  const { net, params } = options;
  const inputs = [net.nX, ...net.layers.map(({ units }) => units)];
  requireNetworkParams('trainingRun({ params })', params, net.layers, inputs);
  return fusedRun(options) ?? plainRun(options);
}
