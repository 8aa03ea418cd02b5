import { contiguousData, requireArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, sameShape, showShape } from '@keepdims/shapes';

/**
 * Refuse anything but a matrix [classes, m] and a row of m class indices, with at least one example.
 *
 * @throws TypeError if one isn't an array. ShapeError for other shapes, with the remedy where there is one. RangeError if m is 0, or an
 *   index is not an integer from 0 to classes − 1.
 */
export function requireClassIndices(operation: string, name: string, outputs: NDArray, targets: NDArray): void {
  requireArray(operation, name, outputs);
  requireArray(operation, 'targets', targets);
  const [classes = 0, m = 0] = outputs.shape;
  if (outputs.shape.length !== 2) {
    throw new ShapeError(
      `${operation}: ${name} must have shape [classes, m], one example a column, but ${name} has shape ` +
        `${showShape(outputs.shape)} (rank ${outputs.shape.length}).`,
    );
  }
  if (!sameShape(targets.shape, [1, m])) {
    throw new ShapeError(
      `${operation}: targets must have shape [1, m], one class index a column of ${name}, but ${name} has shape ` +
        `${showShape(outputs.shape)} and targets has shape ${showShape(targets.shape)}.${remedy(outputs, targets)}`,
    );
  }
  if (m === 0) {
    throw new RangeError(
      `${operation}: the mean over no examples is undefined: ${name} has shape ${showShape(outputs.shape)}, so m is 0.`,
    );
  }
  refuseWrongIndices(`${operation}: targets are`, 'targets', targets, classes);
}

function remedy(outputs: NDArray, { shape }: NDArray): string {
  const [, m = 0] = outputs.shape;
  if (sameShape(shape, [m])) return ' np.asRow(targets) would fit.';
  if (sameShape(shape, [m, 1])) return ' targets.T() would fit.';
  if (!sameShape(shape, outputs.shape)) return '';
  return ' Of one-hot columns np.argmax(targets, { axis: 0, keepDims: true }) gives the indices.';
}

/**
 * Refuse numbers that are no class indices.
 *
 * @param subject - How the message begins, up to "class indices from 0 to …".
 * @param name - What the call names the row.
 * @throws RangeError naming the first wrong element, with the remedy where there is one.
 */
export function refuseWrongIndices(subject: string, name: string, row: NDArray, classes: number): void {
  const numbers = contiguousData(row);
  let at = 0; // a loop, since a training step asks and allocates nothing
  while (at < numbers.length && isIndex(Number(numbers[at]), classes)) at++;
  if (at === numbers.length) return;
  const values = Array.from(numbers, Number);
  const rule = `${subject} class indices, integers from 0 to ${classes - 1}, but ${name} at [0, ${at}] is ${values[at]}.`;
  if (values.every((index) => isIndex(index - 1, classes))) {
    throw new RangeError(`${rule} Classes count from 0: np.subtract(${name}, 1) would fit.`);
  }
  const largest = values.reduce((max, index) => Math.max(max, index), -1);
  if (values.every((index) => isIndex(index, largest + 1))) {
    throw new RangeError(
      `${rule} ${name} has indices up to ${largest}, which takes ${largest + 1} outputs, one a class.`,
    );
  }
  throw new RangeError(rule);
}

function isIndex(value: number, classes: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < classes;
}
