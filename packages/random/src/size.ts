import { sizeOf, validShape } from '@keepdims/shapes';
import type { Shape } from '@keepdims/shapes';
import { describe } from './describe.js';

/** How many values a draw gives: a count, or a shape. */
export type Size = number | Shape;

/** The shape of a draw of that size: 3 gives [3], [3, 4] gives [3, 4]. */
export type SizeShape<S extends Size> = [S] extends [number]
  ? [S]
  : [S] extends [infer T extends Shape]
    ? [...T]
    : number[];

/** A checked size: the shape, and the number of values in it. */
export interface Plan {
  readonly shape: number[];
  readonly count: number;
}

/**
 * Check a size.
 *
 * @param operation - The call as messages show it.
 * @throws TypeError if it is neither a number nor an array of numbers. ShapeError if a size is negative or fractional.
 * `planSize('random(size)', [3, 4])` is `{ shape: [3, 4], count: 12 }`.
 */
export function planSize(operation: string, size: Size): Plan {
  // Callers without a type checker write rs.randint(0, 10, '3'); without this, '3' would be spread into ['3'].
  if (typeof size !== 'number' && !Array.isArray(size)) {
    throw new TypeError(`${operation}: size is a number or a shape such as [3, 4], but got ${describe(size)}.`);
  }
  const sizes: Shape = typeof size === 'number' ? [size] : size;
  const shape = validShape(operation, [...sizes]);
  return { shape, count: sizeOf(shape) };
}
