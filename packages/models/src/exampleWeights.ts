import type { Floats } from '@keepdims/kernels';

/**
 * Multiply each column by its example's weight, in place. Weight 0 gives 0, whatever stands there: the example is left out.
 *
 * @param columns - Contiguous, (rows, m).
 * @param weights - m finite numbers.
 */
export function weighColumns(rows: number, m: number, weights: ArrayLike<number>, columns: Floats): void {
  for (let j = 0; j < m; j++) {
    const weight = weights[j] ?? NaN; // j is in range, and so is k below
    for (let k = j; k < rows * m; k += m) columns[k] = weight === 0 ? 0 : weight * (columns[k] ?? NaN);
  }
}
