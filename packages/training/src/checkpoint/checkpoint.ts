import type { RandomStateSnapshot } from '@keepdims/random';
import type { DataSums } from './dataSums.js';
import type { TrainingSetup } from './trainingSetup.js';

/**
 * A training at one moment, as plain data: typed arrays and JSON, which a worker can post and a database keep. `checkpointToBytes` makes
 * one file of it.
 */
export interface Checkpoint {
  /** Where the training stands, and everything about it that isn't an array. */
  readonly state: CheckpointState;
  /** Arrays by name: `params.0.W`, `optimizer.velocity.0.W`, `best.0.W`, `history.cost`, … Layers are counted from 0. */
  readonly arrays: Readonly<Record<string, CheckpointArray>>;
}

/** An array as plain data, in row order. */
export interface CheckpointArray {
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Int32Array;
}

/** What a checkpoint says besides its arrays; JSON. */
export interface CheckpointState {
  readonly format: 'keepdims-checkpoint';
  readonly version: 1;
  /** Completed epochs. */
  readonly epoch: number;
  /** Steps made of the epoch under way; 0 between epochs. */
  readonly step: number;
  /** Steps made in all. */
  readonly steps: number;
  /** Updates that the optimizer has made. */
  readonly optimizerStep: number;
  /** Where the stream of random numbers stands. */
  readonly random: RandomStateSnapshot;
  /** Network and options: a training that goes on must have the same. */
  readonly setup: TrainingSetup;
  /** Check sums of the examples: a training that goes on must have the same. */
  readonly data: DataSums;
  /** Of early stopping: the best epoch (0 for none yet), and how many epochs in a row were no better. */
  readonly stopping: { readonly bestEpoch: number; readonly waited: number };
  /** What `checkpoint.preprocessing` was, as JSON. */
  readonly preprocessing?: unknown;
}
