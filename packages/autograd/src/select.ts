// Assertions: signatures state the shape that ndarray's function of the same name gives, which computes the value.
/** Parts by position: the value, its formula, and the derivative, which goes back to where the parts were, with 0 elsewhere. */
import * as np from '@keepdims/ndarray';
import type { NDArray, Shape } from '@keepdims/ndarray';
import type { Check, CompressR, Get, SliceArgument, SliceItem, SliceR, TakeR } from '@keepdims/shapes';
import { normalizeAxis, sizeOf } from '@keepdims/shapes';
import { ravel } from './arrange.js';
import type { Node } from './node.js';
import type { ArrayOperand, DTypeOf } from './operand.js';
import { arrayValue } from './operand.js';
import { operation, record, through } from './operation.js';

// The items of a slice, or items that can't be given: the message.
type CheckItems<R, P extends readonly unknown[]> = R extends string ? readonly NoInfer<R>[] : P;

/**
 * A part: NumPy's basic indexing.
 *
 * @param items - One an axis: an index (drops the axis), ':', [start, stop], [start, stop, step] (null: an open end), 'newaxis', or '...'.
 * @throws ShapeError if an index is out of range, or there are more items than axes. TypeError if a is no node or array.
 * @example slice(variable(np.array([[1, 2, 3], [4, 5, 6]])), ':', [0, 2]).value // [[1, 2], [4, 5]]
 */
export function slice<X extends ArrayOperand, const P extends readonly SliceArgument[]>(
  a: X,
  ...items: CheckItems<SliceR<X['shape'], P>, P>
): Node<Get<SliceR<X['shape'], P>>, DTypeOf<X>> {
  const list = items as readonly SliceItem[];
  const value = np.slice<NDArray, readonly SliceItem[]>(arrayValue('slice', 'a', a), ...list);
  const back = through('{d}, in the place of the part; 0 elsewhere', (d, _, [input = d]) =>
    place(d, input.shape, list),
  );
  const text = ([label = '']: readonly string[]): string => `${label}[${list.map(showItem).join(', ')}]`;
  return record(value, operation('slice', [back], text), [a]) as never;
}

/** An item as Python writes it. */
function showItem(item: SliceItem): string {
  return typeof item === 'object' ? item.map((x) => x ?? '').join(':') : String(item);
}

/** Zeros of a shape, but with `d` in the place of a slice; its derivative is that slice again. */
function place(d: Node, shape: Shape, items: readonly SliceItem[]): Node {
  const value: NDArray = np.zeros<readonly number[], NDArray['dtype']>(shape, { dtype: d.dtype });
  np.assign<NDArray, NDArray>(np.slice<NDArray, readonly SliceItem[]>(value, ...items), d.value);
  const back = through('the part of {d}', (again) => slice<Node, readonly SliceItem[]>(again, ...items));
  return record(value, operation('place', [back]), [d]);
}

/** Whole numbers, in a list or an array. */
export type Indices = readonly number[] | NDArray<Shape, 'int32' | 'uint8' | 'float64'>;

/**
 * Elements, rows or columns by their positions. The derivatives of what is taken several times add up.
 *
 * @param indices - Whole numbers: a list or a rank-1 array; negative ones count from the end. They may repeat.
 * @param options.axis - Along which axis. Default: positions in all elements in row order.
 * @throws ShapeError if an index is out of range. TypeError if a is no node or array.
 * @example take(variable(np.array([5, 6, 7])), [2, 0, 2]).value // [7, 5, 7]
 */
export function take<X extends ArrayOperand, const I extends Indices, const A extends number | null = null>(
  a: X,
  indices: Check<TakeR<X['shape'], I, A>, I>,
  options: { axis?: A } = {},
): Node<Get<TakeR<X['shape'], I, A>>, DTypeOf<X>> {
  return taken('take', a, indices as Indices, options.axis ?? null) as never;
}

function taken(name: string, a: ArrayOperand, indices: Indices, axis: number | null): Node {
  const array = arrayValue(name, 'a', a);
  if (axis === null && array.ndim !== 1) return taken(name, ravel<ArrayOperand>(a) as Node, indices, 0);
  const along = normalizeAxis(name, array.shape, axis ?? 0);
  const value = np.take<NDArray, Indices, number>(array, indices, { axis: along });
  const size = array.shape[along] as number;
  const positions = Array.from(np.isNDArray(indices) ? np.contiguousData(indices) : indices, (i) =>
    i < 0 ? i + size : i,
  );
  const back = through('{d}, added up where it was taken; 0 elsewhere', (d, _, [input = d]) =>
    scatter(d, input.shape, positions, along),
  );
  const text = ([label = '']: readonly string[]): string =>
    `${name}(${label}, ${positions.length} positions, axis ${along})`;
  return record(value, operation(name, [back], text), [a]);
}

/** Zeros of a shape, with the rows of `d` added to the given positions of an axis; its derivative takes them again. */
function scatter(d: Node, shape: Shape, positions: readonly number[], axis: number): Node {
  const value: NDArray = np.zeros<readonly number[], NDArray['dtype']>(shape, { dtype: d.dtype });
  const [from, to] = [np.contiguousData(d.value), np.contiguousData(value)];
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
  const size = shape[axis] as number;
  for (let i = 0; i < outer; i++) {
    positions.forEach((position, j) => {
      const [target, source] = [(i * size + position) * inner, (i * positions.length + j) * inner];
      for (let k = 0; k < inner; k++) to[target + k] = (to[target + k] as number) + (from[source + k] as number);
    });
  }
  const back = through('{d} at the positions', (again) => taken('take', again, positions, axis));
  return record(value, operation('scatter', [back]), [d]);
}

/** True and false, in a list or an array. */
export type Mask = readonly boolean[] | NDArray;

/**
 * The elements, rows or columns where a mask is true.
 *
 * @param mask - Of a's shape; or, with an axis, as long as that axis.
 * @param options.axis - Along which axis. Default: all elements in row order.
 * @throws ShapeError if the mask's shape doesn't fit. DTypeError if it isn't bool. TypeError if a is no node or array.
 * @example compress([true, false, true], variable(np.array([5, 6, 7]))).value // [5, 7]
 */
export function compress<const M extends Mask, X extends ArrayOperand, const A extends number | null = null>(
  mask: Check<CompressR<X['shape'], M, A>, M>,
  a: X,
  options: { axis?: A } = {},
): Node<Get<CompressR<X['shape'], M, A>>, DTypeOf<X>> {
  const array = arrayValue('compress', 'a', a);
  const axis = options.axis ?? null;
  np.compress<NDArray, Mask, number | null>(mask as Mask, array, { axis }); // which refuses a mask that doesn't fit
  const flags = np.isNDArray(mask) ? Array.from(np.contiguousData(mask)) : (mask as readonly boolean[]);
  const positions = flags.flatMap((flag, i) => (Number(flag) === 0 ? [] : [i]));
  return taken('compress', a, positions, axis) as never;
}
