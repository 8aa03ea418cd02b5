// Reductions: many elements to one, over all axes or some.
import type { ArgReduceName, DType, ReduceName } from '@keepdims/kernels';
import type { Along, Axis, Check, Get, ReduceR } from '@keepdims/shapes';
import { normalizeAxes, normalizeAxis, reduceShape, ShapeError, showShape } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { divide, multiply, subtract } from './binary.js';
import { astype } from './create.js';
import { DTypeError, floatOf, isFloat } from './dtype.js';
import type { ResultDType, ResultKind, SumOf, ValueOf } from './dtype.js';
import { NDArray } from './ndarray.js';
import { checkArray, contiguousStrides, create, flat } from './operand.js';
import { ravel } from './reshape.js';
import { sqrt, square } from './unary.js';

// What a reduction gives: a plain value over all axes, otherwise an array. (Chosen by key: a conditional type would stay unresolved in generic functions.)
export type Reduced<X extends NDArray, R extends ResultKind, A extends Axis, K extends boolean, Op extends string> = {
  value: ValueOf<ResultDType<X['dtype']>[R]>;
  array: NDArray<Get<ReduceR<X['shape'], A, K, Op>>, ResultDType<X['dtype']>[R]>;
}[[A] extends [null] ? (K extends true ? 'array' : 'value') : 'array'];

// Options of a reduction whose axis is checked against the array's shape.
export interface ReduceOptions<X extends NDArray, A extends Axis, K extends boolean, Op extends string> {
  /** One axis (negative from the end), a list of axes, or null for all. Default null. */
  axis?: Check<ReduceR<X['shape'], A, K, Op>, A>;
  /** Keep reduced axes, with size 1, so that the result broadcasts against the array. Default false. */
  keepDims?: K;
}

// A reduction over all axes, one, or a list; where Axes says so, over one or all.
export type ReduceFunction<Op extends string, R extends ResultKind, Axes extends Axis = Axis, More = unknown> = <
  X extends NDArray,
  const A extends Axes = null & Axes,
  const K extends boolean = false,
>(
  a: X,
  options?: ReduceOptions<X, A, K, Op> & More,
) => Reduced<X, R, A, K, Op>;

interface Plain {
  axis?: Axis;
  keepDims?: boolean;
}

/** The result as the options ask for it: a plain value for a full reduction. */
function finish(out: NDArray, options: Plain): never {
  const full = (options.axis ?? null) === null && options.keepDims !== true;
  const first = out.storage.elements[0];
  return (full ? (out.dtype === 'bool' ? first === 1 : first) : out) as never; // Reduced says which
}

/** Fold over axes into an array of its own, shaped with or without the reduced axes. */
function fold(name: ReduceName, operation: string, a: NDArray, options: Plain, dtype: DType): NDArray {
  const axes = normalizeAxes(operation, a.shape, options.axis);
  if (name === 'min' || name === 'max') refuseEmpty(operation, a, axes);
  const out = create(reduceShape(a.shape, axes, false), dtype);
  kernels().reduce(name, a.shape, axes, flat(a), flat(out));
  return options.keepDims === true ? withShape(out, reduceShape(a.shape, axes, true)) : out;
}

/** The same contiguous memory in another shape of as many elements. */
function withShape(a: NDArray, shape: number[]): NDArray {
  return new NDArray(a.storage, shape, contiguousStrides(shape), 0, a.dtype);
}

function refuseEmpty(operation: string, a: NDArray, axes: readonly number[]): void {
  if (axes.some((axis) => a.shape[axis] === 0)) {
    throw new ShapeError(
      `${operation}(a): nothing to choose from: a has shape ${showShape(a.shape)} and axis ${axes.join(', ')} is empty.`,
    );
  }
}

/** Integers add up exactly in double precision; the total must still fit the result's type. */
function foldIntegers(name: 'sum' | 'prod', a: NDArray, options: Plain): NDArray {
  const wide = fold(name, name, a, options, 'float64');
  const out = create(wide.shape, 'int32');
  const totals = out.storage.elements;
  for (const [i, value] of wide.storage.elements.entries()) {
    if (value !== (value | 0)) {
      throw new DTypeError(`${name}(a): ${value} doesn't fit int32. Convert first: a.astype('float64').`);
    }
    totals[i] = value;
  }
  return out;
}

/**
 * Sum of the elements: of all, or along axes. Floats are summed pairwise.
 *
 * @param options.axis - One axis, a list, or null for all. Default null.
 * @param options.keepDims - Keep reduced axes with size 1. Default false.
 * @returns A number over all axes; otherwise an array. bool and uint8 count in int32. The sum of nothing is 0.
 * @throws ShapeError if an axis is out of range. DTypeError if an integer sum doesn't fit int32.
 * @example sum(array([[1, 2], [3, 4]]), { axis: 1, keepDims: true }).toArray() // [[3], [7]]
 */
export const sum: ReduceFunction<'sum', 'sum'> = (a: NDArray, options: Plain = {}) => {
  checkArray('sum', a);
  return finish(isFloat(a.dtype) ? fold('sum', 'sum', a, options, a.dtype) : foldIntegers('sum', a, options), options);
};

/**
 * Product of the elements. Options, result and errors as `sum`; the product of nothing is 1.
 *
 * @example prod(array([2, 3, 4])) // 24
 */
export const prod: ReduceFunction<'prod', 'sum'> = (a: NDArray, options: Plain = {}) => {
  checkArray('prod', a);
  return finish(
    isFloat(a.dtype) ? fold('prod', 'prod', a, options, a.dtype) : foldIntegers('prod', a, options),
    options,
  );
};

/** Sum as a float, and how many elements went into each. */
function floatSum(operation: string, a: NDArray, options: Plain): { total: NDArray; count: number } {
  const axes = normalizeAxes(operation, a.shape, options.axis);
  const count = axes.reduce((product, axis) => product * (a.shape[axis] as number), 1); // axes are in range
  return { total: fold('sum', operation, a, options, floatOf(a.dtype)), count };
}

/**
 * Mean of the elements: of all, or along axes. Options and errors as `sum`.
 *
 * @returns A number over all axes; otherwise a float array. The mean of nothing is NaN.
 * @example mean(array([[1, 2], [3, 4]]), { axis: 0 }).toArray() // [2, 3]
 */
export const mean: ReduceFunction<'mean', 'float'> = (a: NDArray, options: Plain = {}) => {
  checkArray('mean', a);
  const { total, count } = floatSum('mean', a, options);
  return finish(divide(total, count), options);
};

/** Mean squared distance from the mean, as an array. */
function varianceArray(operation: string, a: NDArray, options: Plain & { ddof?: number }): NDArray {
  const { axis = null } = options;
  const { total, count } = floatSum(operation, a, { axis, keepDims: true });
  const distance = subtract(a, divide(total, count) as NDArray) as NDArray;
  const squares = fold('sum', operation, multiply(distance, distance), options, floatOf(a.dtype));
  return divide(squares, Math.max(0, count - (options.ddof ?? 0)));
}

/**
 * Variance: the mean squared distance from the mean. Options and errors as `sum`.
 *
 * @param options.ddof - Taken off the count that is divided by; 1 gives the unbiased estimate. Default 0.
 * @returns A number over all axes; otherwise a float array. NaN for no elements.
 * @example variance(array([1, 2, 3, 4])) // 1.25
 */
export const variance: ReduceFunction<'variance', 'float', Axis, { ddof?: number }> = (
  a: NDArray,
  options: Plain & { ddof?: number } = {},
) => {
  checkArray('variance', a);
  return finish(varianceArray('variance', a, options), options);
};

/**
 * Standard deviation: the square root of `variance`. Options, result and errors as there.
 *
 * @example std(array([1, 3])) // 1
 */
export const std: ReduceFunction<'std', 'float', Axis, { ddof?: number }> = (
  a: NDArray,
  options: Plain & { ddof?: number } = {},
) => {
  checkArray('std', a);
  return finish(sqrt(varianceArray('std', a, options)), options);
};

/**
 * Smallest element; NaN if any is. Options as `sum`.
 *
 * @returns A number over all axes; otherwise an array of a's element type.
 * @throws ShapeError if an axis is out of range, or there is nothing to choose from.
 * @example min(array([[3, 1], [2, 4]]), { axis: 0 }).toArray() // [2, 1]
 */
export const min: ReduceFunction<'min', 'same'> = (a: NDArray, options: Plain = {}) => {
  checkArray('min', a);
  return finish(fold('min', 'min', a, options, a.dtype), options);
};

/**
 * Largest element; NaN if any is. Options, result and errors as `min`.
 *
 * @example max(array([3, 1, 2])) // 3
 */
export const max: ReduceFunction<'max', 'same'> = (a: NDArray, options: Plain = {}) => {
  checkArray('max', a);
  return finish(fold('max', 'max', a, options, a.dtype), options);
};

/**
 * True where any element is not 0 (NaN isn't 0). Options and errors as `sum`.
 *
 * @returns A boolean over all axes; otherwise a bool array. False for nothing.
 * @example any(array([false, true])) // true
 */
export const any: ReduceFunction<'any', 'bool'> = (a: NDArray, options: Plain = {}) => {
  checkArray('any', a);
  return finish(fold('any', 'any', a, options, 'bool'), options);
};

/**
 * True where all elements are not 0. Options and errors as `sum`.
 *
 * @returns A boolean over all axes; otherwise a bool array. True for nothing.
 * @example all(array([false, true])) // false
 */
export const all: ReduceFunction<'all', 'bool'> = (a: NDArray, options: Plain = {}) => {
  checkArray('all', a);
  return finish(fold('all', 'all', a, options, 'bool'), options);
};

function argReduce(name: ArgReduceName, a: NDArray, options: Plain): never {
  checkArray(name, a);
  const whole = (options.axis ?? null) === null;
  const source = whole ? ravel(a) : a;
  const axis = whole ? 0 : normalizeAxis(name, a.shape, options.axis as number);
  refuseEmpty(name, source, [axis]);
  const out = create(reduceShape(source.shape, [axis], false), 'int32');
  kernels().argReduce(name, source.shape, axis, flat(source), flat(out));
  const kept = whole ? a.shape.map(() => 1) : reduceShape(a.shape, [axis], true);
  return finish(options.keepDims === true ? withShape(out, kept) : out, options);
}

/**
 * Position of the smallest element: the first of equals; the first NaN if there is one.
 *
 * @param options.axis - One axis, or null for the position in all elements in row order. Default null.
 * @param options.keepDims - Keep the reduced axis with size 1. Default false.
 * @returns A number over all axes; otherwise int32.
 * @throws ShapeError if the axis is out of range, or there is nothing to choose from.
 * @example argmin(array([3, 1, 1])) // 1
 */
export const argmin: ReduceFunction<'argmin', 'int32', number | null> = (a: NDArray, options: Plain = {}) =>
  argReduce('argmin', a, options);

/**
 * Position of the largest element. Options, result and errors as `argmin`.
 *
 * @example argmax(array([[1, 5], [7, 2]]), { axis: 0 }).toArray() // [1, 0]
 */
export const argmax: ReduceFunction<'argmax', 'int32', number | null> = (a: NDArray, options: Plain = {}) =>
  argReduce('argmax', a, options);

/**
 * Running sums along an axis.
 *
 * @param options.axis - One axis, or null to run over all elements in row order. Default null.
 * @returns a's shape, or [size] over all elements. bool and uint8 count in int32.
 * @throws ShapeError if the axis is out of range.
 * @example cumsum(array([1, 2, 3])).toArray() // [1, 3, 6]
 */
export function cumsum<X extends NDArray, const A extends number | null = null>(
  a: X,
  options: { axis?: Check<ReduceR<X['shape'], A, false, 'cumsum'>, A> } = {},
): NDArray<Along<X['shape'], A>, SumOf<X['dtype']>> {
  checkArray('cumsum', a);
  const { axis = null } = options as Plain;
  const source: NDArray = axis === null ? ravel(a) : a;
  const along = axis === null ? 0 : normalizeAxis('cumsum', a.shape, axis as number);
  const dtype = a.dtype === 'bool' || a.dtype === 'uint8' ? 'int32' : a.dtype;
  const out = create([...source.shape], dtype);
  kernels().cumsum(source.shape, along, flat(source), flat(out));
  return out as never; // the shape is the source's
}

/**
 * Euclidean norm: the square root of the sum of squares (Frobenius for a matrix). Options and errors as `sum`.
 *
 * @returns A number over all axes; otherwise a float array.
 * @example norm(array([3, 4])) // 5
 */
export const norm: ReduceFunction<'norm', 'float'> = (a: NDArray, options: Plain = {}) => {
  checkArray('norm', a);
  const squares = fold('sum', 'norm', square(isFloat(a.dtype) ? a : astype(a, 'float64')), options, floatOf(a.dtype));
  return finish(sqrt(squares), options);
};
