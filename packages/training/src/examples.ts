import { contiguousData, copy, empty, memoryOf } from '@keepdims/ndarray';
import type { FloatDType } from '@keepdims/models';
import type { NDArray } from '@keepdims/ndarray';

/** Examples with their targets. */
export interface Data {
  readonly X: NDArray;
  readonly Y: NDArray;
}

/** Examples that a training goes through again and again, in batches whose memory is used again too. */
export interface Examples {
  /** How many batches an epoch has. */
  readonly steps: number;
  /** Whether each epoch needs an order of the examples. */
  readonly shuffled: boolean;
  /**
   * Batches of one epoch, from the batch `first` on (0 for all). A batch's arrays are valid until the next one is asked for.
   *
   * @param order - A permutation of the m examples; not read where they keep their order.
   */
  readonly batches: (order: Int32Array, first: number) => Iterable<ExampleBatch>;
}

/** Examples as columns: X [n_x, size], Y [outputs, size]. */
export interface ExampleBatch extends Data {
  readonly size: number;
  /** How much each example counts, if that differs. */
  readonly weights: Float64Array | undefined;
}

/**
 * Prepare X and Y of a checked plan for training in one element type.
 *
 * With `'full'` the one batch is X and Y themselves. Otherwise each epoch goes through a permutation, as `batches` of `@keepdims/data` does;
 * and since an example's numbers lie far apart in X, the examples are laid out as rows once, so that a batch is gathered row by row.
 */
export function examples(
  { X, Y }: Data,
  dtype: FloatDType,
  batchSize: number | 'full',
  weights: Float64Array | undefined,
): Examples {
  const m = X.shape[1] ?? 0;
  if (batchSize === 'full') {
    const whole = { X: packed(X, dtype), Y: packed(Y, dtype), size: m, weights };
    return { steps: 1, shuffled: false, batches: (_, first) => (first === 0 ? [whole] : []) };
  }
  const [rows, targets] = [copy(converted(X, dtype).T()), copy(converted(Y, dtype).T())];
  const bySize = new Map<number, Gathered>();
  function* batches(order: Int32Array, first: number): Generator<ExampleBatch> {
    for (let start = first * Number(batchSize); start < m; start += Number(batchSize)) {
      const size = Math.min(Number(batchSize), m - start);
      let batch = bySize.get(size);
      if (batch === undefined) {
        const [inputs = 0, outputs = 0] = [X.shape[0], Y.shape[0]];
        bySize.set(size, (batch = gathered(inputs, outputs, size, dtype, weights !== undefined)));
      }
      gatherBatch(batch, { X: rows, Y: targets }, order, start);
      if (weights !== undefined) gatherWeights(weights, order, start, batch.weights);
      yield batch;
    }
  }
  return { steps: Math.ceil(m / batchSize), shuffled: true, batches };
}

/** A batch that is gathered row by row. */
export interface Gathered extends ExampleBatch {
  /** X, [size, n_x]. */
  readonly rows: NDArray;
}

/** Memory for batches of one size. */
export function gathered(
  inputs: number,
  outputs: number,
  size: number,
  dtype: FloatDType,
  weighted: boolean,
): Gathered {
  const rows: NDArray = empty([size, inputs], { dtype });
  const weights = weighted ? new Float64Array(size) : undefined;
  return { rows, X: rows.T(), Y: empty([outputs, size], { dtype }), size, weights };
}

/** Fill a batch with the examples at `order[start]`, `order[start + 1]`, … of X [m, n_x] and Y [m, outputs]. */
export function gatherBatch({ rows, Y }: Gathered, from: Data, order: Int32Array, start: number): void {
  gatherRows(from.X, order, start, rows);
  gatherColumns(from.Y, order, start, Y);
}

function converted(a: NDArray, dtype: FloatDType): NDArray<readonly [number, number]> {
  return (a.dtype === dtype ? a : a.astype(dtype)) as NDArray<readonly [number, number]>; // two axes: the plan has checked
}

/** The array itself where it lies in row order already, in memory that kernels use without copying it each time. */
function packed(a: NDArray, dtype: FloatDType): NDArray {
  const same = converted(a, dtype);
  const inOrder = same.strides[1] === 1 && same.strides[0] === same.shape[1];
  return inOrder && memoryOf(same).onHeap ? same : copy(same);
}

/** Rows order[start], order[start + 1], … of `from`, one after the other. */
function gatherRows(from: NDArray, order: ArrayLike<number>, start: number, to: NDArray): void {
  const [size = 0, width = 0] = to.shape;
  const [source, target] = [contiguousData(from), contiguousData(to)];
  for (let i = 0; i < size; i++) {
    const at = (order[start + i] ?? 0) * width;
    target.set(source.subarray(at, at + width), i * width);
  }
}

/** The same rows, as columns. */
function gatherColumns(from: NDArray, order: ArrayLike<number>, start: number, to: NDArray): void {
  const [height = 0, size = 0] = to.shape;
  const [source, target] = [contiguousData(from), contiguousData(to)];
  for (let j = 0; j < size; j++) {
    const at = (order[start + j] ?? 0) * height;
    for (let i = 0; i < height; i++) target[i * size + j] = source[at + i] ?? NaN;
  }
}

function gatherWeights(
  from: Float64Array,
  order: ArrayLike<number>,
  start: number,
  to: Float64Array | undefined,
): void {
  for (let j = 0; to !== undefined && j < to.length; j++) to[j] = from[order[start + j] ?? 0] ?? NaN;
}
