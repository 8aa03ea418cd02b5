/** Element-wise functions of one operand. */
import type { DType, UnaryName } from '@keepdims/kernels';
import type { BroadcastR, Check, Get, Shape } from '@keepdims/shapes';
import { broadcastSizes } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { maximum, minimum } from './binary.js';
import { copyInto } from './create.js';
import { DTypeError, floatOf, promote, promoteNumber } from './dtype.js';
import type { FloatOf, ResultDType, ResultKind } from './dtype.js';
import type { NDArray } from './ndarray.js';
import type { BinaryDType, BinaryR, Operand, PlainArray, ShapeOf } from './operand.js';
import {
  broadcastOperands,
  checkArray,
  checkOperand,
  flat,
  promoteOperands,
  resultArray,
  shapeOf,
  writeInto,
} from './operand.js';

// The shape is the operand's, the element type of the kind R. `out`, if given, has exactly these and may overlap `a`.
export type UnaryFunction<R extends ResultKind = 'same'> = <X extends NDArray>(
  a: X,
  options?: { out?: NDArray<X['shape'], ResultDType<X['dtype']>[R]> },
) => NDArray<X['shape'], ResultDType<X['dtype']>[R]>;

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
      kernels().unary(name, shape, flat(from), flat(to));
    });
  };
}

const keeping = (name: UnaryName): UnaryFunction => define(name, (dtype) => dtype);
const float = (name: UnaryName): UnaryFunction<'float'> => define(name, floatOf) as UnaryFunction<'float'>;
const test = (name: UnaryName): UnaryFunction<'bool'> => define(name, () => 'bool') as UnaryFunction<'bool'>;

/** As in NumPy, bools have no sign. */
const negating = (name: UnaryName): UnaryFunction =>
  define(name, (dtype) => {
    if (dtype === 'bool')
      throw new DTypeError(`${name}(a): bools have no ${name}. Use logicalNot(a), or convert: a.astype('int32').`);
    return dtype;
  });

/**
 * −a, element by element.
 *
 * @throws DTypeError for bools.
 * @example negative(array([1, -2])).toArray() // [-1, 2]
 */
export const negative: UnaryFunction = /* @__PURE__ */ negating('negative');

/**
 * |a|, element by element.
 *
 * @example abs(array([1, -2])).toArray() // [1, 2]
 */
export const abs: UnaryFunction = /* @__PURE__ */ keeping('abs');

/**
 * −1, 0 or 1 by the sign of a, element by element; NaN stays.
 *
 * @throws DTypeError for bools.
 * @example sign(array([5, 0, -2])).toArray() // [1, 0, -1]
 */
export const sign: UnaryFunction = /* @__PURE__ */ negating('sign');

/**
 * Square root, element by element, as floats; NaN below 0.
 *
 * @example sqrt(array([4, 9])).toArray() // [2, 3]
 */
export const sqrt: UnaryFunction<'float'> = /* @__PURE__ */ float('sqrt');

/**
 * a², element by element.
 *
 * @example square(array([2, 3])).toArray() // [4, 9]
 */
export const square: UnaryFunction = /* @__PURE__ */ keeping('square');

/**
 * 1/a, element by element; integers are cut off toward 0, as in NumPy.
 *
 * @example reciprocal(array([2, 4])).toArray() // [0.5, 0.25]
 */
export const reciprocal: UnaryFunction = /* @__PURE__ */ keeping('reciprocal');

/**
 * e to the power a, element by element, as floats.
 *
 * @example exp(array([0, -Infinity])).toArray() // [1, 0]
 */
export const exp: UnaryFunction<'float'> = /* @__PURE__ */ float('exp');

/**
 * exp(a) − 1 without cancellation near 0, element by element, as floats.
 *
 * @example expm1(array([0, 1e-10])).toArray() // [0, 1.00000000005e-10]
 */
export const expm1: UnaryFunction<'float'> = /* @__PURE__ */ float('expm1');

/**
 * Natural logarithm, element by element, as floats; −Infinity at 0, NaN below.
 *
 * @example log(array([1, Math.E])).toArray() // [0, 1]
 */
export const log: UnaryFunction<'float'> = /* @__PURE__ */ float('log');

/**
 * log(1 + a) without cancellation near 0, element by element, as floats.
 *
 * @example log1p(array([0])).toArray() // [0]
 */
export const log1p: UnaryFunction<'float'> = /* @__PURE__ */ float('log1p');

/**
 * Logarithm to base 2, element by element, as floats.
 *
 * @example log2(array([1, 8])).toArray() // [0, 3]
 */
export const log2: UnaryFunction<'float'> = /* @__PURE__ */ float('log2');

/**
 * Sine of an angle in radians, element by element, as floats.
 *
 * @example sin(array([0])).toArray() // [0]
 */
export const sin: UnaryFunction<'float'> = /* @__PURE__ */ float('sin');

/**
 * Cosine of an angle in radians, element by element, as floats.
 *
 * @example cos(array([0])).toArray() // [1]
 */
export const cos: UnaryFunction<'float'> = /* @__PURE__ */ float('cos');

/**
 * Hyperbolic tangent, element by element, as floats.
 *
 * @example tanh(array([0, 100])).toArray() // [0, 1]
 */
export const tanh: UnaryFunction<'float'> = /* @__PURE__ */ float('tanh');

/**
 * The largest integer not above a, element by element.
 *
 * @example floor(array([1.5, -1.5])).toArray() // [1, -2]
 */
export const floor: UnaryFunction = /* @__PURE__ */ keeping('floor');

/**
 * The smallest integer not below a, element by element.
 *
 * @example ceil(array([1.5, -1.5])).toArray() // [2, -1]
 */
export const ceil: UnaryFunction = /* @__PURE__ */ keeping('ceil');

/**
 * The nearest integer, halves to even, element by element.
 *
 * @example round(array([0.5, 1.5, 2.4])).toArray() // [0, 2, 2]
 */
export const round: UnaryFunction = /* @__PURE__ */ keeping('round');

/**
 * True where a is 0, element by element.
 *
 * @example logicalNot(array([true, false])).toArray() // [false, true]
 */
export const logicalNot: UnaryFunction<'bool'> = /* @__PURE__ */ test('logicalNot');

/**
 * True where a is NaN, element by element.
 *
 * @example isNaN(array([1, NaN])).toArray() // [false, true]
 */
export const isNaN: UnaryFunction<'bool'> = /* @__PURE__ */ test('isNaN');

/**
 * True where a is neither NaN nor infinite, element by element.
 *
 * @example isFinite(array([1, Infinity])).toArray() // [true, false]
 */
export const isFinite: UnaryFunction<'bool'> = /* @__PURE__ */ test('isFinite');

/**
 * True where a is Infinity or −Infinity, element by element.
 *
 * @example isInf(array([1, -Infinity])).toArray() // [false, true]
 */
export const isInf: UnaryFunction<'bool'> = /* @__PURE__ */ test('isInf');

// The shape of `clip`, as a rule: a meets the lower limits, then the upper ones.
type ClipR<X, L, H> = BroadcastR<Get<BinaryR<X, L, 'clip'>>, ShapeOf<H>, 'clip'>;

/**
 * a limited to [low, high], element by element; NaN stays.
 *
 * @param low - The smallest value: a number, or an array that broadcasts with a. @param high - The largest, likewise.
 * @returns a's shape (broadcast with the limits') and element type (promoted with the limits').
 * @throws ShapeError if the shapes don't broadcast.
 * @example clip(array([-1, 0.5, 2]), 0, 1).toArray() // [0, 0.5, 1]
 */
export function clip<X extends NDArray, L extends Operand | PlainArray, H extends Operand | PlainArray>(
  a: X,
  low: Check<BinaryR<X, L, 'clip'>, L>,
  high: Check<ClipR<X, L, H>, H>,
  options: { out?: NDArray } = {},
): NDArray<Get<ClipR<X, L, H>>, BinaryDType<{ dtype: BinaryDType<X, L> }, H>> {
  const [least, most] = [low as Operand, high as Operand];
  checkClip(a, least, most, options.out);
  const raised: NDArray = maximum<NDArray, Operand>(a, least);
  return minimum<NDArray, Operand>(raised, most, options as never) as never;
}

/** What `clip` refuses, in its own words rather than those of the functions that it is made of. */
function checkClip(a: NDArray, low: Operand, high: Operand, out: NDArray | undefined): void {
  checkArray('clip', a);
  checkOperand('clip', 'low', low);
  checkOperand('clip', 'high', high);
  const raised = broadcastOperands('clip', a, low, ['a', 'low']);
  broadcastOperands('clip', a, high, ['a', 'high']);
  broadcastOperands('clip', low, high, ['low', 'high']);
  const parameters = 'a, low, high';
  const between = promoteOperands('clip', a, low, parameters);
  const dtype =
    typeof high === 'number' ? promoteNumber('clip', between, high, parameters) : promote(between, high.dtype);
  if (out !== undefined) resultArray('clip', broadcastSizes(raised, shapeOf(high), 'clip'), dtype, out);
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
    kernels().map(f, shape, flat(from), flat(to));
  }) as never; // X's shape
}
