/** Making arrays. */
import type { Data, DataByDType, DType } from '@keepdims/kernels';
import type { CheckLiteral, Get, LiteralR, Nested, Shape } from '@keepdims/shapes';
import { ShapeError, showShape, sizeOf, validShape } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { checkDType, DTypeError } from './dtype.js';
import { isNDArray, NDArray } from './ndarray.js';
import { contiguousStrides, create, createZeros, flat, isContiguous } from './operand.js';

// bool for nested booleans, otherwise float64.
type LiteralDType<T> = Nested extends T
  ? DType
  : T extends readonly (infer E)[]
    ? LiteralDType<E>
    : T extends boolean
      ? 'bool'
      : 'float64';

// The element type that a typed array holds.
export type DTypeOfData<T> = T extends Float64Array
  ? 'float64'
  : T extends Float32Array
    ? 'float32'
    : T extends Int32Array
      ? 'int32'
      : 'uint8';

/** What `array` and `asArray` take. */
export type ArrayInput = NDArray | Data | Nested;

// The shape that an input has, as a rule.
type InputR<T> = T extends NDArray<infer S> ? [S] : T extends Data ? [[number]] : LiteralR<T>;

// The element type that an input has.
type InputDType<T> = T extends { readonly dtype: infer D extends DType }
  ? D
  : T extends Data
    ? DTypeOfData<T>
    : LiteralDType<T>;

interface WithDType<D extends DType> {
  dtype?: D;
}

/**
 * A new array from numbers in nested arrays, a typed array, or another array. Always a copy.
 *
 * @param values - Numbers (or booleans) nested to any depth, rows of equal length.
 * @param options.dtype - The element type. Default: the input's own; float64 for plain numbers, bool for booleans.
 * @throws ShapeError if rows differ in length. DTypeError if an element is neither a number nor a boolean.
 * @example array([[1, 2, 3], [4, 5, 6]]).shape // [2, 3]
 */
export function array<const T extends ArrayInput, const D extends DType = InputDType<T>>(
  values: CheckLiteral<InputR<T>, T>,
  options?: WithDType<D>,
): NDArray<Get<InputR<T>>, NoInfer<D>> {
  const input = values as ArrayInput;
  const source = isNDArray(input) ? input : adopt(input);
  const dtype = options?.dtype ?? source.dtype;
  return astype(source, dtype) as never; // its shape is InputR's
}

/** How another library describes a strided array. */
export interface StridedArrayLike {
  readonly data: Data;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/**
 * An array over existing memory, without copying where that is possible: a typed array, another library's strided array
 * (data, shape, stride, offset), or an array of this package, which is returned as it is. Nested plain arrays are copied.
 *
 * @param values - The memory.
 * @param options.shape - The shape of a typed array. Default: [length].
 * @param options.dtype - Only where it changes nothing of the memory: 'bool' for a Uint8Array of zeros and ones.
 * @throws ShapeError if the shape doesn't fill the typed array. DTypeError if the element type would need a copy.
 * @example asArray(new Float64Array(6), { shape: [2, 3] }).shape // [2, 3]
 */
export function asArray<const T extends Data, const S extends Shape = [number], const D extends DType = DTypeOfData<T>>(
  values: T,
  options?: { shape?: readonly [...S]; dtype?: D },
): NDArray<S, NoInfer<D>>;
export function asArray<X extends NDArray>(values: X): X;
export function asArray<T extends StridedArrayLike>(values: T): NDArray<number[], DTypeOfData<T['data']>>;
export function asArray<const T extends Nested>(
  values: CheckLiteral<LiteralR<T>, T>,
): NDArray<Get<LiteralR<T>>, LiteralDType<T>>;
export function asArray(values: unknown, options: { shape?: Shape; dtype?: DType } = {}): NDArray {
  if (isNDArray(values)) return values;
  if (isStridedArrayLike(values)) {
    return new NDArray(values.data, [...values.shape], [...values.stride], values.offset, dtypeOf(values.data));
  }
  const base = adopt(values as Data | Nested);
  const shape = options.shape ?? base.shape;
  validShape('asArray', shape);
  if (sizeOf(shape) !== base.size) {
    throw new ShapeError(
      `asArray(values, { shape }): ${base.size} elements don't fill shape ${showShape(shape)} (${sizeOf(shape)} elements).`,
    );
  }
  const dtype = options.dtype ?? base.dtype;
  if (dtype !== base.dtype && !(dtype === 'bool' && base.dtype === 'uint8')) {
    throw new DTypeError(
      `asArray(values, { dtype }): ${base.dtype} memory can't be seen as ${dtype} without a copy. Use array(values, { dtype: '${dtype}' }).`,
    );
  }
  return new NDArray(base.storage, [...shape], contiguousStrides(shape), 0, dtype);
}

function isStridedArrayLike(values: unknown): values is StridedArrayLike {
  return (
    typeof values === 'object' &&
    values !== null &&
    'data' in values &&
    'shape' in values &&
    'stride' in values &&
    'offset' in values &&
    isData(values.data)
  );
}

function isData(values: unknown): values is Data {
  return (
    values instanceof Float64Array ||
    values instanceof Float32Array ||
    values instanceof Int32Array ||
    values instanceof Uint8Array
  );
}

function dtypeOf(data: Data): DType {
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}

/** A typed array as it is; nested plain arrays read into a new one. */
function adopt(values: Data | Nested): NDArray {
  if (isData(values)) return new NDArray(values, [values.length], [1], 0, dtypeOf(values));
  const shape: number[] = [];
  for (let level: unknown = values; Array.isArray(level); level = level[0]) shape.push(level.length);
  const numbers = create(shape, 'float64');
  const data = numbers.storage.elements;
  const types = new Set<string>();
  let position = 0;
  const read = (level: unknown, depth: number): void => {
    if (Array.isArray(level)) {
      if (level.length !== shape[depth]) {
        throw new ShapeError(
          `array(values): rows differ in length: on axis ${depth} one has ${shape[depth] ?? 'no'} elements and another ${level.length}. ` +
            `Make all rows equally long.`,
        );
      }
      for (const inner of level) read(inner, depth + 1);
    } else if (depth !== shape.length) {
      throw new ShapeError('array(values): numbers and rows are mixed at one level. Nest all of them equally deep.');
    } else if (typeof level === 'number' || typeof level === 'boolean') {
      types.add(typeof level);
      data[position++] = Number(level);
    } else {
      throw new DTypeError(
        `array(values): an element is ${level === null ? 'null' : `a ${typeof level}`}; elements are numbers or booleans.`,
      );
    }
  };
  read(values, 0);
  return types.has('boolean') && !types.has('number') ? astype(numbers as NDArray, 'bool') : numbers;
}

// Making an array of a shape: float64 unless asked otherwise.
type Creator = <const S extends Shape, const D extends DType = 'float64'>(
  shape: readonly [...S],
  options?: WithDType<D>,
) => NDArray<S, NoInfer<D>>;

/**
 * An array of zeros.
 *
 * @param shape - The sizes. @param options.dtype - The element type. Default 'float64'.
 * @throws ShapeError if a size is negative or not an integer.
 * @example zeros([2, 3]).shape // [2, 3]
 */
export const zeros: Creator = (shape, options) =>
  createZeros([...validShape('zeros', shape)], checkDType('zeros', options?.dtype ?? 'float64')) as never; // S and D are these

/**
 * An array of ones. Arguments and errors as `zeros`.
 *
 * @example ones([2]).toArray() // [1, 1]
 */
export const ones: Creator = (shape, options) => full(shape, 1, options);

/**
 * An array filled with one value. Arguments and errors as `zeros`.
 *
 * @param value - The value of every element; stored as the element type stores it.
 * @example full([2], 7).toArray() // [7, 7]
 */
export function full<const S extends Shape, const D extends DType = 'float64'>(
  shape: readonly [...S],
  value: number,
  options?: WithDType<D>,
): NDArray<S, NoInfer<D>> {
  const a = empty(shape, options);
  a.storage.elements.fill(a.dtype === 'bool' ? Number(value !== 0) : value);
  return a; // as zeros
}

/**
 * An array whose values are not to be relied on: fill it before use. Arguments and errors as `zeros`.
 *
 * @example empty([2, 3]).size // 6
 */
export const empty: Creator = (shape, options) =>
  create([...validShape('empty', shape)], checkDType('empty', options?.dtype ?? 'float64')) as never; // as zeros

/**
 * The identity matrix, [n, n].
 *
 * @param n - Rows and columns. @param options.dtype - Default 'float64'.
 * @throws ShapeError if n is negative or not an integer.
 * @example eye(2).toArray() // [[1, 0], [0, 1]]
 */
export function eye<const N extends number, const D extends DType = 'float64'>(
  n: N,
  options?: WithDType<D>,
): NDArray<[N, N], NoInfer<D>> {
  const a = createZeros(validShape('eye', [n, n]), options?.dtype ?? 'float64');
  const data = a.storage.elements;
  for (let i = 0; i < n; i++) data[i * (n + 1)] = 1;
  return a as never; // as zeros
}

/**
 * Evenly spaced values in [start, stop). `arange(stop)` begins at 0.
 *
 * @param step - The distance between values; may be negative. Default 1.
 * @param options.dtype - Default 'float64'.
 * @returns Shape [⌈(stop − start) / step⌉], empty where the step leads away from stop.
 * @throws RangeError if an argument isn't finite or the step is 0.
 * @example arange(1, 2, 0.25).toArray() // [1, 1.25, 1.5, 1.75]
 */
export function arange(stop: number): NDArray<[number], 'float64'>;
export function arange<const D extends DType = 'float64'>(
  start: number,
  stop: number,
  step?: number,
  options?: WithDType<D>,
): NDArray<[number], NoInfer<D>>;
export function arange(first: number, second?: number, step = 1, options?: WithDType<DType>): NDArray {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (![start, stop, step].every(Number.isFinite) || step === 0) {
    throw new RangeError(`arange(${start}, ${stop}, ${step}): start, stop and step must be finite, and step not 0.`);
  }
  const a = create([Math.max(0, Math.ceil((stop - start) / step))], options?.dtype ?? 'float64');
  const data = a.storage.elements;
  for (let i = 0; i < data.length; i++) data[i] = start + i * step;
  return a;
}

/**
 * `count` evenly spaced values from start to stop, both included.
 *
 * @param count - How many. Default 50. @param options.dtype - Default 'float64'.
 * @returns Shape [count].
 * @throws ShapeError if count is negative or not an integer.
 * @example linspace(0, 1, 5).toArray() // [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace<const N extends number = 50, const D extends DType = 'float64'>(
  start: number,
  stop: number,
  count?: N,
  options?: WithDType<D>,
): NDArray<[N], NoInfer<D>> {
  const n: number = count ?? 50;
  const a = create(validShape('linspace', [n]), options?.dtype ?? 'float64');
  const step = n > 1 ? (stop - start) / (n - 1) : 0;
  const data = a.storage.elements;
  for (let i = 0; i < n; i++) data[i] = i * step + start;
  if (n > 1) data[n - 1] = stop; // exactly
  return a as never; // as zeros
}

/**
 * Zeros of another array's shape and element type.
 *
 * @example zerosLike(array([[1, 2]])).toArray() // [[0, 0]]
 */
export function zerosLike<X extends NDArray>(a: X): NDArray<X['shape'], X['dtype']> {
  return createZeros([...a.shape], a.dtype) as never; // X's own
}

/**
 * Ones of another array's shape and element type.
 *
 * @example onesLike(array([[5, 6]])).toArray() // [[1, 1]]
 */
export function onesLike<X extends NDArray>(a: X): NDArray<X['shape'], X['dtype']> {
  return full(a.shape, 1, { dtype: a.dtype }) as never; // X's own
}

/**
 * A column, [n, 1], of numbers: the safe way to write a vector (§2.16).
 *
 * @example column([1, 2, 3]).shape // [3, 1]
 */
export function column<const T extends readonly number[]>(values: T): NDArray<[T['length'], 1], 'float64'> {
  return new NDArray(Float64Array.from(values), [values.length, 1], [1, 1], 0, 'float64');
}

/**
 * A row, [1, n], of numbers.
 *
 * @example row([1, 2, 3]).shape // [1, 3]
 */
export function row<const T extends readonly number[]>(values: T): NDArray<[1, T['length']], 'float64'> {
  return new NDArray(Float64Array.from(values), [1, values.length], [values.length, 1], 0, 'float64');
}

/**
 * A copy with another element type. Floats are cut off toward 0 for integers; anything but 0 is true for bool.
 *
 * @example astype(array([0.5, 2]), 'int32').toArray() // [0, 2]
 */
export function astype<X extends NDArray, const D extends DType>(a: X, dtype: D): NDArray<X['shape'], D> {
  const out = create([...a.shape], checkDType('astype', dtype));
  kernels().copy(a.shape, flat(a), flat(out), dtype === 'bool' && a.dtype !== 'bool');
  return out as never; // X's shape
}

/**
 * A contiguous copy that shares nothing with its source.
 *
 * @example const a = array([1, 2]); assign(copy(a), 0); a.toArray() // [1, 2]
 */
export function copy<X extends NDArray>(a: X): NDArray<X['shape'], X['dtype']> {
  return astype(a, a.dtype); // X's own
}

/** Copy values from one array to another of the same shape, converting as needed. @internal */
export function copyInto(from: NDArray, to: NDArray): void {
  kernels().copy(to.shape, flat(from), flat(to), to.dtype === 'bool' && from.dtype !== 'bool');
}

/**
 * The elements in row order, without gaps: the array's own memory where it already is so, else a copy. It is lent for use at once; copy
 * it (`.slice()`) to keep it, since the memory gets a new owner when the array is garbage-collected.
 *
 * @example contiguousData(transpose(array([[1, 2], [3, 4]]))) // Float64Array.of(1, 3, 2, 4)
 */
export function contiguousData<D extends DType>(a: NDArray<Shape, D>): DataByDType[D] {
  const source = isContiguous(a) ? a : copy(a);
  return source.storage.lend().subarray(source.offset, source.offset + a.size) as DataByDType[D]; // same kind of typed array
}

/** Where elements lie; see `memoryOf`. */
export interface Memory {
  readonly data: DataByDType[DType];
  readonly offset: number;
  readonly strides: readonly number[];
  /** Whether the fast kernels work on it without copying it in. */
  readonly onHeap: boolean;
}

/**
 * Where the elements lie, as kernels take them: lent for use at once, as by `contiguousData`. `a.data` is to keep.
 *
 * @example memoryOf(transpose(zeros([2, 3]))).strides // [1, 3]
 */
export function memoryOf(a: NDArray): Memory {
  return { data: a.storage.lend(), offset: a.offset, strides: a.strides, onHeap: a.storage.onHeap };
}
