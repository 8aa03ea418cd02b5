import type { Loss } from '@keepdims/losses';
import type { FloatDType, Network } from '@keepdims/models';
import type { NDArray } from '@keepdims/ndarray';
import { dataSums } from './checkpoint/dataSums.js';
import type { DataSums } from './checkpoint/dataSums.js';
import { examples } from './examples.js';
import type { Data, ExampleBatch, Examples } from './examples.js';
import { requireData } from './requireData.js';

/** Where the loop has checked examples from: arrays in memory, or a source that it reads. */
export interface Supply {
  readonly m: number;
  /** How many rows the targets have. */
  readonly targetRows: number;
  /** The largest |x|, of a source among the examples read so far. */
  readonly largestInput: number;
  /** What checkpoints know the examples by. */
  readonly sums: () => DataSums;
  /** For a training in one element type. */
  readonly batches: (dtype: FloatDType, batchSize: number | 'full', weights: Float64Array | undefined) => Examples;
  /** All examples in their order, in parts that memory has room for. A part's arrays are valid until the next one is asked for. */
  readonly parts: () => Iterable<ExampleBatch>;
  /** All targets, [targetRows, m]. */
  readonly targets: () => NDArray;
}

/**
 * Examples in memory, in one part.
 *
 * @param prefix - Before X and Y in messages, such as `validation.`.
 * @throws ShapeError, RangeError or TypeError saying what is wrong with them.
 */
export function fromArrays(call: string, prefix: string, net: Network, loss: Loss, data: Data): Supply {
  const largestInput = requireData(call, prefix, net, loss, data);
  const { X, Y } = data;
  const m = X.shape[1] ?? 0;
  return {
    m,
    targetRows: Y.shape[0] ?? 0,
    largestInput,
    sums: () => dataSums(data),
    batches: (dtype, batchSize, weights) => examples(data, dtype, batchSize, weights),
    parts: () => [{ X, Y, size: m, weights: undefined }],
    targets: () => Y,
  };
}
