import { contiguousData, copy, empty, memoryOf } from '@keepdims/ndarray';
import type { FloatDType } from '@keepdims/models';
import type { NDArray } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';
import type { Data } from './plan.js';

/** Examples that a training goes through again and again, in batches whose memory is used again too. */
export interface Examples {
  /** One epoch. A batch's arrays are valid until the next one is asked for. */
  readonly batches: () => Iterable<ExampleBatch>;
}

/** Examples as columns: X [n_x, size], Y [outputs, size]. */
export interface ExampleBatch extends Data {
  readonly size: number;
}

/**
 * Prepare X and Y of a checked plan for training in one element type.
 *
 * With `'full'` the one batch is X and Y themselves. Otherwise each epoch draws one permutation, as `batches` of `@keepdims/data` does; and
 * since an example's numbers lie far apart in X, the examples are laid out as rows once, so that a batch is gathered row by row.
 */
export function examples({ X, Y }: Data, dtype: FloatDType, batchSize: number | 'full', rng: Rng): Examples {
  const m = X.shape[1] ?? 0;
  if (batchSize === 'full') {
    const whole = { X: packed(X, dtype), Y: packed(Y, dtype), size: m };
    return { batches: () => [whole] };
  }
  const [rows, targets] = [copy(converted(X, dtype).T()), copy(converted(Y, dtype).T())];
  const bySize = new Map<number, Gathered>();
  function* batches(): Generator<ExampleBatch> {
    const order = rng.permutation(m).data; // to keep: others run between batches
    for (let start = 0; start < m; start += Number(batchSize)) {
      const size = Math.min(Number(batchSize), m - start);
      let batch = bySize.get(size);
      if (batch === undefined) bySize.set(size, (batch = gathered(rows, targets, size, dtype)));
      gatherRows(rows, order, start, batch.rows);
      gatherColumns(targets, order, start, batch.Y);
      yield batch;
    }
  }
  return { batches };
}

interface Gathered extends ExampleBatch {
  readonly rows: NDArray;
}

function gathered(X: NDArray, Y: NDArray, size: number, dtype: FloatDType): Gathered {
  const rows: NDArray = empty([size, X.shape[1] ?? 0], { dtype });
  return { rows, X: rows.T(), Y: empty([Y.shape[1] ?? 0, size], { dtype }), size };
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
