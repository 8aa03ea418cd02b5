// Assertions: a signature states the shape and element type that ndarray's function of the same name gives, which computes the value.
/** Element-wise functions of one and of two operands: the value, its formula, and the derivative in each operand. */
import * as np from '@keepdims/ndarray';
import type { BinaryDType, DType, FloatOf, NDArray } from '@keepdims/ndarray';
import type { Check, Get } from '@keepdims/shapes';
import type { Node } from './node.js';
import type { BinaryR, DTypeOf, Operand, ShapeOf } from './operand.js';
import { arrayValue, operandValue } from './operand.js';
import { factor, operation, record } from './operation.js';
import type { Derivative } from './operation.js';
import { where } from './choose.js';

// The element type of a result: the operand's own, or a float.
interface ResultDType<D extends DType> {
  same: D;
  float: FloatOf<D>;
}
type ResultKind = keyof ResultDType<DType>;

// A function of one operand; the shape is the operand's.
export type UnaryFunction<R extends ResultKind = 'float'> = <X extends Operand>(
  a: X,
) => Node<ShapeOf<X>, ResultDType<DTypeOf<X>>[R]>;

// A function of two operands that broadcast.
export type BinaryFunction<Op extends string, R extends ResultKind = 'same'> = <X extends Operand, Y extends Operand>(
  a: X,
  b: Check<BinaryR<X, Y, Op>, Y>,
) => Node<Get<BinaryR<X, Y, Op>>, ResultDType<BinaryDType<X, Y>>[R]>;

type Compute = (a: NDArray | number, b: NDArray | number) => NDArray;

type Unary<R extends ResultKind> = (
  name: string,
  compute: (a: NDArray) => NDArray,
  derivative: Derivative | undefined,
  text?: (labels: readonly string[]) => string,
) => UnaryFunction<R>;

function unary(...[name, compute, derivative, text]: Parameters<Unary<ResultKind>>): never {
  const made = operation(name, [derivative], text);
  const f = (a: Operand): Node => record(compute(arrayValue(name, 'a', a)), made, [a]);
  return f as never;
}

const keeping: Unary<'same'> = unary;
const float: Unary<'float'> = unary;

function binary<Op extends string, R extends ResultKind = 'same'>(
  name: Op,
  compute: unknown,
  derivatives: readonly [Derivative, Derivative],
  sign?: string,
): BinaryFunction<Op, R> {
  const made = operation(
    name,
    derivatives,
    sign === undefined ? undefined : ([a, b]) => `${a ?? ''} ${sign} ${b ?? ''}`,
  );
  const f = (a: Operand, b: Operand): Node => {
    const value = (compute as Compute)(operandValue(name, 'a', a), operandValue(name, 'b', b));
    return record(value, made, [a, b]);
  };
  return f as unknown as BinaryFunction<Op, R>;
}

// Rules get as many inputs as the operation has.
type One = readonly [Node];
type Two = readonly [Node, Node];
const of1 = (local: string, rule: (d: Node, a: Node, out: Node) => Node): Derivative =>
  factor(local, (d, out, inputs) => rule(d, (inputs as One)[0], out));
const of2 = (local: string, rule: (d: Node, a: Node, b: Node, out: Node) => Node): Derivative =>
  factor(local, (d, out, inputs) => rule(d, ...(inputs as Two), out));

/**
 * a + b, element by element; the shapes broadcast.
 *
 * @returns The node of the broadcast shape and the promoted element type, as ndarray's function of the same name.
 * @throws ShapeError if the shapes don't broadcast. TypeError if an operand is no node, array or number.
 * @example add(variable(5), 6).item() // 11
 */
export const add: BinaryFunction<'add'> = /* @__PURE__ */ binary(
  'add',
  np.add,
  [of2('1', (d) => d), of2('1', (d) => d)],
  '+',
);

/**
 * a − b, element by element. Shapes and errors as `add`.
 *
 * @example subtract(variable(5), 6).item() // -1
 */
export const subtract: BinaryFunction<'subtract'> = /* @__PURE__ */ binary(
  'subtract',
  np.subtract,
  [of2('1', (d) => d), of2('-1', (d) => negative(d))],
  '-',
);

/**
 * a * b, element by element. Shapes and errors as `add`.
 *
 * @example multiply(variable(5), 6).item() // 30
 */
export const multiply: BinaryFunction<'multiply'> = /* @__PURE__ */ binary(
  'multiply',
  np.multiply,
  [of2('{1}', (d, _, b) => multiply(d, b)), of2('{0}', (d, a) => multiply(d, a))],
  '*',
);

/**
 * a / b, element by element, as floats. Shapes and errors as `add`.
 *
 * @example divide(variable(3), 2).item() // 1.5
 */
export const divide: BinaryFunction<'divide', 'float'> = /* @__PURE__ */ binary<'divide', 'float'>(
  'divide',
  np.divide,
  [
    of2('(1 / {1})', (d, _, b) => divide(d, b)),
    of2('(-{0} / {1}²)', (d, _, b, out) => negative(divide(multiply(d, out), b))),
  ],
  '/',
);

/**
 * a to the power b, element by element. Shapes and errors as `add`.
 *
 * The derivative in b at a = 0 is 0, the limit for b > 0; for a < 0 it is NaN.
 *
 * @example power(variable(3), 2).item() // 9
 */
export const power: BinaryFunction<'power'> = /* @__PURE__ */ binary(
  'power',
  np.power,
  [
    of2('{1} {0}^({1} - 1)', (d, a, b) => multiply(d, multiply(b, power(a, lowered(b))))),
    of2('{out} log({0})', (d, a, _, out) => {
      const base = where(np.equal(a.value, 0), 1, a);
      return multiply(d, multiply(out, log(base)));
    }),
  ],
  '^',
);

/** b − 1; for constants 0 where b is 0, so that b·a^(b − 1) is 0 at a = 0 too, not 0 · Infinity. */
function lowered(b: Node): Node {
  const less = subtract(b, 1);
  return b.needsGradient ? less : where(np.equal(b.value, 0), 0, less);
}

/**
 * −a, element by element.
 *
 * @returns The node of a's shape and element type, as ndarray's function of the same name. So do all functions of one operand; those with
 *   real values give floats.
 * @throws TypeError if a is no node, array or number.
 * @example negative(variable(5)).item() // -5
 */
export const negative: UnaryFunction<'same'> = /* @__PURE__ */ keeping(
  'negative',
  np.negative,
  of1('-1', (d) => negative(d)),
  ([a]) => `-${a ?? ''}`,
);

/**
 * |a|, element by element. The derivative at 0 is 0.
 *
 * @example abs(variable(-5)).item() // 5
 */
export const abs: UnaryFunction<'same'> = /* @__PURE__ */ keeping(
  'abs',
  np.abs,
  of1('sign({0})', (d, a) => multiply(d, sign(a))),
);

/**
 * −1, 0 or 1 by the sign of a, element by element. The derivative is 0, at the jump too.
 *
 * @example sign(variable(-5)).item() // -1
 */
export const sign: UnaryFunction<'same'> = /* @__PURE__ */ keeping('sign', np.sign, undefined);

/**
 * Square root, element by element. The derivative at 0 is Infinity.
 *
 * @example sqrt(variable(9)).item() // 3
 */
export const sqrt: UnaryFunction = /* @__PURE__ */ float(
  'sqrt',
  np.sqrt,
  of1('1 / (2 {out})', (d, _, out) => divide(d, multiply(out, 2))),
);

/**
 * a², element by element.
 *
 * @example square(variable(3)).item() // 9
 */
export const square: UnaryFunction<'same'> = /* @__PURE__ */ keeping(
  'square',
  np.square,
  of1('2 {0}', (d, a) => multiply(d, multiply(a, 2))),
  ([a]) => `${a ?? ''}²`,
);

/**
 * 1 / a, element by element.
 *
 * @example reciprocal(variable(4)).item() // 0.25
 */
export const reciprocal: UnaryFunction<'same'> = /* @__PURE__ */ keeping(
  'reciprocal',
  np.reciprocal,
  of1('(-1 / {0}²)', (d, _, out) => negative(multiply(d, square(out)))),
);

/**
 * e to the power a, element by element.
 *
 * @example exp(variable(0)).item() // 1
 */
export const exp: UnaryFunction = /* @__PURE__ */ float(
  'exp',
  np.exp,
  of1('{out}', (d, _, out) => multiply(d, out)),
);

/**
 * e to the power a, less 1, element by element; accurate near 0.
 *
 * @example expm1(variable(0)).item() // 0
 */
export const expm1: UnaryFunction = /* @__PURE__ */ float(
  'expm1',
  np.expm1,
  of1('exp({0})', (d, a) => multiply(d, exp(a))),
);

/**
 * Natural logarithm, element by element.
 *
 * @example log(variable(1)).item() // 0
 */
export const log: UnaryFunction = /* @__PURE__ */ float(
  'log',
  np.log,
  of1('1 / {0}', (d, a) => divide(d, a)),
);

/**
 * log(1 + a), element by element; accurate near 0.
 *
 * @example log1p(variable(0)).item() // 0
 */
export const log1p: UnaryFunction = /* @__PURE__ */ float(
  'log1p',
  np.log1p,
  of1('1 / (1 + {0})', (d, a) => divide(d, add(a, 1))),
);

/**
 * Logarithm to base 2, element by element.
 *
 * @example log2(variable(8)).item() // 3
 */
export const log2: UnaryFunction = /* @__PURE__ */ float(
  'log2',
  np.log2,
  of1('1 / ({0} log 2)', (d, a) => divide(d, multiply(a, Math.LN2))),
);

/**
 * Sine, element by element.
 *
 * @example sin(variable(0)).item() // 0
 */
export const sin: UnaryFunction = /* @__PURE__ */ float(
  'sin',
  np.sin,
  of1('cos({0})', (d, a) => multiply(d, cos(a))),
);

/**
 * Cosine, element by element.
 *
 * @example cos(variable(0)).item() // 1
 */
export const cos: UnaryFunction = /* @__PURE__ */ float(
  'cos',
  np.cos,
  of1('-sin({0})', (d, a) => negative(multiply(d, sin(a)))),
);

/**
 * Hyperbolic tangent, element by element.
 *
 * @example tanh(variable(0)).item() // 0
 */
export const tanh: UnaryFunction = /* @__PURE__ */ float(
  'tanh',
  np.tanh,
  of1('(1 - {out}²)', (d, _, out) => multiply(d, subtract(1, square(out)))),
);
