import { fitRows } from './affineScaler.js';
import type { Scaler } from './affineScaler.js';

/**
 * Scale each feature so that the fitted examples span 0 to 1.
 *
 * @returns A scaler; `fit(X)` with X of shape [n_x, m] measures each row's least value and range. A constant feature gets scale 1, so it
 *   becomes 0. New examples may fall outside 0 to 1.
 * @example minMaxScaler().fit(np.array([[2, 4, 6]])).transform(np.array([[2, 4, 6]])).toArray() // [[0, 0.5, 1]]
 */
export function minMaxScaler(): Scaler {
  return {
    fit: (X) =>
      fitRows(X, 'minMax', (row, what) => {
        const least = row.reduce((a, b) => Math.min(a, b));
        const greatest = row.reduce((a, b) => Math.max(a, b));
        if (!Number.isFinite(greatest - least))
          throw new RangeError(`${what}: the range from ${least} to ${greatest} overflows.`);
        return { shift: least, scale: greatest - least || 1 };
      }),
  };
}
