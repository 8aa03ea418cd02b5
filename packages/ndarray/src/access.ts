/** Elements and parts of arrays. */
import type {
  Check,
  CompressR,
  Get,
  OneElementR,
  Shape,
  SliceArgument,
  SliceItem,
  SliceR,
  TakeR,
  WhereR,
} from '@keepdims/shapes';
import { broadcastSizes, normalizeAxis, planSlice, sameShape, ShapeError, showShape } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { asArray, copyInto } from './create.js';
import { DTypeError } from './dtype.js';
import type { ValueOf } from './dtype.js';
import { isNDArray, NDArray } from './ndarray.js';
import type { BinaryDType, BinaryR, Operand, PlainArray, ShapeOf } from './operand.js';
import {
  broadcastOperands,
  checkArray,
  checkOperand,
  create,
  flat,
  mustStage,
  promoteOperands,
  requireArray,
  stretch,
} from './operand.js';
import { broadcastTo, ravel } from './reshape.js';

/** Nested plain arrays of a shape. */
export type NestedArray<S extends Shape, V> = S extends readonly []
  ? V
  : S extends readonly [number, ...infer R extends Shape]
    ? NestedArray<R, V>[]
    : NestedUnknown<V>;

// Nested plain arrays whose depth is known only at run time.
export type NestedUnknown<V> = V | NestedUnknown<V>[];

function value(a: NDArray, position: number): number | boolean {
  const x = a.storage.elements[position] as number; // the caller keeps position inside
  return a.dtype === 'bool' ? x !== 0 : x;
}

// One index an axis.
export type IndexTuple<S extends Shape> = { [K in keyof S]: number };

/**
 * The element at these indices.
 *
 * @param indices - One an axis; negative ones count from the end.
 * @returns A number; a boolean for bool arrays.
 * @throws ShapeError if there are too few or too many, or one is out of range.
 * @example at(array([[1, 2], [3, 4]]), 1, -1) // 4
 */
export function at<X extends NDArray>(a: X, ...indices: IndexTuple<X['shape']>): ValueOf<X['dtype']> {
  if (indices.length !== a.ndim) {
    throw new ShapeError(
      `at(a, ${indices.join(', ')}): ${indices.length} indices for shape ${showShape(a.shape)} (rank ${a.ndim}). ` +
        `Give one an axis; slice(a, …) takes parts.`,
    );
  }
  return value(a, planSlice(a.shape, a.strides, a.offset, indices).offset) as ValueOf<X['dtype']>; // bool gives a boolean
}

/**
 * The only element of an array of one.
 *
 * @returns A number; a boolean for bool arrays.
 * @throws ShapeError if there are more elements, or none.
 * @example item(array([[7]])) // 7
 */
export function item<X extends NDArray>(a: Check<OneElementR<X['shape']>, X>): ValueOf<X['dtype']> {
  checkArray('item', a);
  if (a.size !== 1) {
    throw new ShapeError(
      `item(a): a has shape ${showShape(a.shape)}, ${a.size} elements; item() is for exactly one. Use at(…) or toArray().`,
    );
  }
  return value(a, a.offset) as ValueOf<X['dtype']>; // bool gives a boolean
}

/**
 * The elements as nested plain arrays; a plain value for rank 0.
 *
 * @example toArray(array([[1, 2], [3, 4]])) // [[1, 2], [3, 4]]
 */
export function toArray<X extends NDArray>(a: X): NestedArray<X['shape'], ValueOf<X['dtype']>> {
  const build = (axis: number, position: number): NestedUnknown<number | boolean> => {
    if (axis === a.ndim) return value(a, position);
    const length = a.shape[axis] as number; // axis is in range
    const stride = a.strides[axis] as number;
    return Array.from({ length }, (_, i) => build(axis + 1, position + i * stride));
  };
  return build(0, a.offset) as never; // nested as the shape says
}

// The items of a slice, or items that can't be given: the message.
export type CheckItems<R, P extends readonly unknown[]> = R extends string ? readonly NoInfer<R>[] : P;

/**
 * A view of a part: NumPy's basic indexing.
 *
 * @param items - One an axis: an index (drops the axis), ':', [start, stop], [start, stop, step] (null: an open end), 'newaxis', or '...'.
 * @returns A view: writing to it writes to `a`.
 * @throws ShapeError if an index is out of range, or there are more items than axes.
 * @example slice(array([[1, 2, 3], [4, 5, 6]]), ':', [0, 2]).toArray() // [[1, 2], [4, 5]]
 */
export function slice<X extends NDArray, const P extends readonly SliceArgument[]>(
  a: X,
  ...items: CheckItems<SliceR<X['shape'], P>, P>
): NDArray<Get<SliceR<X['shape'], P>>, X['dtype']> {
  checkArray('slice', a);
  const plan = planSlice(a.shape, a.strides, a.offset, items as readonly SliceItem[]);
  return new NDArray(a.storage, plan.shape, plan.strides, plan.offset, a.dtype) as never; // SliceR is this plan
}

/** Whole numbers, in a list or an array. */
export type Indices = readonly number[] | NDArray<Shape, 'int32' | 'uint8' | 'float64'>;

/**
 * Elements, rows or columns by their positions: always a copy.
 *
 * @param indices - Whole numbers: a list or a rank-1 array; negative ones count from the end. They may repeat.
 * @param options.axis - Along which axis. Default: positions in all elements in row order.
 * @returns With an axis: a's shape with that axis as long as `indices`. Without: [number of indices].
 * @throws ShapeError if an index is out of range.
 * @example take(array([[1, 2, 3]]), [2, 0], { axis: 1 }).toArray() // [[3, 1]]
 */
export function take<X extends NDArray, const I extends Indices, const A extends number | null = null>(
  a: X,
  indices: Check<TakeR<X['shape'], I, A>, I>,
  options: { axis?: A } = {},
): NDArray<Get<TakeR<X['shape'], I, A>>, X['dtype']> {
  checkArray('take', a);
  const { axis = null } = options;
  const list = readIndices('take', indices as Indices);
  return takeAlong(
    axis === null ? ravel(a) : a,
    list,
    axis === null ? 0 : normalizeAxis('take', a.shape, axis),
  ) as never; // as stated
}

function readIndices(operation: string, indices: Indices): readonly number[] {
  if (!isNDArray(indices)) return indices;
  if (indices.ndim !== 1) {
    throw new ShapeError(
      `${operation}(a, indices): indices must have rank 1, but have shape ${showShape(indices.shape)}. Use ravel(indices).`,
    );
  }
  return indices.toArray() as number[]; // rank 1, numbers
}

function takeAlong(a: NDArray, indices: readonly number[], axis: number): NDArray {
  const size = a.shape[axis] as number; // axis is in range
  const out = create(a.shape.with(axis, indices.length), a.dtype) as NDArray;
  const outer = a.shape.with(axis, 1);
  indices.forEach((index, i) => {
    if (!Number.isInteger(index) || index < -size || index >= size) {
      throw new ShapeError(
        `take(a, indices): index ${index} is out of range for axis ${axis} of shape ${showShape(a.shape)} (size ${size}).`,
      );
    }
    const from = index < 0 ? index + size : index;
    const source = { ...flat(a), offset: a.offset + from * (a.strides[axis] as number) };
    const target = { ...flat(out), offset: i * (out.strides[axis] as number) };
    kernels().copy(outer, source, target, false);
  });
  return out;
}

/** True and false, in a list or an array. */
export type Mask = readonly boolean[] | NDArray;

/**
 * The elements, rows or columns where a mask is true: always a copy.
 *
 * @param mask - Of a's shape; or, with an axis, as long as that axis.
 * @param options.axis - Along which axis. Default: all elements in row order.
 * @returns With an axis: a's shape with that axis as long as there are trues. Without: [number of trues].
 * @throws ShapeError if the mask's shape doesn't fit. DTypeError if it isn't bool.
 * @example compress(array([true, false, true]), array([5, 6, 7])).toArray() // [5, 7]
 */
export function compress<X extends NDArray, const M extends Mask, const A extends number | null = null>(
  mask: Check<CompressR<X['shape'], M, A>, M>,
  a: X,
  options: { axis?: A } = {},
): NDArray<Get<CompressR<X['shape'], M, A>>, X['dtype']> {
  checkArray('compress', a);
  const { axis = null } = options;
  const m: NDArray = isNDArray(mask) ? mask : asArray(mask as readonly boolean[]);
  if (m.size > 0 && m.dtype !== 'bool') {
    throw new DTypeError(
      `compress(mask, a): the mask must be bool, but is ${m.dtype}. Compare first: greater(mask, 0).`,
    );
  }
  const along = axis === null ? 0 : normalizeAxis('compress', a.shape, axis);
  const expected = axis === null ? a.shape : [a.shape[along] as number];
  if (!sameShape(m.shape, expected)) {
    throw new ShapeError(
      `compress(mask, a): the mask has shape ${showShape(m.shape)} but must have shape ${showShape(expected)}` +
        (axis === null ? ", a's own. Give an axis to choose rows or columns." : `, as long as a's axis ${along}.`),
    );
  }
  const flat = ravel(m);
  const kept: number[] = [];
  for (let i = 0; i < flat.size; i++) if (flat.at(i) === true) kept.push(i);
  return takeAlong(axis === null ? ravel(a) : a, kept, along) as never; // as stated
}

/**
 * a where the condition is true, b elsewhere, element by element.
 *
 * @param condition - A bool array (or any: not 0 is true). @param a - An array or a number. @param b - Likewise; all three broadcast.
 * @returns The broadcast shape; a's and b's promoted element type.
 * @throws ShapeError if the shapes don't broadcast.
 * @example where(array([true, false]), array([1, 2]), 0).toArray() // [1, 0]
 */
export function where<C extends NDArray, X extends Operand | PlainArray, Y extends Operand | PlainArray>(
  condition: C,
  a: X,
  b: Check<WhereR<C['shape'], ShapeOf<X>, ShapeOf<Y>>, Y>,
): NDArray<Get<WhereR<C['shape'], ShapeOf<X>, ShapeOf<Y>>>, BinaryDType<X, Y>> {
  requireArray('where', 'condition', condition);
  checkOperand('where', 'a', a);
  checkOperand('where', 'b', b);
  const yes = a as Operand; // just checked
  const no = b as Operand;
  const values = broadcastOperands('where', yes, no);
  broadcastOperands('where', condition, yes, ['condition', 'a']);
  broadcastOperands('where', condition, no, ['condition', 'b']);
  const shape = broadcastSizes(condition.shape, values, 'where');
  const dtype = promoteOperands('where', yes, no, 'condition, a, b');
  const out = create(shape, dtype);
  kernels().select(
    shape,
    stretch(condition, shape, 'bool'),
    stretch(yes, shape, dtype),
    stretch(no, shape, dtype),
    flat(out),
  );
  return out as never; // WhereR is this shape
}

/**
 * Write values into an array, in place: into a view of a part, usually.
 *
 * @param target - Where to write. @param values - An array that broadcasts to it, or a number; converted to its element type.
 * @returns The target.
 * @throws ShapeError if the values don't broadcast to the target's shape.
 * @example const a = zeros([2, 2]); assign(slice(a, 0), 5); a.toArray() // [[5, 5], [0, 0]]
 */
export function assign<X extends NDArray, V extends Operand | PlainArray>(
  target: X,
  values: Check<BinaryR<X, V, 'assign'>, V>,
): X {
  requireArray('assign', 'target', target);
  checkOperand('assign', 'values', values);
  if (typeof values === 'number') {
    const scalar = { data: Float64Array.of(values), offset: 0, strides: target.shape.map(() => 0) };
    kernels().copy(target.shape, scalar, flat(target), target.dtype === 'bool');
  } else {
    const from = values as NDArray;
    if (!stretches(from.shape, target.shape)) {
      throw new ShapeError(
        `assign(target, values): the values have shape ${showShape(from.shape)}, which can't be stretched to the target's shape ${showShape(target.shape)}.`,
      );
    }
    const source = broadcastTo(from, target.shape as number[]) as NDArray;
    copyInto(mustStage(source, target) ? source.copy() : source, target);
  }
  return target;
}

/** Whether a shape broadcasts to another without enlarging it. */
function stretches(from: Shape, to: Shape): boolean {
  return from.length <= to.length && from.every((d, i) => d === 1 || d === to[to.length - from.length + i]);
}
