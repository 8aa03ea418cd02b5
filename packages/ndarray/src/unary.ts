/** Element-wise functions of one operand. */
import type { DType, UnaryName } from '@keepdims/kernels';
import type { BroadcastR, Check, Get, Shape } from '@keepdims/shapes';
import { kernels } from './backend.js';
import { maximum, minimum } from './binary.js';
import { copyInto } from './create.js';
import { DTypeError, floatOf } from './dtype.js';
import type { FloatOf } from './dtype.js';
import type { NDArray } from './ndarray.js';
import type { BinaryDType, Operand, ShapeOf } from './operand.js';
import { checkArray, resultArray, writeInto } from './operand.js';

/** Shape and element type are the operand's. `out`, if given, is written and returned: it has exactly these, and may overlap `a`. */
export type KeepingFunction = <X extends NDArray>(
  a: X,
  options?: { out?: NDArray<X['shape'], X['dtype']> },
) => NDArray<X['shape'], X['dtype']>;

/** The shape is the operand's; the result is a float. `out` as for `KeepingFunction`. */
export type FloatFunction = <X extends NDArray>(
  a: X,
  options?: { out?: NDArray<X['shape'], FloatOf<X['dtype']>> },
) => NDArray<X['shape'], FloatOf<X['dtype']>>;

/** The shape is the operand's; the result is true or false. `out` as for `KeepingFunction`. */
export type TestFunction = <X extends NDArray>(
  a: X,
  options?: { out?: NDArray<X['shape'], 'bool'> },
) => NDArray<X['shape'], 'bool'>;

type Options = { out?: NDArray } | undefined;

function run(
  name: string,
  a: NDArray,
  dtype: DType,
  options: Options,
  compute: (shape: Shape, from: NDArray, to: NDArray) => void,
): NDArray {
  const target = resultArray(name, a.shape, dtype, options?.out);
  return writeInto(
    [a],
    target,
    (to) => {
      compute(a.shape, a, to);
    },
    copyInto,
  );
}

function define(name: UnaryName, result: (dtype: DType) => DType): (a: NDArray, options?: Options) => NDArray {
  return (a, options) => {
    checkArray(name, a);
    return run(name, a, result(a.dtype), options, (shape, from, to) => {
      kernels.unary(name, shape, from, to);
    });
  };
}

const keeping = (name: UnaryName): KeepingFunction => define(name, (dtype) => dtype);
const float = (name: UnaryName): FloatFunction => define(name, floatOf) as FloatFunction;
const test = (name: UnaryName): TestFunction => define(name, () => 'bool') as TestFunction;

/** As in NumPy, bools have no sign. */
const negating = (name: UnaryName): KeepingFunction =>
  define(name, (dtype) => {
    if (dtype === 'bool')
      throw new DTypeError(`${name}(a): bools have no ${name}. Use logicalNot(a), or convert: a.astype('int32').`);
    return dtype;
  });

/**
 * −a, element by element.
 *
 * @returns a's shape and element type.
 * @throws DTypeError for bools.
 * @example negative(array([1, -2])).toArray() // [-1, 2]
 */
export const negative: KeepingFunction = /* @__PURE__ */ negating('negative');

/**
 * |a|, element by element.
 *
 * @returns a's shape and element type.
 * @example abs(array([1, -2])).toArray() // [1, 2]
 */
export const abs: KeepingFunction = /* @__PURE__ */ keeping('abs');

/**
 * −1, 0 or 1 by the sign of a, element by element; NaN stays.
 *
 * @returns a's shape and element type.
 * @throws DTypeError for bools.
 * @example sign(array([5, 0, -2])).toArray() // [1, 0, -1]
 */
export const sign: KeepingFunction = /* @__PURE__ */ negating('sign');

/**
 * Square root, element by element; NaN below 0.
 *
 * @returns a's shape, as floats.
 * @example sqrt(array([4, 9])).toArray() // [2, 3]
 */
export const sqrt: FloatFunction = /* @__PURE__ */ float('sqrt');

/**
 * a², element by element.
 *
 * @returns a's shape and element type.
 * @example square(array([2, 3])).toArray() // [4, 9]
 */
export const square: KeepingFunction = /* @__PURE__ */ keeping('square');

/**
 * 1/a, element by element; integers are cut off toward 0, as in NumPy.
 *
 * @returns a's shape and element type.
 * @example reciprocal(array([2, 4])).toArray() // [0.5, 0.25]
 */
export const reciprocal: KeepingFunction = /* @__PURE__ */ keeping('reciprocal');

/**
 * e to the power a, element by element.
 *
 * @returns a's shape, as floats.
 * @example exp(array([0, 1])).toArray() // [1, 2.718281828459045]
 */
export const exp: FloatFunction = /* @__PURE__ */ float('exp');

/**
 * exp(a) − 1 without cancellation near 0, element by element.
 *
 * @returns a's shape, as floats.
 * @example expm1(array([0, 1e-10])).toArray() // [0, 1.00000000005e-10]
 */
export const expm1: FloatFunction = /* @__PURE__ */ float('expm1');

/**
 * Natural logarithm, element by element; −Infinity at 0, NaN below.
 *
 * @returns a's shape, as floats.
 * @example log(array([1, Math.E])).toArray() // [0, 1]
 */
export const log: FloatFunction = /* @__PURE__ */ float('log');

/**
 * log(1 + a) without cancellation near 0, element by element.
 *
 * @returns a's shape, as floats.
 * @example log1p(array([0])).toArray() // [0]
 */
export const log1p: FloatFunction = /* @__PURE__ */ float('log1p');

/**
 * Logarithm to base 2, element by element.
 *
 * @returns a's shape, as floats.
 * @example log2(array([1, 8])).toArray() // [0, 3]
 */
export const log2: FloatFunction = /* @__PURE__ */ float('log2');

/**
 * Sine of an angle in radians, element by element.
 *
 * @returns a's shape, as floats.
 * @example sin(array([0])).toArray() // [0]
 */
export const sin: FloatFunction = /* @__PURE__ */ float('sin');

/**
 * Cosine of an angle in radians, element by element.
 *
 * @returns a's shape, as floats.
 * @example cos(array([0])).toArray() // [1]
 */
export const cos: FloatFunction = /* @__PURE__ */ float('cos');

/**
 * Hyperbolic tangent, element by element.
 *
 * @returns a's shape, as floats.
 * @example tanh(array([0, 100])).toArray() // [0, 1]
 */
export const tanh: FloatFunction = /* @__PURE__ */ float('tanh');

/**
 * The largest integer not above a, element by element.
 *
 * @returns a's shape and element type.
 * @example floor(array([1.5, -1.5])).toArray() // [1, -2]
 */
export const floor: KeepingFunction = /* @__PURE__ */ keeping('floor');

/**
 * The smallest integer not below a, element by element.
 *
 * @returns a's shape and element type.
 * @example ceil(array([1.5, -1.5])).toArray() // [2, -1]
 */
export const ceil: KeepingFunction = /* @__PURE__ */ keeping('ceil');

/**
 * The nearest integer, halves to even, element by element.
 *
 * @returns a's shape and element type.
 * @example round(array([0.5, 1.5, 2.4])).toArray() // [0, 2, 2]
 */
export const round: KeepingFunction = /* @__PURE__ */ keeping('round');

/**
 * True where a is 0, element by element.
 *
 * @returns a's shape, bool.
 * @example logicalNot(array([true, false])).toArray() // [false, true]
 */
export const logicalNot: TestFunction = /* @__PURE__ */ test('logicalNot');

/**
 * True where a is NaN, element by element.
 *
 * @returns a's shape, bool.
 * @example isNaN(array([1, NaN])).toArray() // [false, true]
 */
export const isNaN: TestFunction = /* @__PURE__ */ test('isNaN');

/**
 * True where a is neither NaN nor infinite, element by element.
 *
 * @returns a's shape, bool.
 * @example isFinite(array([1, Infinity])).toArray() // [true, false]
 */
export const isFinite: TestFunction = /* @__PURE__ */ test('isFinite');

/**
 * True where a is Infinity or −Infinity, element by element.
 *
 * @returns a's shape, bool.
 * @example isInf(array([1, -Infinity])).toArray() // [false, true]
 */
export const isInf: TestFunction = /* @__PURE__ */ test('isInf');

/**
 * a limited to [low, high], element by element; NaN stays.
 *
 * @param low - The smallest value: a number, or an array that broadcasts with a. @param high - The largest, likewise.
 * @returns a's shape (broadcast with the limits') and element type (promoted with the limits').
 * @throws ShapeError if the shapes don't broadcast.
 * @example clip(array([-1, 0.5, 2]), 0, 1).toArray() // [0, 0.5, 1]
 */
export function clip<X extends NDArray, L extends Operand, H extends Operand>(
  a: X,
  low: Check<BroadcastR<X['shape'], ShapeOf<L>, 'clip'>, L>,
  high: Check<BroadcastR<Get<BroadcastR<X['shape'], ShapeOf<L>, 'clip'>>, ShapeOf<H>, 'clip'>, H>,
  options: { out?: NDArray } = {},
): NDArray<
  Get<BroadcastR<Get<BroadcastR<X['shape'], ShapeOf<L>, 'clip'>>, ShapeOf<H>, 'clip'>>,
  BinaryDType<{ dtype: BinaryDType<X, L> }, H>
> {
  const raised: NDArray = maximum<NDArray, Operand>(a, low as NDArray);
  return minimum<NDArray, Operand>(raised, high as NDArray, options as never) as never;
}

/**
 * Any scalar function, element by element.
 *
 * @param f - Called once an element, in memory order; it should be pure.
 * @param options.out - Where to write: exactly the result's shape and element type; it may overlap a.
 * @example map(array([1, 2]), (x) => 10 * x).toArray() // [10, 20]
 */
export function map<X extends NDArray>(
  a: X,
  f: (value: number) => number,
  options?: { out?: NDArray<X['shape'], FloatOf<X['dtype']>> },
): NDArray<X['shape'], FloatOf<X['dtype']>> {
  checkArray('map', a);
  return run('map', a, floatOf(a.dtype), options, (shape, from, to) => {
    kernels.map(f, shape, from, to);
  }) as never; // X's shape
}
