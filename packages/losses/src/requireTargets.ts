import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from './loss.js';
import { refuseWrongIndices } from './requireClassIndices.js';

/** How far a column of probabilities may be from a sum of 1: float32 columns are rounded. */
const tolerance = 1e-6;

/**
 * Refuse targets that a loss isn't made for: class numbers for a cross-entropy would give a cost that means nothing.
 *
 * @param operation - The call as messages show it.
 * @param name - What the call names the targets, such as Y.
 * @param loss - The loss; its `targets` says what it is made for.
 * @param Y - Targets, of the shape that `targetsShape` gives. Values between 0 and 1 (soft labels) are allowed where the loss takes
 *   probabilities. NaN passes, and makes the cost NaN, but as a class index.
 * @param outputs - How many outputs the model has: class indices are below it.
 * @throws RangeError naming the element, or the column whose sum is not 1 within 1e-6.
 * @example requireTargets('f(Y)', 'Y', binaryCrossEntropy, np.array([[0, 1]]), 1) // undefined
 */
export function requireTargets(
  operation: string,
  name: string,
  loss: Pick<Loss, 'name' | 'targets'>,
  Y: NDArray,
  outputs: number,
): void {
  const subject = `${operation}: the targets of ${loss.name} are`;
  switch (loss.targets) {
    case 'any':
      return;
    case 'class indices':
      refuseWrongIndices(subject, name, Y, outputs);
      return;
    case 'signs':
      refuseOthers(Y, (y) => y === -1 || y === 1, `${subject} -1 or 1, but ${name}`, signsRemedy(name, Y));
      return;
    case 'probabilities':
      refuseOthers(Y, isProbability, `${subject} from 0 to 1, but ${name}`, 'Call the two classes 0 and 1.');
      return;
    case 'distributions':
      refuseOthers(Y, isProbability, `${subject} from 0 to 1, but ${name}`, oneHotRemedy);
      requireSums(subject, name, Y);
  }
}

const oneHotRemedy = 'Make columns of class numbers by oneHot(labels), or take sparseCategoricalCrossEntropy.';

function isProbability(y: number): boolean {
  return y >= 0 && y <= 1;
}

function signsRemedy(name: string, Y: NDArray): string {
  return contiguousData(Y).every((y) => Number(y) === 0 || Number(y) === 1)
    ? `Labels 0 and 1 become so by np.subtract(np.multiply(${name}, 2), 1).`
    : 'Call the two classes -1 and 1.';
}

/** Refuse the first element that is neither NaN nor as it should be. */
function refuseOthers(Y: NDArray, fits: (y: number) => boolean, before: string, remedy: string): void {
  const m = Y.shape[1] ?? 0;
  const values = contiguousData(Y);
  for (let k = 0; k < values.length; k++) {
    const y = Number(values[k]);
    if (fits(y) || Number.isNaN(y)) continue;
    throw new RangeError(`${before} at [${Math.floor(k / m)}, ${k % m}] is ${y}. ${remedy}`);
  }
}

/** Refuse columns that don't sum to 1; a matrix without rows has no column to speak of. */
function requireSums(subject: string, name: string, Y: NDArray): void {
  const [rows = 0, m = 0] = Y.shape;
  if (rows === 0) return;
  const sums = new Float64Array(m);
  contiguousData(Y).forEach((y, k) => {
    sums[k % m] = (sums[k % m] ?? 0) + Number(y);
  });
  const guilty = sums.findIndex((sum) => Math.abs(sum - 1) > tolerance);
  if (guilty === -1) return;
  throw new RangeError(
    `${subject} columns that sum to 1, but column ${guilty} of ${name} sums to ${sums[guilty]}. ${oneHotRemedy}`,
  );
}
