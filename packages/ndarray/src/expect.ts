/** From sizes that the compiler doesn't know to sizes that it does, checked at run time. */
import type { DType } from '@keepdims/kernels';
import type { CheckLiteral, SameShapeR, Shape, ToDims, ToSizes } from '@keepdims/shapes';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { NDArray } from './ndarray.js';
import { checkArray } from './operand.js';

type Sizes = readonly (number | string)[];

function check(operation: string, a: NDArray, sizes: Sizes): void {
  checkArray(operation, a);
  const named = new Map<string, number>();
  const wanted = `[${sizes.join(', ')}]`;
  if (a.ndim !== sizes.length) {
    throw new ShapeError(
      `${operation}(a, ${wanted}): a has shape ${showShape(a.shape)}: rank ${a.ndim}, not ${sizes.length}.`,
    );
  }
  sizes.forEach((size, axis) => {
    const actual = a.shape[axis] as number; // same rank
    const expected = typeof size === 'string' ? (named.get(size) ?? actual) : size;
    if (typeof size === 'string') named.set(size, expected);
    if (actual !== expected) {
      throw new ShapeError(
        `${operation}(a, ${wanted}): a has shape ${showShape(a.shape)}; axis ${axis} is ${actual}, not ${typeof size === 'string' ? `${size} = ` : ''}${expected}.`,
      );
    }
  });
}

/**
 * The same array, with a shape that the compiler knows.
 *
 * @param shape - Sizes; a string names a size, and the same name must stand for the same size.
 * @throws ShapeError if the array has another shape.
 * @example expectShape(zeros([3, 5]), [3, 'm']).shape // [3, 5]
 */
export function expectShape<X extends NDArray, const N extends Sizes>(
  a: X,
  shape: CheckLiteral<SameShapeR<X['shape'], ToSizes<N>, 'expectShape'>, readonly [...N]>,
): NDArray<ToDims<N>, X['dtype']> {
  check('expectShape', a, shape as unknown as Sizes);
  return a as never; // just checked
}

/**
 * As `expectShape`, telling the compiler about the variable itself.
 *
 * @throws ShapeError if the array has another shape.
 * @example const x = zeros([3, 5]); assertShape(x, [3, 'm']); x.shape // [3, 5]
 */
export function assertShape<A extends Shape, D extends DType, const N extends Sizes>(
  a: NDArray<A, D> | NDArray<Shape, D>,
  shape: CheckLiteral<SameShapeR<A, ToSizes<N>, 'assertShape'>, readonly [...N]>,
): asserts a is NDArray<ToDims<N>, D> {
  check('assertShape', a, shape as unknown as Sizes);
}
