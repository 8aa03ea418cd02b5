import type { Shape } from './shape.js';

/**
 * A shape that doesn't fit, found at run time.
 *
 * The message names the operation, the rule, the whole shapes, the guilty axes, and a remedy when there is one.
 * @example new ShapeError('sum(a): axis 2 is out of range for shape [2, 3] (rank 2)').name // 'ShapeError'
 */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/**
 * A shape as messages show it.
 *
 * @example showShape([2, 3]) // '[2, 3]'
 */
export function showShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * The number of elements of a shape: the product of its sizes, 1 for rank 0.
 *
 * @example sizeOf([2, 3]) // 6
 */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const d of shape) size *= d;
  return size;
}

/**
 * Refuse anything that isn't a shape.
 *
 * @throws ShapeError if a size is negative, fractional or not a number. TypeError if it isn't a list.
 * @example validShape('zeros', [2, 3]) // [2, 3]
 */
export function validShape<S extends Shape>(operation: string, shape: S): S {
  if (!Array.isArray(shape)) {
    throw new TypeError(`${operation}: a shape is a list of sizes such as [3, 4], but it is ${String(shape)}.`);
  }
  for (const [axis, d] of shape.entries()) {
    if (!Number.isSafeInteger(d) || d < 0) {
      throw new ShapeError(
        `${operation}: a size is an integer, 0 or more, but axis ${axis} of ${showShape(shape)} is ${String(d)}`,
      );
    }
  }
  return shape;
}

/** True when two shapes have the same sizes in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}
