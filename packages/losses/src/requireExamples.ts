import type { NDArray, Shape } from '@keepdims/ndarray';
import { ShapeError, sameShape, showShape } from '@keepdims/shapes';
import { requireArray } from '@keepdims/ndarray';

/**
 * Refuse anything but two matrices [outputs, m] of the same shape with at least one example.
 *
 * @throws TypeError if one isn't an array. ShapeError if a rank is not 2 or the shapes differ; it offers `asRow` or the transpose where that fits. RangeError if m is 0.
 */
export function requireExamples(operation: string, name: string, outputs: NDArray, targets: NDArray): void {
  requireArray(operation, name, outputs);
  requireArray(operation, 'targets', targets);
  const arrays = [
    [name, outputs.shape, targets.shape],
    ['targets', targets.shape, outputs.shape],
  ] as const;
  for (const [own, shape, other] of arrays) {
    if (shape.length === 2) continue;
    throw new ShapeError(
      `${operation}: ${name} and targets must have shape [outputs, m], one example a column, but ${own} has shape ` +
        `${showShape(shape)} (rank ${shape.length}).${rowFits(shape, other) ? ` np.asRow(${own}) would fit.` : ''}`,
    );
  }
  if (!sameShape(outputs.shape, targets.shape)) {
    const transposed = sameShape(outputs.shape, [...targets.shape].reverse());
    throw new ShapeError(
      `${operation}: ${name} and targets must have the same shape, but ${name} has shape ${showShape(outputs.shape)} and ` +
        `targets has shape ${showShape(targets.shape)}.${transposed ? ' targets.T() would fit.' : ''}`,
    );
  }
  if (outputs.shape[1] === 0) {
    throw new RangeError(
      `${operation}: the mean over no examples is undefined: ${name} has shape ${showShape(outputs.shape)}, so m is 0.`,
    );
  }
}

/** A vector of m numbers fits as a row if the other array is [m] too or [1, m]. */
function rowFits(shape: Shape, other: Shape): boolean {
  return shape.length === 1 && (sameShape(shape, other) || sameShape([1, ...shape], other));
}
