/** Element-wise functions of two operands, with broadcasting. */
import type { BinaryName, DType } from '@keepdims/kernels';
import type { Check, Get } from '@keepdims/shapes';
import { sameShape } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { copyInto } from './create.js';
import { DTypeError, floatOf, isFloat } from './dtype.js';
import type { ResultDType, ResultKind } from './dtype.js';
import type { NDArray } from './ndarray.js';
import type { BinaryDType, BinaryR, Operand, PlainArray } from './operand.js';
import {
  broadcastOperands,
  checkOperand,
  create,
  flat,
  promoteOperands,
  resultArray,
  stretch,
  writeInto,
} from './operand.js';

// Two operands that broadcast. The result's element type is their promoted one, or of the kind R.
export type BinaryFunction<Op extends string, R extends ResultKind = 'same'> = <
  X extends Operand | PlainArray,
  Y extends Operand | PlainArray,
>(
  a: X,
  b: Check<BinaryR<X, Y, Op>, Y>,
  options?: { out?: NDArray<Get<BinaryR<X, Y, Op>>, ResultDType<BinaryDType<X, Y>>[R]> },
) => NDArray<Get<BinaryR<X, Y, Op>>, ResultDType<BinaryDType<X, Y>>[R]>;

type Compute = (a: Operand, b: Operand, options?: { out?: NDArray }) => NDArray;

/** The element type in which operands meet: that of the result, unless a plain number meets an array that doesn't bound it. */
function meetingDType(operation: string, a: Operand, b: Operand, result: DType | 'promoted' | 'float'): DType {
  const array = typeof a === 'number' ? b : typeof b === 'number' ? a : undefined;
  if (result === 'promoted' || array === undefined || typeof array === 'number') {
    return result === 'bool' ? 'float64' : promoteOperands(operation, a, b);
  }
  // Comparisons and quotients of integers are made in float64, so no number is out of range; float32 rounds the number, as NumPy does.
  return array.dtype === 'float32' ? 'float32' : 'float64';
}

/** bool has no arithmetic of its own: + is or, * is and, and - is refused, as in NumPy. */
function boolKernel(name: BinaryName): BinaryName {
  if (name === 'add') return 'logicalOr';
  if (name === 'multiply') return 'logicalAnd';
  if (name === 'subtract') {
    throw new DTypeError(
      "subtract(a, b): bools have no difference. Use notEqual(a, b), or convert: a.astype('int32').",
    );
  }
  return name;
}

function run(
  name: BinaryName,
  a: Operand,
  b: Operand,
  result: DType | 'promoted' | 'float',
  out: NDArray | undefined,
): NDArray {
  checkOperand(name, 'a', a);
  checkOperand(name, 'b', b);
  if (out === undefined && typeof a !== 'number' && typeof b !== 'number' && areAlikeFloats(a, b)) {
    // The usual case, and half of the time of a small one: nothing broadcasts, is promoted or overlaps.
    const target = create(a.shape, result === 'bool' ? 'bool' : a.dtype);
    kernels().binary(name, a.shape, flat(a), flat(b), flat(target));
    return target;
  }
  const shape = broadcastOperands(name, a, b);
  const operands = meetingDType(name, a, b, result);
  const dtype = result === 'promoted' ? operands : result === 'float' ? floatOf(operands) : result;
  const kernel = result === 'promoted' && dtype === 'bool' ? boolKernel(name) : name;
  const target = resultArray(name, shape, dtype, out);
  return writeInto(
    [a, b],
    target,
    (to) => {
      kernels().binary(kernel, shape, stretch(a, shape, operands), stretch(b, shape, operands), flat(to));
    },
    copyInto,
  );
}

function areAlikeFloats(a: NDArray, b: NDArray): boolean {
  return a.dtype === b.dtype && isFloat(a.dtype) && sameShape(a.shape, b.shape);
}

/** A function whose result has the operands' promoted element type. */
function arithmetic<Op extends BinaryName>(name: Op): BinaryFunction<Op> {
  const f: Compute = (a, b, options) => run(name, a, b, 'promoted', options?.out);
  return f as BinaryFunction<Op>; // the signature states what `run` does
}

function comparison<Op extends BinaryName>(name: Op): BinaryFunction<Op, 'bool'> {
  const f: Compute = (a, b, options) => run(name, a, b, 'bool', options?.out);
  return f as BinaryFunction<Op, 'bool'>; // as above
}

/**
 * a + b, element by element.
 *
 * @param a - An array or a number. @param b - Another; the shapes broadcast.
 * @param options.out - Where to write: an array of exactly the result's shape and element type. It may overlap a or b.
 * @returns Shape: a's and b's broadcast. Element type: promoted; integers wrap; bools give "or".
 * @throws ShapeError if the shapes don't broadcast. DTypeError if a number is out of an integer type's range.
 * @example add(array([[1], [2]]), array([[10, 20]])).toArray() // [[11, 21], [12, 22]]
 */
export const add: BinaryFunction<'add'> = /* @__PURE__ */ arithmetic('add');

/**
 * a - b, element by element. Shapes, element type and errors as `add`; bools are refused.
 *
 * @example subtract(array([3, 4]), 1).toArray() // [2, 3]
 */
export const subtract: BinaryFunction<'subtract'> = /* @__PURE__ */ arithmetic('subtract');

/**
 * a * b, element by element; for the matrix product see `matmul`. Shapes, element type and errors as `add`; bools give "and".
 *
 * @example multiply(array([3, 4]), array([2, 10])).toArray() // [6, 40]
 */
export const multiply: BinaryFunction<'multiply'> = /* @__PURE__ */ arithmetic('multiply');

/**
 * a / b, element by element, as floats. 1/0 is Infinity, 0/0 is NaN. Shapes and errors as `add`.
 *
 * @returns float32 for float32 operands, otherwise float64; integers divide to float64.
 * @example divide(array([1, 3]), 2).toArray() // [0.5, 1.5]
 */
export const divide: BinaryFunction<'divide', 'float'> = /* @__PURE__ */ ((
  a: Operand,
  b: Operand,
  options?: { out?: NDArray },
) => run('divide', a, b, 'float', options?.out)) as BinaryFunction<'divide', 'float'>; // as above

const powerOf = /* @__PURE__ */ arithmetic('power');

/**
 * a to the power b, element by element. Shapes, element type and errors as `add`.
 *
 * @throws DTypeError for integers to a negative power, which would not be integers.
 * @example power(array([1, 2, 3]), 2).toArray() // [1, 4, 9]
 */
export const power: BinaryFunction<'power'> = /* @__PURE__ */ ((
  a: Operand,
  b: Operand,
  options?: { out?: NDArray },
) => {
  checkOperand('power', 'a', a);
  checkOperand('power', 'b', b);
  const integers = !isFloat(promoteOperands('power', a, b));
  const negative = typeof b === 'number' ? b < 0 : integers && kernelsMin(b) < 0;
  const isEmpty = typeof a !== 'number' && a.size === 0;
  if (integers && negative && !isEmpty) {
    throw new DTypeError(
      `power(a, b): integers to a negative power aren't integers. Convert first: a.astype('float64').`,
    );
  }
  return (powerOf as Compute)(a, b, options);
}) as BinaryFunction<'power'>; // as above

function kernelsMin(x: NDArray): number {
  if (x.size === 0) return 0;
  const smallest = new Float64Array(1);
  kernels().reduce(
    'min',
    x.shape,
    x.shape.map((_, axis) => axis),
    flat(x),
    { data: smallest, offset: 0, strides: [] },
  );
  return smallest[0] as number; // one element
}

/**
 * The remainder of a / b, with b's sign (as Python's %). Shapes, element type and errors as `add`.
 *
 * For floats the remainder of a division by 0 is NaN; for integers it is 0.
 * @example mod(array([5, -5]), 3).toArray() // [2, 1]
 */
export const mod: BinaryFunction<'mod'> = /* @__PURE__ */ arithmetic('mod');

/**
 * The larger of a and b, element by element; NaN if either is. Shapes, element type and errors as `add`.
 *
 * @example maximum(array([-1, 2]), 0).toArray() // [0, 2]
 */
export const maximum: BinaryFunction<'maximum'> = /* @__PURE__ */ arithmetic('maximum');

/**
 * The smaller of a and b, element by element; NaN if either is. Shapes, element type and errors as `add`.
 *
 * @example minimum(array([-1, 2]), 0).toArray() // [-1, 0]
 */
export const minimum: BinaryFunction<'minimum'> = /* @__PURE__ */ arithmetic('minimum');

/**
 * a = b, element by element, as bools; NaN equals nothing. Shapes broadcast; errors as `add`.
 *
 * @example equal(array([1, 2]), 2).toArray() // [false, true]
 */
export const equal: BinaryFunction<'equal', 'bool'> = /* @__PURE__ */ comparison('equal');

/**
 * a ≠ b, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example notEqual(array([1, 2]), 2).toArray() // [true, false]
 */
export const notEqual: BinaryFunction<'notEqual', 'bool'> = /* @__PURE__ */ comparison('notEqual');

/**
 * a < b, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example less(array([1, 2]), 2).toArray() // [true, false]
 */
export const less: BinaryFunction<'less', 'bool'> = /* @__PURE__ */ comparison('less');

/**
 * a ≤ b, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example lessEqual(array([1, 3]), 2).toArray() // [true, false]
 */
export const lessEqual: BinaryFunction<'lessEqual', 'bool'> = /* @__PURE__ */ comparison('lessEqual');

/**
 * a > b, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example greater(array([0.2, 0.7]), 0.5).toArray() // [false, true]
 */
export const greater: BinaryFunction<'greater', 'bool'> = /* @__PURE__ */ comparison('greater');

/**
 * a ≥ b, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example greaterEqual(array([1, 3]), 2).toArray() // [false, true]
 */
export const greaterEqual: BinaryFunction<'greaterEqual', 'bool'> = /* @__PURE__ */ comparison('greaterEqual');

/**
 * Both a and b are not 0, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example logicalAnd(array([true, true]), array([true, false])).toArray() // [true, false]
 */
export const logicalAnd: BinaryFunction<'logicalAnd', 'bool'> = /* @__PURE__ */ comparison('logicalAnd');

/**
 * a or b is not 0, element by element, as bools. Shapes broadcast; errors as `add`.
 *
 * @example logicalOr(array([true, false]), array([false, false])).toArray() // [true, false]
 */
export const logicalOr: BinaryFunction<'logicalOr', 'bool'> = /* @__PURE__ */ comparison('logicalOr');
