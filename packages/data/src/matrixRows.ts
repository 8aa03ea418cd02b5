import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';

/**
 * Copies of the rows of a rank-2 array, as float64.
 *
 * @param operation - The call as messages show it.
 * @throws ShapeError if the array does not have two axes.
 */
export function matrixRows(X: NDArray, operation: string): Float64Array[] {
  const [rows, columns, ...others] = X.shape;
  if (rows === undefined || columns === undefined || others.length > 0) {
    throw new ShapeError(
      `${operation}: expected two axes, [features, examples], got shape ${showShape(X.shape)}; np.asRow or np.asColumn makes one of a rank-1 array.`,
    );
  }
  const values = Float64Array.from(contiguousData(X));
  return Array.from({ length: rows }, (_row, i) => values.subarray(i * columns, (i + 1) * columns));
}
