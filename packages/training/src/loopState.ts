import type { NDArray } from '@keepdims/ndarray';
import type { LayerParams, TrainingRunOptions } from '@keepdims/models';
import type { RandomStateSnapshot } from '@keepdims/random';
import type { StoppingState } from './earlyStopping.js';
import type { History } from './options.js';

/** Everything that decides how a training goes on. */
export interface LoopState {
  /** Completed epochs. */
  readonly epoch: number;
  /** Steps made of the epoch under way; 0 between epochs. */
  readonly step: number;
  /** Steps made in all. */
  readonly steps: number;
  readonly params: readonly LayerParams[];
  /** Undefined before the first step. */
  readonly optimizerState: TrainingRunOptions['optimizerState'];
  /** Of the one stream of random numbers. */
  readonly random: RandomStateSnapshot;
  /** The epoch under way; undefined between epochs. */
  readonly partial: PartialEpoch | undefined;
  readonly history: History;
  readonly stopping: StoppingState;
  /** The parameters of the best epoch, where early stopping restores them. */
  readonly best: readonly LayerParams[] | undefined;
}

/** What is known of an epoch under way. */
export interface PartialEpoch {
  /** The permutation of the examples that it goes through. */
  readonly order: Int32Array;
  /** The cost so far: what the steps made add to the epoch's. */
  readonly cost: number;
  /** The outputs so far, in order, if metrics need them. */
  readonly outputs: NDArray | undefined;
}
