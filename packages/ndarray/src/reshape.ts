/** The same elements in another arrangement: views wherever strides allow. */
import type {
  Axis,
  BroadcastR,
  Check,
  ExpandR,
  Get,
  PermuteR,
  ReshapeR,
  Shape,
  SqueezeOnes,
  SqueezeR,
  TransposeR,
  VectorSize,
} from '@keepdims/shapes';
import {
  broadcastSizes,
  normalizeAxes,
  normalizeAxis,
  permutation,
  reshapeShape,
  ShapeError,
  showShape,
} from '@keepdims/shapes';
import { copy } from './create.js';
import { NDArray } from './ndarray.js';
import { checkArray, contiguousStrides, isContiguous, stretch } from './operand.js';

/** The same memory seen otherwise. */
function view(a: NDArray, shape: readonly number[], strides: readonly number[], offset = a.offset): never {
  return new NDArray(a.storage, shape, strides, offset, a.dtype) as never; // each caller states the shape
}

/**
 * The same elements, in row order, in another shape: a view where strides allow, else a copy.
 *
 * @param shape - The new sizes; one may be -1 and takes what is left.
 * @throws ShapeError if the numbers of elements differ.
 * @example reshape(arange(6), [2, -1]).toArray() // [[0, 1, 2], [3, 4, 5]]
 */
export function reshape<X extends NDArray, const N extends Shape>(
  a: X,
  shape: Check<ReshapeR<X['shape'], N>, N>,
): NDArray<Get<ReshapeR<X['shape'], N>>, X['dtype']> {
  checkArray('reshape', a);
  const sizes = reshapeShape(a.shape, shape as Shape);
  const strides = viewStrides(a, sizes);
  if (strides !== undefined) return view(a, sizes, strides);
  return view(copy(a), sizes, contiguousStrides(sizes), 0);
}

/**
 * Strides that show `a` in a new shape without a copy, if there are any.
 *
 * Groups of old axes are matched with groups of new axes of the same number of elements; within a group the old axes must lie evenly.
 */
function viewStrides(a: NDArray, shape: readonly number[]): number[] | undefined {
  if (isContiguous(a)) return contiguousStrides(shape);
  if (a.size === 0) return contiguousStrides(shape);
  const sizes: number[] = [];
  const steps: number[] = [];
  a.shape.forEach((size, axis) => {
    if (size === 1) return;
    sizes.push(size);
    steps.push(a.strides[axis] as number); // axis is in range
  });
  const strides = new Array<number>(shape.length).fill(0);
  let oldFrom = 0;
  let newFrom = 0;
  while (oldFrom < sizes.length && newFrom < shape.length) {
    let oldTo = oldFrom + 1;
    let newTo = newFrom + 1;
    let oldCount = sizes[oldFrom] as number;
    let newCount = shape[newFrom] as number;
    while (oldCount !== newCount) {
      if (oldCount < newCount) oldCount *= sizes[oldTo++] as number;
      else newCount *= shape[newTo++] as number;
    }
    for (let axis = oldFrom; axis + 1 < oldTo; axis++) {
      if (steps[axis] !== (steps[axis + 1] as number) * (sizes[axis + 1] as number)) return undefined;
    }
    let step = steps[oldTo - 1] as number;
    for (let axis = newTo - 1; axis >= newFrom; axis--) {
      strides[axis] = step;
      step *= shape[axis] as number;
    }
    oldFrom = oldTo;
    newFrom = newTo;
  }
  return strides;
}

/**
 * All elements on one axis, in row order: a view where strides allow, else a copy.
 *
 * @example ravel(array([[1, 2], [3, 4]])).toArray() // [1, 2, 3, 4]
 */
export function ravel<X extends NDArray>(a: X): NDArray<Get<ReshapeR<X['shape'], [-1]>>, X['dtype']> {
  return reshape(a as NDArray, [a.size]) as never; // the shape is ReshapeR's
}

/**
 * A view with the axes in reverse, or in the order given.
 *
 * @param axes - For each axis of the result, the axis of `a` it shows. Default: reversed.
 * @throws ShapeError for a rank-1 array without `axes`, where nothing would change (use `asColumn` or `asRow`); or if `axes` doesn't list
 * every axis once.
 * @example transpose(array([[1, 2, 3]])).shape // [3, 1]
 */
export function transpose<X extends NDArray>(
  a: Check<TransposeR<X['shape']>, X>,
): NDArray<Get<TransposeR<X['shape']>>, X['dtype']>;
export function transpose<X extends NDArray, const P extends readonly number[]>(
  a: X,
  axes: Check<PermuteR<X['shape'], P>, P>,
): NDArray<Get<PermuteR<X['shape'], P>>, X['dtype']>;
export function transpose(array: unknown, axes?: readonly number[]): NDArray {
  checkArray('transpose', array);
  if (axes === undefined && array.ndim === 1) {
    const n = array.size;
    throw new ShapeError(
      `T(a): a has shape ${showShape(array.shape)} (rank 1), so transposing does nothing: use asColumn(a) for [${n}, 1] or asRow(a) for [1, ${n}].`,
    );
  }
  const order =
    axes === undefined
      ? array.shape.map((_, axis) => array.ndim - 1 - axis)
      : permutation('transpose', array.shape, axes);
  return view(
    array,
    order.map((axis) => array.shape[axis] as number),
    order.map((axis) => array.strides[axis] as number),
  );
}

/**
 * A view with a new axis of size 1.
 *
 * @param axis - Its position in the result; negative from the end.
 * @throws ShapeError if the axis is out of range.
 * @example expandDims(array([1, 2, 3]), 1).shape // [3, 1]
 */
export function expandDims<X extends NDArray, const A extends number>(
  a: X,
  axis: Check<ExpandR<X['shape'], A>, A>,
): NDArray<Get<ExpandR<X['shape'], A>>, X['dtype']> {
  checkArray('expandDims', a);
  const at = normalizeAxis('expandDims', [...a.shape, 1], axis as number);
  return view(a, a.shape.toSpliced(at, 0, 1), a.strides.toSpliced(at, 0, 0));
}

/**
 * A view without axes of size 1.
 *
 * @param options.axis - Which: one or a list. Default: all of size 1.
 * @throws ShapeError if a named axis has another size.
 * @example squeeze(array([[[1], [2]]]), { axis: 0 }).shape // [2, 1]
 */
export function squeeze<X extends NDArray, const A extends Axis = null>(
  a: X,
  options: { axis?: Check<SqueezeR<X['shape'], A>, A> } = {},
): NDArray<[A] extends [null] ? SqueezeOnes<X['shape']> : Get<SqueezeR<X['shape'], A>>, X['dtype']> {
  checkArray('squeeze', a);
  const asked = (options.axis as Axis | undefined) ?? null;
  const axes = normalizeAxes('squeeze', a.shape, asked).filter((axis) => asked !== null || a.shape[axis] === 1);
  const wrong = axes.find((axis) => a.shape[axis] !== 1);
  if (wrong !== undefined) {
    throw new ShapeError(
      `squeeze(a): axis ${wrong} of shape ${showShape(a.shape)} has size ${a.shape[wrong]}, not 1. Only axes of size 1 can go.`,
    );
  }
  const stays = (_: number, axis: number) => !axes.includes(axis);
  return view(a, a.shape.filter(stays), a.strides.filter(stays));
}

/**
 * A view stretched to a larger shape: axes of size 1 repeat without taking memory. Don't write to it.
 *
 * @param shape - A shape that `a` broadcasts to.
 * @throws ShapeError if it doesn't.
 * @example broadcastTo(array([1, 2]), [3, 2]).toArray() // [[1, 2], [1, 2], [1, 2]]
 */
export function broadcastTo<X extends NDArray, const N extends Shape>(
  a: X,
  shape: Check<BroadcastR<X['shape'], N, 'broadcastTo'>, N>,
): NDArray<{ -readonly [I in keyof N]: N[I] }, X['dtype']> {
  checkArray('broadcastTo', a);
  const target = shape as Shape;
  const sizes = broadcastSizes(a.shape, target, 'broadcastTo');
  if (sizes.length !== target.length || sizes.some((d, axis) => d !== target[axis])) {
    throw new ShapeError(
      `broadcastTo(a, shape): a has shape ${showShape(a.shape)}, which can't be stretched to ${showShape(target)}.`,
    );
  }
  return view(a, sizes, stretch(a, sizes, a.dtype).strides);
}

/**
 * A view with the order of elements reversed.
 *
 * @param options.axis - Along which axis or axes. Default: all.
 * @throws ShapeError if an axis is out of range.
 * @example flip(array([1, 2, 3])).toArray() // [3, 2, 1]
 */
export function flip<X extends NDArray>(a: X, options: { axis?: Axis } = {}): NDArray<X['shape'], X['dtype']> {
  checkArray('flip', a);
  const axes = normalizeAxes('flip', a.shape, options.axis);
  let { offset } = a;
  const strides = a.strides.map((stride, axis) => {
    if (!axes.includes(axis) || a.size === 0) return stride;
    offset += stride * ((a.shape[axis] as number) - 1); // axis is in range
    return -stride;
  });
  return view(a, a.shape, strides, offset);
}

/** A vector, or a matrix with one row or column already. */
function vectorLength(operation: string, a: NDArray): number {
  checkArray(operation, a);
  const long = a.shape.filter((d) => d !== 1);
  if (a.ndim > 2 || long.length > 1) {
    throw new ShapeError(
      `${operation}(a): a has shape ${showShape(a.shape)}, which isn't a vector. Use reshape(a, [-1, 1]) to line up all elements.`,
    );
  }
  return a.size;
}

/**
 * A vector as a column, [n, 1] (§2.16): a view where strides allow.
 *
 * @param a - Shape [n], [n, 1] or [1, n].
 * @throws ShapeError for any other shape.
 * @example asColumn(array([1, 2, 3])).shape // [3, 1]
 */
export function asColumn<X extends NDArray>(a: X): NDArray<[VectorSize<X['shape']>, 1], X['dtype']> {
  return reshape(a as NDArray, [vectorLength('asColumn', a), 1]) as never; // the sizes just checked
}

/**
 * A vector as a row, [1, n] (§2.16): a view where strides allow.
 *
 * @param a - Shape [n], [n, 1] or [1, n].
 * @throws ShapeError for any other shape.
 * @example asRow(array([1, 2, 3])).shape // [1, 3]
 */
export function asRow<X extends NDArray>(a: X): NDArray<[1, VectorSize<X['shape']>], X['dtype']> {
  return reshape(a as NDArray, [1, vectorLength('asRow', a)]) as never; // the sizes just checked
}
