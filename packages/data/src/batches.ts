import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';
import type { Check } from '@keepdims/shapes';
import { checkSameExamples } from './sameExamples.js';
import type { Columns, SameExamplesR } from './sameExamples.js';

/** One batch of examples. */
export interface Batch<X extends NDArray, Y extends NDArray> {
  /** Features, shape [n_x, size]. */
  readonly X: Columns<X>;
  /** Targets, shape [outputs, size]. */
  readonly Y: Columns<Y>;
  /** Examples in this batch. */
  readonly size: number;
}

/**
 * Go once through all examples in batches.
 *
 * @param data - X [n_x, m] and Y [outputs, m]; an example is a column. m is 1 or more.
 * @param batchSize - Examples a batch, or 'full' for one batch of X and Y themselves, without a copy and without drawing.
 * @param rng - Shuffles the examples by one permutation, drawn when the first batch is asked for. Without it they keep their order.
 * @returns A generator of `{ X, Y, size }`; every example comes once, and the last batch holds what is left.
 * @throws ShapeError if X and Y do not have two axes or differ in m. RangeError if m is 0 or the batch size is not a whole number ≥ 1.
 * @example
 * [...batches({ X: np.zeros([2, 5]), Y: np.zeros([1, 5]) }, 2, randomState(1))].map((batch) => batch.X.shape) // [[2, 2], [2, 2], [2, 1]]
 */
export function batches<X extends NDArray, Y extends NDArray>(
  data: { readonly X: X; readonly Y: Check<SameExamplesR<X['shape'], Y['shape'], 'batches'>, Y> },
  batchSize: number | 'full',
  rng?: Rng,
): Generator<Batch<X, Y>, void, undefined> {
  const targets = data.Y as Y; // Check gives a message only to calls that don't compile
  const m = checkSameExamples('batches({ X, Y })', data.X, targets);
  if (m === 0) throw new RangeError('batches: there are no examples.');
  if (batchSize !== 'full' && !(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`batches: batchSize must be a whole number, 1 or more, or 'full', got ${batchSize}.`);
  }
  // The checks above run at the call; a generator's body would only run at the first batch.
  return generate(data.X, targets, m, batchSize, rng);
}

function* generate<X extends NDArray, Y extends NDArray>(
  X: X,
  Y: Y,
  m: number,
  batchSize: number | 'full',
  rng: Rng | undefined,
): Generator<Batch<X, Y>, void, undefined> {
  if (batchSize === 'full') {
    // All columns are "some columns": the compiler cannot see that through X's unresolved type.
    yield { X: X as NDArray as Columns<X>, Y: Y as NDArray as Columns<Y>, size: m };
    return;
  }
  const order = rng?.permutation(m);
  for (let start = 0; start < m; start += batchSize) {
    const stop = Math.min(start + batchSize, m);
    yield { X: pick(X, start, stop, order), Y: pick(Y, start, stop, order), size: stop - start };
  }
}

/** Columns start … stop − 1 in the order of the permutation; a view while there is none. */
function pick<A extends NDArray>(
  array: A,
  start: number,
  stop: number,
  order: NDArray<[number], 'int32'> | undefined,
): Columns<A> {
  const rows = array as NDArray as NDArray<[number, number]>; // two axes: checked at the call
  const columns =
    order === undefined
      ? np.slice(rows, ':', [start, stop])
      : np.take(rows, np.slice(order, [start, stop]), { axis: 1 });
  // Both keep the rows and the dtype.
  return columns as NDArray as Columns<A>;
}
