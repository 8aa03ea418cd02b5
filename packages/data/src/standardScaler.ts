import { fitRows } from './affineScaler.js';
import type { Scaler } from './affineScaler.js';
import { meanAndScale } from './meanAndScale.js';

/**
 * Scale each feature to mean 0 and standard deviation 1.
 *
 * @returns A scaler; `fit(X)` with X of shape [n_x, m] measures each row's mean and population standard deviation (divisor m). A constant
 *   feature gets scale 1, so it becomes 0.
 * @example
 * const scaler = standardScaler().fit(np.array([[1, 3]])); scaler.transform(np.array([[2, 5]])).toArray() // [[0, 3]]
 */
export function standardScaler(): Scaler {
  return {
    fit: (X) =>
      fitRows(X, 'standard', (row, what) => {
        const { mean, scale } = meanAndScale(row, what);
        return { shift: mean, scale };
      }),
  };
}
