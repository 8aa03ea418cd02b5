import type { DataSums } from './checkpoint/dataSums.js';

/**
 * Examples that needn't fit into memory, such as the rows of a large file: any of them can be read at any time.
 *
 * An example always is the same numbers; the training reads each once an epoch.
 */
export interface ExampleSource {
  /** How many there are, m >= 1. */
  readonly examples: number;
  /** Numbers of an example, n_x: those of the network. */
  readonly inputs: number;
  /** Targets of an example: the network's outputs, or 1 for a loss of class indices. */
  readonly outputs: number;
  /** What checkpoints know the examples by, such as check sums: a resumed training must have the same. */
  readonly sums: DataSums;
  /** How many examples are best read at a time, an integer >= 1; the numbers of a training don't depend on it. Default: a batch. */
  readonly readAhead?: number | undefined;
  /**
   * Read examples.
   *
   * @param rows - Which, from 0, in any order.
   * @param X - Where to write their numbers, one example after the other: element i · inputs + k is number k of example rows[i].
   * @param Y - Their targets, likewise.
   */
  readonly read: (rows: Int32Array, X: Float64Array, Y: Float64Array) => void;
}
