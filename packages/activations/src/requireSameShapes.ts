import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, sameShape, showShape } from '@keepdims/shapes';
import { requireArray } from '@keepdims/ndarray';

/**
 * Refuse arrays of different shapes.
 *
 * @throws TypeError if one isn't an array. ShapeError naming the first array and the first that differs from it; it offers the transpose where that fits.
 */
export function requireSameShapes(operation: string, arrays: Readonly<Record<string, NDArray>>): void {
  let first: { name: string; shape: readonly number[] } | undefined;
  for (const [name, array] of Object.entries(arrays)) {
    requireArray(operation, name, array);
    const { shape } = array;
    first ??= { name, shape };
    if (sameShape(first.shape, shape)) continue;
    const transposed = shape.length === 2 && sameShape(first.shape, [...shape].reverse());
    throw new ShapeError(
      `${operation}: the shapes must be equal: ${first.name} has shape ${showShape(first.shape)}, ` +
        `${name} has shape ${showShape(shape)}.${transposed ? ` ${name}.T() would fit.` : ''}`,
    );
  }
}
