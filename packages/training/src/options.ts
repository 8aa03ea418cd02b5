import type { NDArray } from '@keepdims/ndarray';
import type { Loss, TargetDomain } from '@keepdims/losses';
import type {
  Clip,
  Dense,
  InputR,
  LayerParams,
  NetworkParams,
  NetworkParamsR,
  OutputR,
  OutputsOf,
  Examples,
} from '@keepdims/models';
import type { Optimizer, Schedule } from '@keepdims/optimizers';
import type { Check, Shape } from '@keepdims/shapes';
import type { Checkpoint } from './checkpoint/checkpoint.js';
import type { ClassWeights } from './classWeights.js';
import type { EarlyStopping } from './earlyStopping.js';
import type { AnyMetric } from './metrics/metric.js';

/** Metrics by name. */
export type MetricValues = Readonly<Record<string, number>>;

/** What is known after an epoch. */
export interface EpochRecord<P = readonly LayerParams[]> {
  /** From 1. */
  readonly epoch: number;
  /**
   * The cost J, taken before each step's update; over several batches their mean, weighted by size. So the first epoch's cost with full
   * batches is that of the initial parameters. It includes the L2 term and the class weights, and units are dropped out while it is taken.
   */
  readonly cost: number;
  /** The metrics on the training examples, from the very outputs that the cost was taken from. */
  readonly metrics?: MetricValues;
  /** The mean loss of the validation examples, with `params`: without L2, class weights and dropout. */
  readonly validationCost?: number;
  /** The metrics on the validation examples, with `params`. */
  readonly validationMetrics?: MetricValues;
  /** With early stopping: whether this is the best epoch so far. */
  readonly improved?: boolean;
  /** The parameters after the epoch's updates. The training doesn't change them later; all who are told share them, so only read them. */
  readonly params: P;
}

/** What is known after a step. */
export interface StepRecord {
  /** From 1. */
  readonly epoch: number;
  /** Steps made of this epoch, from 1 to `steps`. */
  readonly step: number;
  /** How many steps an epoch has. */
  readonly steps: number;
  /** The batch's cost before the update. */
  readonly cost: number;
}

/** All epochs' numbers, a list each; index 0 is epoch 1. */
export interface History {
  readonly cost: number[];
  readonly metrics?: Record<string, number[]>;
  readonly validationCost?: number[];
  readonly validationMetrics?: Record<string, number[]>;
}

/** What ends a training early: an AbortSignal, or anything with its `aborted`. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** Called after each epoch. The training ends where it returns 'stop', or, in `train`, a promise of it. */
export type Callback<P = readonly LayerParams[]> =
  ((record: EpochRecord<P>) => void) | ((record: EpochRecord<P>) => 'stop' | undefined | Promise<'stop' | undefined>);

/** When to make checkpoints, and where they go. */
export interface CheckpointOptions {
  /** After every so many epochs, an integer >= 1. Default: 1, or none within the training if another one is given. */
  readonly every?: number;
  /** After every so many steps too, counted through all epochs, an integer >= 1. Default: none. */
  readonly everySteps?: number;
  /** After the first step that ends so many seconds after the last one or the begin, finite, >= 0; 0 is every step. Default: none. */
  readonly everySeconds?: number;
  /**
   * Takes a checkpoint; it is not changed later. Once more it is called where the training ends, unless by an error or by leaving the
   * `for await` of `train`: abort the signal instead. A promise is waited for by `train`, before the next step; `fit` can't wait.
   */
  readonly save: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Anything that JSON can hold and that belongs to the model, such as a fitted `tabular`. Kept in every checkpoint. */
  readonly preprocessing?: unknown;
}

/** The options that sizes don't matter to. */
export interface LoopOptions {
  /** How to take steps, such as gradientDescent({ learningRate: 0.01 }). */
  readonly optimizer: Optimizer;
  /** How often to go through all examples, an integer >= 1; with `resume`, all in all. */
  readonly epochs: number;
  /** Examples a step: an integer >= 1, or 'full' for all of them in their order. Default 'full'. */
  readonly batchSize?: number | 'full';
  /**
   * Where all randomness comes from, an integer from 0 to 2^32 − 1. From one stream, `randomState(seed)`, are drawn: first the parameters
   * in layer order (not if initialParams is given); then for each epoch a permutation of the examples (not for full batches) and at each
   * of its steps dropout's masks in layer order. Default 0.
   */
  readonly seed?: number;
  /** What to report each epoch besides the cost, such as [accuracy]. */
  readonly metrics?: readonly AnyMetric[];
  /** When to stop for want of improvement. Default: never. */
  readonly earlyStopping?: EarlyStopping;
  /**
   * What the learning rate is multiplied by at each time, such as cosineDecay({ epochs: 20 }). Time counts epochs from 0, with
   * fractions: step k of n (k from 0) of epoch e is at e − 1 + k / n. Default: 1 throughout.
   */
  readonly schedule?: Schedule;
  /** Adds (l2 / 2) · Σ‖W‖² of all weights to the cost, finite and >= 0. Default 0. */
  readonly l2?: number;
  /** The largest gradient that an update may see: `norm` of all gradients together, `value` of each number. Default: none. */
  readonly clip?: Clip;
  /** How much examples count by their class: 'balanced', or a weight for each class number. Default: all 1. */
  readonly classWeights?: ClassWeights;
  /** Called after each step; what it throws ends the training. Default: nobody. */
  readonly onStep?: (record: StepRecord) => void;
  /** Saves the training as it goes, so that it can be resumed. Default: nothing is saved. */
  readonly checkpoint?: CheckpointOptions;
  /**
   * Goes on from a checkpoint: with the same options, `epochs` apart, and the same examples, which it knows by a check sum, the bits are
   * those of a training without a break. Parameters aren't drawn then, and of `initialParams` only the dtype matters.
   */
  readonly resume?: Checkpoint;
  /** Ends the training before the next step once it is aborted. */
  readonly signal?: StopSignal;
}

/** Targets fit the loss and the network's O outputs, as a rule: one row where they are class indices, else the output's shape. */
type TargetsR<T extends TargetDomain, O extends number, M extends number, S extends Shape, Name extends string> =
  OutputR<O, M, S, 'fit', Name, { readonly targets: T }> extends infer R
    ? R extends string
      ? `${R}${RowOfLabels<T, O, M, S, Name>}`
      : R
    : never;

/** The remedy where class numbers were probably given for columns; else nothing. */
type RowOfLabels<T extends TargetDomain, O extends number, M extends number, S extends Shape, Name extends string> = [
  T,
] extends ['class indices']
  ? ''
  : S extends readonly [1, M]
    ? `: of class numbers oneHot(${Name}, { classes: ${O} }) makes columns, or take sparseCategoricalCrossEntropy`
    : '';

/** Options of `fit` and `train` for a network of layers L on N inputs. */
export interface TrainingOptions<
  N extends number,
  L extends readonly Dense[],
  X extends NDArray,
  Y extends NDArray,
  VX extends NDArray,
  VY extends NDArray,
  P extends readonly LayerParams[],
  T extends TargetDomain,
> extends LoopOptions {
  /** What to minimize, such as binaryCrossEntropy. */
  readonly loss: Loss & { readonly targets: T };
  /** Examples as columns, shape [n_x, m]; finite numbers. X and Y are not copied: don't change them while the training goes on. */
  readonly X: Check<InputR<N, X['shape'], 'fit', 'X'>, X>;
  /** Targets, shape [outputs, m]; finite numbers. With a loss of class indices, these: [1, m]. */
  readonly Y: Check<TargetsR<T, OutputsOf<L>, Examples<X['shape']>, Y['shape'], 'Y'>, Y>;
  /** Where to start from instead of drawing; left alone. */
  readonly initialParams?: Check<NetworkParamsR<N, L, P, 'fit'>, P>;
  /** Examples to watch but not to train on. */
  readonly validation?: {
    readonly X: Check<InputR<N, VX['shape'], 'fit', 'validation.X'>, VX>;
    readonly Y: Check<TargetsR<T, OutputsOf<L>, Examples<VX['shape']>, VY['shape'], 'validation.Y'>, VY>;
  };
  /** Called in order after each epoch. What they throw ends the training. */
  readonly callbacks?: readonly Callback<NoInfer<P>>[];
}

/** Why a training ended. */
export type StopReason = 'epochs' | 'earlyStopping' | 'callback' | 'signal';

/** What a training gives. */
export interface FitResult<P> {
  /** The parameters after the last completed epoch; with early stopping, of the best epoch, unless `restoreBest` is false. */
  readonly params: P;
  /** The numbers of the completed epochs. */
  readonly history: History;
  /** Why it ended: all epochs are done, early stopping, a callback returned 'stop', or the signal was aborted. */
  readonly stoppedBy: StopReason;
  /** With early stopping: the best epoch, from 1; 0 if no epoch has a number to compare. */
  readonly bestEpoch?: number;
}

/** The parameters of a network when none are given. */
export type DrawnParams<N extends number, L extends readonly Dense[]> = NetworkParams<N, L, 'float64'>;
