import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Examples } from '../model/prepare.js';
import { evenly } from './charts/evenly.js';

/** Examples in memory. */
export interface SomeExamples {
  /** [n_x, s]. */
  readonly X: NDArray;
  /** [outputs, s]. */
  readonly Y: NDArray;
  /** Which of all they are, from 0. */
  readonly places: readonly number[];
}

/**
 * At most so many examples, evenly taken, in their order; all if there aren't more and they are in memory.
 *
 * @param most - At least 2; Infinity for all.
 */
export function someExamples(examples: Examples, most: number): SomeExamples {
  // X and Y of rows that are not in memory would read all of them.
  const { rows, source } = examples;
  const places = evenly(rows.length, most);
  if (source === undefined) {
    if (places.length === rows.length) return { X: examples.X, Y: examples.Y, places };
    const columns = (array: NDArray): NDArray => np.take(array, places, { axis: 1 });
    return { X: columns(examples.X), Y: columns(examples.Y), places };
  }
  const { inputs, outputs } = source;
  const [flatX, flatY] = [inputs, outputs].map((width) => new Float64Array(width * places.length));
  if (flatX === undefined || flatY === undefined) throw new Error('someExamples: there are two widths.');
  source.read(Int32Array.from(places), flatX, flatY);
  // One example after the other.
  const columns = (flat: Float64Array, width: number): NDArray =>
    np.copy(np.transpose(np.asArray(flat, { shape: [places.length, width] })));
  return { X: columns(flatX, inputs), Y: columns(flatY, outputs), places };
}
