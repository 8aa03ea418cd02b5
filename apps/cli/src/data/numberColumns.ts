import type { NumberCells } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** Rows that are turned at once, so that what is read and written stays in the cache. */
const rowsAtOnce = 64;

/**
 * The columns of numbers that lie row by row.
 *
 * @param rows - m · n numbers.
 * @param n - Numbers a row.
 * @returns n columns of m numbers, of the same type, side by side in one new buffer.
 */
export function columnsOfRows(rows: NumberCells, n: number): NumberCells[] {
  const m = n === 0 ? 0 : rows.length / n;
  // A copy, of the same type, of which every element is written anew.
  const turned = rows.slice();
  for (let from = 0; from < m; from += rowsAtOnce) {
    const to = Math.min(m, from + rowsAtOnce);
    for (let i = 0; i < n; i++) for (let j = from; j < to; j++) turned[i * m + j] = rows[j * n + i] ?? 0;
  }
  return parts(turned, m, n);
}

/** The columns of an array [m, n]. */
export function columnsOfMatrix(X: NDArray): NumberCells[] {
  const [m = 0, n = 0] = X.shape;
  const [rowStep, columnStep] = X.strides;
  // NumPy's Fortran order, as pandas often saves it: the columns lie one behind the other already.
  if (rowStep === 1 && columnStep === m && X.size > 0) return parts(np.transpose(X).data, m, n);
  return columnsOfRows(np.contiguousData(X), n);
}

function parts(columns: NumberCells, m: number, n: number): NumberCells[] {
  return Array.from({ length: n }, (_, i) => columns.subarray(i * m, (i + 1) * m));
}
