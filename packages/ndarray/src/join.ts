/** Several arrays to one, and one to several. */
import type { DType } from '@keepdims/kernels';
import type { Check, ConcatenateR, Get, RepeatR, ReplaceAxisR, Shape, StackR, TileR } from '@keepdims/shapes';
import { concatenateShape, normalizeAxis, ShapeError, showShape } from '@keepdims/shapes';
import { copyInto } from './create.js';
import type { Promote } from './dtype.js';
import { promote } from './dtype.js';
import type { NDArray } from './ndarray.js';
import { checkArray, create } from './operand.js';
import { slice, take } from './access.js';
import { expandDims, ravel } from './reshape.js';

type ShapesOf<T extends readonly NDArray[]> = { -readonly [I in keyof T]: T[I]['shape'] };

// The promoted element type of several arrays.
type PromoteAll<T extends readonly NDArray[], D extends DType = 'bool'> = T extends readonly [
  infer H extends NDArray,
  ...infer R extends readonly NDArray[],
]
  ? PromoteAll<R, Promote<D, H['dtype']>>
  : T extends readonly []
    ? D
    : Promote<D, T[number]['dtype']>;

/** A view of the part [start, stop) of one axis. */
function part(a: NDArray, axis: number, start: number, stop: number): NDArray {
  return slice(a, ...a.shape.map((_, i) => (i === axis ? ([start, stop] as const) : ':')));
}

function join(operation: string, arrays: readonly NDArray[], axis: number): NDArray {
  const dtype = arrays.reduce<DType>((d, a) => promote(d, a.dtype), 'bool');
  const out = create(
    concatenateShape(
      operation,
      arrays.map((a) => a.shape),
      axis,
    ),
    dtype,
  ) as NDArray;
  let start = 0;
  for (const a of arrays) {
    const size = a.shape[axis] as number; // axis is in range
    copyInto(a, part(out, axis, start, start + size));
    start += size;
  }
  return out;
}

/**
 * Arrays one after the other along an axis.
 *
 * @param arrays - At least one; sizes agree on every other axis.
 * @param options.axis - Default 0.
 * @returns Sizes add up on the axis; the promoted element type.
 * @throws ShapeError if there are none, ranks differ, or sizes differ off the axis.
 * @example concatenate([array([[1], [2]]), array([[3], [4]])], { axis: 1 }).toArray() // [[1, 3], [2, 4]]
 */
export function concatenate<const T extends readonly NDArray[], const A extends number = 0>(
  arrays: Check<ConcatenateR<ShapesOf<T>, A>, T>,
  options: { axis?: A } = {},
): NDArray<Get<ConcatenateR<ShapesOf<T>, A>>, PromoteAll<T>> {
  const list = arrays as readonly NDArray[];
  list.forEach((a) => {
    checkArray('concatenate', a);
  });
  const axis = list[0] === undefined ? 0 : normalizeAxis('concatenate', list[0].shape, options.axis ?? 0);
  return join('concatenate', list, axis) as never; // ConcatenateR is this shape
}

/**
 * Arrays of one shape side by side along a new axis.
 *
 * @param arrays - At least one; all of the same shape.
 * @param options.axis - Position of the new axis in the result. Default 0.
 * @returns One more axis, as long as there are arrays; the promoted element type.
 * @throws ShapeError if there are none or shapes differ.
 * @example stack([array([1, 2]), array([3, 4])]).toArray() // [[1, 2], [3, 4]]
 */
export function stack<const T extends readonly NDArray[], const A extends number = 0>(
  arrays: Check<StackR<ShapesOf<T>, A>, T>,
  options: { axis?: A } = {},
): NDArray<Get<StackR<ShapesOf<T>, A>>, PromoteAll<T>> {
  const list = arrays as readonly NDArray[];
  list.forEach((a) => {
    checkArray('stack', a);
  });
  const [first] = list;
  if (first === undefined) throw new ShapeError('stack(arrays): needs at least one array.');
  concatenateShape(
    'stack',
    list.map((a) => [1, ...a.shape]),
    0,
  );
  const axis = normalizeAxis('stack', [...first.shape, 1], options.axis ?? 0);
  return join(
    'stack',
    list.map((a) => expandDims(a, axis) as NDArray),
    axis,
  ) as never; // StackR is this shape
}

/**
 * Views of consecutive parts along an axis.
 *
 * @param parts - How many equal parts; or the positions where a new part begins.
 * @param options.axis - Default 0.
 * @throws ShapeError if the axis doesn't divide into equal parts.
 * @example split(arange(6), 3).map((p) => p.toArray()) // [[0, 1], [2, 3], [4, 5]]
 */
export function split<X extends NDArray, const A extends number = 0>(
  a: X,
  parts: number | readonly number[],
  options: { axis?: A } = {},
): NDArray<Get<ReplaceAxisR<X['shape'], A, number, 'split'>>, X['dtype']>[] {
  checkArray('split', a);
  const axis = normalizeAxis('split', a.shape, options.axis ?? 0);
  const size = a.shape[axis] as number; // axis is in range
  let cuts: readonly number[];
  if (typeof parts === 'number') {
    if (!Number.isInteger(parts) || parts < 1 || size % parts !== 0) {
      throw new ShapeError(
        `split(a, ${parts}): axis ${axis} of shape ${showShape(a.shape)} has size ${size}, which doesn't divide into ${parts} equal parts.`,
      );
    }
    cuts = Array.from({ length: parts - 1 }, (_, i) => ((i + 1) * size) / parts);
  } else {
    cuts = parts;
  }
  const ends = [...cuts, size];
  return ends.map((end, i) => part(a, axis, i === 0 ? 0 : (ends[i - 1] as number), end)) as never; // the axis has some size
}

/**
 * The array repeated as a whole, like tiles.
 *
 * @param repetitions - How often along each axis, aligned at the last axis; missing ones are 1.
 * @throws RangeError if one is negative or not an integer.
 * @example tile(array([1, 2]), [2, 2]).toArray() // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile<X extends NDArray, const R extends number | readonly number[]>(
  a: X,
  repetitions: R,
): NDArray<Get<TileR<X['shape'], R>>, X['dtype']> {
  checkArray('tile', a);
  const asked: readonly number[] = typeof repetitions === 'number' ? [repetitions] : repetitions;
  checkCounts('tile', asked);
  const rank = Math.max(a.ndim, asked.length);
  const counts = [...new Array<number>(rank - asked.length).fill(1), ...asked];
  let out: NDArray = a;
  while (out.ndim < rank) out = expandDims(out, 0);
  counts.forEach((count, axis) => {
    const size = out.shape[axis] as number; // axis is in range
    out = take(
      out,
      Array.from({ length: count * size }, (_, i) => i % size),
      { axis },
    );
  });
  return out as never; // X's element type
}

/**
 * Each element (or row, or column) several times in a row.
 *
 * @param count - How often. @param options.axis - Along which axis. Default: all elements in row order.
 * @throws RangeError if the count is negative or not an integer.
 * @example repeat(array([1, 2]), 2).toArray() // [1, 1, 2, 2]
 */
export function repeat<X extends NDArray, const C extends number, const A extends number | null = null>(
  a: X,
  count: C,
  options: { axis?: Check<RepeatR<X['shape'], C, A>, A> } = {},
): NDArray<Get<RepeatR<X['shape'], C, A>>, X['dtype']> {
  checkArray('repeat', a);
  checkCounts('repeat', [count]);
  const { axis = null } = options as { axis?: number | null };
  const source: NDArray = axis === null ? ravel(a) : a;
  const along = axis === null ? 0 : normalizeAxis('repeat', a.shape, axis);
  const size = source.shape[along] as number; // along is in range
  return take(
    source,
    Array.from({ length: size * count }, (_, i) => Math.floor(i / count)),
    { axis: along },
  ) as never; // as stated
}

function checkCounts(operation: string, counts: Shape): void {
  const bad = counts.find((count) => !Number.isInteger(count) || count < 0);
  if (bad !== undefined)
    throw new RangeError(`${operation}(a, …): a count is an integer, 0 or more, but one is ${bad}.`);
}
