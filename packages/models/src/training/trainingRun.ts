import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type { Clip, Optimizer, OptimizerState } from '@keepdims/optimizers';
import type { Rng } from '@keepdims/random';
import type { AnyLayerParams, LayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { TrainableLayer } from '../trainableParams.js';
import { fusedRun } from './fusedRun.js';
import { plainRun } from './plainRun.js';
import { requireRunOptions } from './requireRunOptions.js';

/** What one step may be told. */
export interface StepOptions {
  /** How much each of the m examples counts, finite and >= 0. Default: 1 each. The mean is over m, whatever the weights add up to. */
  readonly weights?: ArrayLike<number>;
  /** What the optimizer's learning rate is multiplied by, finite and >= 0. Default 1. */
  readonly learningRateFactor?: number;
}

/** A network in training, which changes its own copy of the parameters. */
export interface TrainingRun {
  /**
   * One step: forward, cost, backward, update; with dropout and batch normalisation as in training, where layers have them.
   *
   * @param X - Examples as columns, [n_x, m]. @param Y - Targets, [outputs, m]. Of another dtype than the parameters they are converted,
   *   each time.
   * @param options.weights - How much each example counts: J = Σ wᵢ · lossᵢ / m. Default 1 each.
   * @param options.learningRateFactor - What the learning rate is multiplied by, as a schedule says. Default 1.
   * @returns The cost before the update, with the L2 term, and the output [outputs, m], which the next step overwrites.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0, or 1 under batch normalisation, or a weight or the factor is negative or
   *   not finite. TypeError for anything but arrays.
   */
  step(X: NDArray, Y: NDArray, options?: StepOptions): { readonly cost: number; readonly output: NDArray };

  /** The parameters as they are now: copies. */
  params(): LayerParams[];

  /** The optimizer's state as it is now, in the structure of `trainableParams`: copies. With it and `params()` another run goes on. */
  optimizerState(): OptimizerState<TrainableLayer<LayerParams>[]>;

  /** Whether every parameter is finite. */
  isFinite(): boolean;
}

/** What a training run needs to know. */
export interface TrainingRunOptions {
  readonly net: Network;
  readonly params: readonly AnyLayerParams[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** The L2 term (l2 / 2) · Σ‖W‖² of the cost, finite and >= 0. Default 0. */
  readonly l2?: number;
  /**
   * Clips the whole gradient, the L2 term's included, before each update, by `clipGradients`: elements to ±value, then the norm of all to
   * norm; both finite and > 0. Default: none.
   */
  readonly clip?: Clip;
  /** Where dropout draws its masks from; needed if a layer has dropout. It advances. */
  readonly rng?: Rng;
  /** Where the optimizer goes on, as `run.optimizerState()` gave it; left alone. Default: its state before the first step. */
  readonly optimizerState?: OptimizerState<readonly TrainableLayer[]>;
}

/**
 * Begin to train: what `fit` and `train` drive, for a loop of your own.
 *
 * @param options.net - The network. @param options.params - Where to begin; left alone.
 * @param options.loss - What to minimize. @param options.optimizer - How.
 * @param options.l2 - The L2 term (l2 / 2) · Σ‖W‖² of the cost, over weights alone; finite and >= 0. Default 0.
 * @param options.clip - `{ norm, value }`: clips the whole gradient, the L2 term's included, before each update. Default: none.
 * @param options.rng - Where dropout draws its masks from, as in `net.forward`; needed if a layer has dropout. It advances.
 * @param options.optimizerState - Where the optimizer goes on: what `run.optimizerState()` gave. Default: its state before the first step.
 *   With it, `run.params()` as `params` and the generator where it was, a run goes on as if it had never stopped, bit for bit.
 * @throws ShapeError, DTypeError or TypeError if the parameters or the state don't fit the network, or rng is missing. RangeError if an
 *   option is out of range or unknown.
 * @returns The run. Its steps go through fused kernels where every activation has one, and allocate nothing that outlives them after the
 *   first of each batch size; otherwise through `forward`, `backward` and `update`. Both draw the same masks and compute the same, but for
 *   rounding: a fused step divides by m first.
 * @example
 * const net = logisticRegression(1);
 * const params = net.initialize(randomState(1));
 * const run = trainingRun({ net, params, loss: binaryCrossEntropy, optimizer: gradientDescent({ learningRate: 1 }) });
 * const [X, Y] = [np.array([[0, 1, 2, 3]]), np.array([[0, 0, 1, 1]])];
 * for (let step = 0; step < 500; step++) run.step(X, Y);
 * net.predict(run.params(), X) // [[0, 0, 1, 1]]
 */
export function trainingRun(options: TrainingRunOptions): TrainingRun {
  requireRunOptions(options);
  return fusedRun(options) ?? plainRun(options);
}
