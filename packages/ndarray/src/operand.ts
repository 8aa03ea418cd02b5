import type { DType, Strided } from '@keepdims/kernels';
import { allocate, Storage } from '@keepdims/kernels';
import type { ArgumentNames, BroadcastR, Shape } from '@keepdims/shapes';
import { broadcastSizes, sameShape, ShapeError, showShape, sizeOf } from '@keepdims/shapes';
import { configuration } from './config.js';
import type { Promote, PromoteNumber } from './dtype.js';
import { DTypeError, promote, promoteNumber } from './dtype.js';
import { isNDArray, NDArray } from './ndarray.js';

/** What element-wise functions take: an array or a plain number. */
export type Operand = NDArray | number;

// No value has this type: it stands beside the operands so that the compiler, refusing a plain array, says what to do.
export interface PlainArray extends ReadonlyArray<unknown> {
  readonly 'a plain array: np.array(x) would fit': never;
}

// A covariant box: `Held<N> extends Held<number>` has an answer for a type parameter N too.
interface Held<out T> {
  readonly '~held': T;
}

/** The shape of an operand; a number has rank 0. (`any[]` rather than `Shape`, which would not resolve in generic functions.) */
export type ShapeOf<X> =
  Held<X> extends Held<number>
    ? []
    : // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
      X extends { readonly shape: infer S extends readonly any[] }
      ? S
      : [];

// The shape that two operands broadcast to, as a rule.
export type BinaryR<X, Y, Op extends string> = BroadcastR<ShapeOf<X>, ShapeOf<Y>, Op>;

/** The element type that two operands give. */
export type BinaryDType<X, Y> = X extends { readonly dtype: infer A extends DType }
  ? Held<Y> extends Held<number>
    ? PromoteNumber<A, Y & number>
    : Y extends { readonly dtype: infer B extends DType }
      ? Promote<A, B>
      : Y extends number
        ? PromoteNumber<A, Y>
        : never
  : X extends number
    ? Y extends { readonly dtype: infer B extends DType }
      ? PromoteNumber<B, X>
      : 'float64'
    : never;

/** Strides of contiguous rows: the last axis is the closest. @internal */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] as number; // axis is in range
  }
  return strides;
}

/** A new array whose elements have any value. @internal */
export function create<S extends Shape, D extends DType>(shape: S, dtype: D): NDArray<S, D> {
  return new NDArray(Storage.create(dtype, sizeOf(shape), false), shape, contiguousStrides(shape), 0, dtype);
}

/** A new zeroed array. @internal */
export function createZeros<S extends Shape, D extends DType>(shape: S, dtype: D): NDArray<S, D> {
  return new NDArray(Storage.create(dtype, sizeOf(shape), true), shape, contiguousStrides(shape), 0, dtype);
}

/** An array as kernels take it. @internal */
export function flat(a: NDArray): Strided {
  return { data: a.storage.elements, offset: a.offset, strides: a.strides };
}

/** True when the elements lie in row order without gaps. @internal */
export function isContiguous(a: NDArray): boolean {
  let step = 1;
  for (let axis = a.shape.length - 1; axis >= 0; axis--) {
    const size = a.shape[axis] as number; // axis is in range
    if (size !== 1 && a.strides[axis] !== step) return size === 0 || a.size === 0;
    step *= size;
  }
  return true;
}

/** An operand stretched to a shape it broadcasts to: stride 0 where it repeats. @internal */
export function stretch(x: Operand, shape: Shape, scalarDType: DType): Strided {
  if (typeof x === 'number') {
    const data = allocate(scalarDType, 1);
    data[0] = x;
    return { data, offset: 0, strides: shape.map(() => 0) };
  }
  const missing = shape.length - x.shape.length;
  const strides = shape.map((_, axis) => {
    const own = axis - missing;
    return own < 0 || x.shape[own] === 1 ? 0 : (x.strides[own] as number); // own is in range
  });
  return { data: x.storage.elements, offset: x.offset, strides };
}

/** The shape of an operand at run time. @internal */
export const shapeOf = (x: Operand): Shape => (typeof x === 'number' ? [] : x.shape);

/**
 * The shape that two operands broadcast to.
 *
 * @throws ShapeError if they don't; or, where `configure({ rank1: 'error' })` asks for it, if a column meets a vector of its length.
 * @internal
 */
export function broadcastOperands(operation: string, a: Operand, b: Operand, names?: ArgumentNames): number[] {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  if (configuration.rank1 === 'error') {
    const [nameA, nameB] = names ?? ['a', 'b'];
    refuseSquare(`${operation}(${nameA}, ${nameB})`, nameB, left, right);
    refuseSquare(`${operation}(${nameA}, ${nameB})`, nameA, right, left);
  }
  return broadcastSizes(left, right, operation, names);
}

/** The promoted element type of two operands; `parameters` are those of the operation, for the message. @internal */
export function promoteOperands(operation: string, a: Operand, b: Operand, parameters?: string): DType {
  if (typeof a === 'number')
    return typeof b === 'number' ? 'float64' : promoteNumber(operation, b.dtype, a, parameters);
  return typeof b === 'number' ? promoteNumber(operation, a.dtype, b, parameters) : promote(a.dtype, b.dtype);
}

/** [n, 1] with [n] (§2.16). */
function refuseSquare(call: string, vectorName: string, column: Shape, vector: Shape): void {
  const [n = 0] = vector;
  if (vector.length !== 1 || n === 1 || column.length !== 2 || column[0] !== n || column[1] !== 1) return;
  throw new ShapeError(
    `${call}: ${showShape(column)} with ${showShape(vector)} would broadcast to a square, [${n}, ${n}]. ` +
      `Use asColumn(${vectorName}) or asRow(${vectorName}); configure({ rank1: 'allow' }) permits it.`,
  );
}

/**
 * Where a function writes: a new array, or the caller's `out`.
 *
 * @throws ShapeError or DTypeError if `out` doesn't have exactly the result's shape and element type.
 * @internal
 */
export function resultArray<D extends DType>(
  operation: string,
  shape: Shape,
  dtype: D,
  out: NDArray | undefined,
): NDArray<Shape, D> {
  if (out === undefined) return create(shape, dtype);
  if (!sameShape(out.shape, shape)) {
    throw new ShapeError(
      `${operation}(…, { out }): the result has shape ${showShape(shape)} but out has shape ${showShape(out.shape)}. ` +
        `Use out = zeros(${showShape(shape)}).`,
    );
  }
  if (out.dtype !== dtype) {
    throw new DTypeError(
      `${operation}(…, { out }): the result is ${dtype} but out is ${out.dtype}. Use out = zeros(${showShape(shape)}, { dtype: '${dtype}' }).`,
    );
  }
  return out as NDArray<Shape, D>; // just checked
}

/** True when two arrays may have elements in common: views of one storage, or typed arrays over one buffer. @internal */
export function sharesMemory(a: NDArray, b: NDArray): boolean {
  return a.storage.overlaps(b.storage);
}

/** True when writing element by element into `out` could change an element of `x` before it is read. @internal */
export function mustStage(x: Operand, out: NDArray): boolean {
  if (typeof x === 'number' || !sharesMemory(x, out)) return false;
  const same =
    x.offset === out.offset &&
    x.storage.elements.BYTES_PER_ELEMENT === out.storage.elements.BYTES_PER_ELEMENT &&
    x.storage.elements.byteOffset === out.storage.elements.byteOffset &&
    sameShape(x.shape, out.shape) &&
    x.strides.every((stride, axis) => stride === out.strides[axis]);
  return !same;
}

/** Compute into `out`, by way of a temporary array where an operand overlaps it. @internal */
export function writeInto<R extends NDArray>(
  operands: readonly Operand[],
  out: R,
  compute: (target: NDArray) => void,
  copyBack: (from: NDArray, to: NDArray) => void,
): R {
  if (operands.some((x) => mustStage(x, out))) {
    const staged = create(out.shape, out.dtype);
    compute(staged);
    copyBack(staged, out);
  } else {
    compute(out);
  }
  return out;
}

/**
 * Refuse what isn't an operand; JavaScript callers have no compiler to do it.
 *
 * @throws TypeError naming the function and the argument.
 * @internal
 */
export function checkOperand(operation: string, name: string, x: unknown): void {
  if (typeof x === 'number' || isNDArray(x)) return;
  throw new TypeError(`${operation}: ${name} must be an NDArray or a number, but it is ${kindOf(x, name)}.`);
}

/** What was given instead of an array, in words. */
function kindOf(value: unknown, name: string): string {
  if (Array.isArray(value)) return `a plain array. np.array(${name}) would fit`;
  return value === null ? 'null' : typeof value;
}

/**
 * Refuse what isn't an array; JavaScript callers have no compiler to do it.
 *
 * @param operation - The function that was called, for the message. @param name - The argument, likewise.
 * @throws TypeError naming both.
 * @example requireArray('sum', 'a', zeros([2])) // undefined
 */
export function requireArray(operation: string, name: string, value: unknown): asserts value is NDArray {
  if (isNDArray(value)) return;
  throw new TypeError(`${operation}: ${name} must be an NDArray, but it is ${kindOf(value, name)}.`);
}

/** `requireArray` for the first argument of this package's functions. @internal */
export function checkArray(operation: string, a: unknown): asserts a is NDArray {
  requireArray(operation, 'a', a);
}
