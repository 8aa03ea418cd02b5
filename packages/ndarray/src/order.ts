/** Sorting and counting. */
import type { Along, Check, ReduceR } from '@keepdims/shapes';
import { normalizeAxis, ShapeError, showShape } from '@keepdims/shapes';
import { contiguousData, copy } from './create.js';
import { DTypeError } from './dtype.js';
import type { NDArray } from './ndarray.js';
import { checkArray, create, createZeros } from './operand.js';
import { ravel, transpose } from './reshape.js';

/** Increasing, NaN last, as NumPy sorts. */
function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return (a !== a ? 1 : 0) - (b !== b ? 1 : 0);
}

/** Handle each line along an axis as a contiguous stretch of a copy with that axis last; then put the axis back. */
function alongAxis(
  operation: string,
  a: NDArray,
  axis: number | null,
  result: NDArray['dtype'],
  each: (line: NDArray['data'], out: NDArray['data']) => void,
): NDArray {
  const source: NDArray = axis === null ? ravel(a) : a;
  const at = normalizeAxis(operation, source.shape, axis ?? 0);
  const order = source.shape
    .map((_, i) => i)
    .filter((i) => i !== at)
    .concat(at);
  const moved: NDArray = copy<NDArray>(transpose(source, order));
  const out = create([...moved.shape], result) as NDArray;
  const length = source.shape[at] as number; // at is in range
  const [from, to] = [moved.storage.elements, out.storage.elements];
  for (let start = 0; start < moved.size; start += length) {
    each(from.subarray(start, start + length), to.subarray(start, start + length));
  }
  const back = order.map((_, i) => order.indexOf(i));
  return copy<NDArray>(transpose(out, back));
}

// The axis of a sort: the last unless asked otherwise; null sorts all elements.
interface SortOptions<S extends readonly number[], A extends number | null, Op extends string> {
  axis?: Check<ReduceR<S, A, false, Op>, A>;
}

/**
 * A sorted copy, increasing, NaN last.
 *
 * @param options.axis - Along which axis; null sorts all elements. Default -1, the last.
 * @returns a's shape ([size] for axis null) and element type.
 * @throws ShapeError if the axis is out of range.
 * @example sort(array([3, 1, 2])).toArray() // [1, 2, 3]
 */
export function sort<X extends NDArray, const A extends number | null = -1>(
  a: X,
  options: SortOptions<X['shape'], A, 'sort'> = {},
): NDArray<Along<X['shape'], A>, X['dtype']> {
  checkArray('sort', a);
  const { axis = -1 } = options as { axis?: number | null };
  return alongAxis('sort', a, axis, a.dtype, (line, out) => {
    out.set(line);
    out.sort(compare);
  }) as never; // as stated
}

/**
 * The positions that would sort the array; equal elements keep their order.
 *
 * @param options.axis - Along which axis; null for all elements in row order. Default -1, the last.
 * @returns a's shape ([size] for axis null), int32.
 * @throws ShapeError if the axis is out of range.
 * @example argsort(array([30, 10, 20])).toArray() // [1, 2, 0]
 */
export function argsort<X extends NDArray, const A extends number | null = -1>(
  a: X,
  options: SortOptions<X['shape'], A, 'argsort'> = {},
): NDArray<Along<X['shape'], A>, 'int32'> {
  checkArray('argsort', a);
  const { axis = -1 } = options as { axis?: number | null };
  return alongAxis('argsort', a, axis, 'int32', (line, out) => {
    const positions = Array.from(line, (_, i) => i);
    positions.sort((i, j) => compare(line[i] as number, line[j] as number)); // positions are in range
    out.set(positions);
  }) as never; // as stated
}

/**
 * The different values, sorted; one NaN if there are any.
 *
 * @returns Shape [how many], a's element type.
 * @example unique(array([3, 1, 3])).toArray() // [1, 3]
 */
export function unique<X extends NDArray>(a: X): NDArray<[number], X['dtype']> {
  checkArray('unique', a);
  // Not by a Set, which would make -0 a 0.
  const sorted = Array.from<number>(contiguousData(a as NDArray)).sort(compare);
  const values = sorted.filter((x, i) => i === 0 || compare(sorted[i - 1] as number, x) !== 0);
  const out = create([values.length], a.dtype);
  out.storage.elements.set(values);
  return out as never; // X's element type
}

/**
 * How often each of 0, 1, 2, … occurs.
 *
 * @param a - Whole numbers from 0, rank 1. @param options.minLength - Count at least so many values. Default 0.
 * @returns Shape [max(largest + 1, minLength)], int32.
 * @throws ShapeError if the rank isn't 1. DTypeError if an element is negative or not whole.
 * @example bincount(array([0, 2, 2])).toArray() // [1, 0, 2]
 */
export function bincount<D extends NDArray['dtype']>(
  a: NDArray<readonly [number], D>,
  options: { minLength?: number } = {},
): NDArray<[number], 'int32'> {
  checkArray('bincount', a);
  if (a.ndim !== 1)
    throw new ShapeError(`bincount(a): needs rank 1, but a has shape ${showShape(a.shape)}. Use ravel(a).`);
  const values = contiguousData(a as unknown as NDArray);
  let length = options.minLength ?? 0;
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0) {
      throw new DTypeError(`bincount(a): elements are whole numbers from 0, but one is ${value}.`);
    }
    length = Math.max(length, value + 1);
  }
  const out = createZeros<[number], 'int32'>([length], 'int32');
  const counts = out.storage.elements;
  for (const value of values) counts[value] = (counts[value] as number) + 1; // value < length
  return out;
}
