import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type {
  Dense,
  InputR,
  LayerParams,
  NetworkParams,
  NetworkParamsR,
  OutputR,
  OutputsOf,
  Examples,
} from '@keepdims/models';
import type { Optimizer } from '@keepdims/optimizers';
import type { Check } from '@keepdims/shapes';
import type { Metric } from './metrics/metric.js';

/** Metrics by name. */
export type MetricValues = Readonly<Record<string, number>>;

/** What is known after an epoch. */
export interface EpochRecord<P = readonly LayerParams[]> {
  /** From 1. */
  readonly epoch: number;
  /**
   * The cost J, taken before each step's update; over several batches their mean, weighted by size. So the first epoch's cost with full
   * batches is that of the initial parameters.
   */
  readonly cost: number;
  /** The metrics on the training examples, from the very outputs that the cost was taken from. */
  readonly metrics?: MetricValues;
  /** The cost on the validation examples, with `params`. */
  readonly validationCost?: number;
  /** The metrics on the validation examples, with `params`. */
  readonly validationMetrics?: MetricValues;
  /** The parameters after the epoch's updates; nothing changes them later. */
  readonly params: P;
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

/** Options of `fit` and `train` for a network of layers L on N inputs. */
export interface TrainingOptions<
  N extends number,
  L extends readonly Dense[],
  X extends NDArray,
  Y extends NDArray,
  VX extends NDArray,
  VY extends NDArray,
  P extends readonly LayerParams[],
> {
  /** Examples as columns, shape [n_x, m]; finite numbers. */
  readonly X: Check<InputR<N, X['shape'], 'fit', 'X'>, X>;
  /** Targets, shape [outputs, m]; finite numbers. */
  readonly Y: Check<OutputR<OutputsOf<L>, Examples<X['shape']>, Y['shape'], 'fit', 'Y'>, Y>;
  /** What to minimize, such as binaryCrossEntropy. */
  readonly loss: Loss;
  /** How to take steps, such as gradientDescent({ learningRate: 0.01 }). */
  readonly optimizer: Optimizer;
  /** How often to go through all examples, an integer >= 1. */
  readonly epochs: number;
  /** Examples a step: an integer >= 1, or 'full' for all of them in their order. Default 'full'. */
  readonly batchSize?: number | 'full';
  /**
   * Where all randomness comes from, an integer from 0 to 2^32 − 1: first the parameters are drawn in layer order (not if initialParams
   * is given), then a permutation of the examples for each epoch (not for full batches). Default 0.
   */
  readonly seed?: number;
  /** Where to start from instead of drawing; left alone. */
  readonly initialParams?: Check<NetworkParamsR<N, L, P, 'fit'>, P>;
  /** Examples to watch but not to train on. */
  readonly validation?: {
    readonly X: Check<InputR<N, VX['shape'], 'fit', 'validation.X'>, VX>;
    readonly Y: Check<OutputR<OutputsOf<L>, Examples<VX['shape']>, VY['shape'], 'fit', 'validation.Y'>, VY>;
  };
  /** What to report each epoch besides the cost, such as [accuracy]. */
  readonly metrics?: readonly Metric[];
  /** Called in order after each epoch. What they throw ends the training. */
  readonly callbacks?: readonly ((record: EpochRecord<NoInfer<P>>) => void)[];
  /** Ends the training before the next step once it is aborted. */
  readonly signal?: StopSignal;
}

/** What `fit` gives. */
export interface FitResult<P> {
  /** The parameters after the last completed epoch. */
  readonly params: P;
  /** The numbers of the completed epochs. */
  readonly history: History;
}

/** The parameters of a network when none are given. */
export type DrawnParams<N extends number, L extends readonly Dense[]> = NetworkParams<N, L, 'float64'>;
