import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from './loss.js';

/** How far a column of probabilities may be from a sum of 1: float32 columns are rounded. */
const tolerance = 1e-6;

/**
 * Refuse targets that a loss isn't made for: class numbers for a cross-entropy would give a cost that means nothing.
 *
 * @param operation - The call as messages show it.
 * @param name - What the call names the targets, such as Y.
 * @param loss - The loss; its `targets` says what it is made for.
 * @param Y - Targets, shape [outputs, m]. Values between 0 and 1 (soft labels) are allowed; NaN passes, and makes the cost NaN.
 * @throws RangeError naming the element, or the column whose sum is not 1 within 1e-6.
 * @example requireTargets('f(Y)', 'Y', binaryCrossEntropy, np.array([[0, 1]])) // undefined
 */
export function requireTargets(
  operation: string,
  name: string,
  loss: Pick<Loss, 'name' | 'targets'>,
  Y: NDArray,
): void {
  if (loss.targets === 'any') return;
  const remedy =
    loss.targets === 'probabilities'
      ? 'Call the two classes 0 and 1.'
      : 'Make columns of class numbers by oneHot(labels).';
  const [rows = 0, m = 0] = Y.shape;
  const values = contiguousData(Y);
  const sums = new Float64Array(m);
  for (let k = 0; k < values.length; k++) {
    const y = Number(values[k]);
    const j = k % m;
    if (y < 0 || y > 1) {
      throw new RangeError(
        `${operation}: the targets of ${loss.name} are from 0 to 1, but ${name} at [${Math.floor(k / m)}, ${j}] is ${y}. ${remedy}`,
      );
    }
    sums[j] = (sums[j] ?? 0) + y;
  }
  if (loss.targets === 'probabilities' || rows === 0) return;
  const guilty = sums.findIndex((sum) => Math.abs(sum - 1) > tolerance);
  if (guilty === -1) return;
  throw new RangeError(
    `${operation}: the targets of ${loss.name} are columns that sum to 1, but column ${guilty} of ${name} sums to ${sums[guilty]}. ${remedy}`,
  );
}
