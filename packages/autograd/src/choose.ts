// Assertions: signatures state the shape and element type that ndarray's function of the same name gives, which computes the value.
/**
 * Functions that choose elements: the value, its formula, and the derivative in each operand. A derivative goes to the chosen operand; where
 * two are equal, `maximum` and `minimum` give each one half.
 */
import * as np from '@keepdims/ndarray';
import type { BinaryDType, NDArray } from '@keepdims/ndarray';
import type { BroadcastR, Check, Get, WhereR } from '@keepdims/shapes';
import type { BinaryFunction } from './elementwise.js';
import { multiply } from './elementwise.js';
import type { Node } from './node.js';
import type { BinaryR, Operand, ShapeOf } from './operand.js';
import { arrayValue, kindOf, operandValue } from './operand.js';
import { isNode } from './node.js';
import type { Derivative } from './operation.js';
import { factor, operation, record } from './operation.js';

type Extreme = (a: NDArray | number, b: NDArray | number) => NDArray;

/**
 * 1 where `wins` is true, one half where the operands are equal, 0 elsewhere; in the element type of a derivative. NaN where the result is
 * NaN: no operand was chosen there.
 */
function share(wins: NDArray, a: NDArray, b: NDArray, d: Node): NDArray {
  const shares: NDArray = np.add<NDArray, NDArray>(
    wins.astype(d.dtype),
    np.multiply(np.equal<NDArray, NDArray>(a, b).astype(d.dtype), 0.5),
  );
  const nothing = np.isNaN<NDArray>(np.maximum<NDArray, NDArray>(a, b));
  return np.any(nothing) ? np.where<NDArray, number, NDArray>(nothing, NaN, shares).astype(d.dtype) : shares;
}

function extreme<Op extends 'maximum' | 'minimum'>(name: Op, compute: unknown, sign: '>' | '<'): BinaryFunction<Op> {
  const beats = (x: NDArray, y: NDArray): NDArray =>
    sign === '>' ? np.greater<NDArray, NDArray>(x, y) : np.less<NDArray, NDArray>(x, y);
  const derivative = (own: 0 | 1): Derivative =>
    factor(`({${own}} ${sign} {${1 - own}})`, (d, _, inputs) => {
      const [a, b] = inputs.map((input) => input.value) as [NDArray, NDArray];
      return multiply<Node, NDArray>(d, share(own === 0 ? beats(a, b) : beats(b, a), a, b, d));
    });
  const made = operation(name, [derivative(0), derivative(1)]);
  const f = (a: Operand, b: Operand): Node =>
    record((compute as Extreme)(operandValue(name, 'a', a), operandValue(name, 'b', b)), made, [a, b]);
  return f as unknown as BinaryFunction<Op>;
}

/**
 * The larger of a and b, element by element; the shapes broadcast. Where they are equal each gets half of the derivative.
 *
 * @throws ShapeError if the shapes don't broadcast. TypeError if an operand is no node, array or number.
 * @example maximum(variable(-1), 0).item() // 0
 */
export const maximum: BinaryFunction<'maximum'> = /* @__PURE__ */ extreme('maximum', np.maximum, '>');

/**
 * The smaller of a and b, element by element. Shapes, equal operands and errors as `maximum`.
 *
 * @example minimum(variable(-1), 0).item() // -1
 */
export const minimum: BinaryFunction<'minimum'> = /* @__PURE__ */ extreme('minimum', np.minimum, '<');

// The shape of `clip`, as a rule: a meets the lower limits, then the upper ones.
type ClipR<X, L, H> = BroadcastR<Get<BinaryR<X, L, 'clip'>>, ShapeOf<H>, 'clip'>;

/** Which operand `clip` has taken, element by element: a inside the limits and on them, a limit beyond it. */
function chosen(position: number, [a, low, high]: readonly [NDArray, NDArray, NDArray]): NDArray {
  const above = np.greater<NDArray, NDArray>(np.maximum<NDArray, NDArray>(a, low), high);
  if (position === 2) return above;
  const below = np.less<NDArray, NDArray>(a, low);
  const within = np.logicalNot<NDArray>(above);
  return np.logicalAnd<NDArray, NDArray>(within, position === 1 ? below : np.logicalNot<NDArray>(below));
}

const clipping = /* @__PURE__ */ operation(
  'clip',
  ['({1} <= {0} <= {2})', '({0} < {1})', '({0} > {2})'].map((local, position) =>
    factor(local, (d, _, inputs) => {
      const values = inputs.map((input) => input.value) as [NDArray, NDArray, NDArray];
      return multiply<Node, NDArray>(d, chosen(position, values).astype(d.dtype));
    }),
  ),
);

/**
 * a limited to [low, high], element by element. On a limit the derivative goes to a.
 *
 * @param low - The smallest value: a node, an array that broadcasts with a, or a number. @param high - The largest, likewise.
 * @throws ShapeError if the shapes don't broadcast. TypeError if an operand is no node, array or number.
 * @example clip(variable(2), 0, 1).item() // 1
 */
export function clip<X extends Operand, L extends Operand, H extends Operand>(
  a: X,
  low: Check<BinaryR<X, L, 'clip'>, L>,
  high: Check<ClipR<X, L, H>, H>,
): Node<Get<ClipR<X, L, H>>, BinaryDType<{ dtype: BinaryDType<X, L> }, H>> {
  const limits = [operandValue('clip', 'low', low), operandValue('clip', 'high', high)] as const;
  const value = np.clip<NDArray, NDArray, NDArray>(
    arrayValue('clip', 'a', a),
    ...(limits as never as [NDArray, NDArray]),
  );
  return record(value, clipping, [a, low as Operand, high as Operand]) as never;
}

const choice = /* @__PURE__ */ operation(
  'where',
  [
    undefined,
    factor('({0})', (d, _, [condition]) => where((condition as Node).value, d, 0)),
    factor('(not {0})', (d, _, [condition]) => where((condition as Node).value, 0, d)),
  ],
  ([condition, a, b]) => `where(${condition ?? ''}, ${a ?? ''}, ${b ?? ''})`,
);

/**
 * a where the condition is true, b elsewhere, element by element.
 *
 * The operand that isn't chosen gets the derivative 0, which times an infinite one gives NaN further back: in `where(x > 0, sqrt(x), 0)`
 * write `sqrt(where(x > 0, x, 1))`.
 *
 * @param condition - A bool array, or a node (of any element type: not 0 is true); it isn't differentiated.
 * @param a - A node, an array or a number. @param b - Likewise; all three broadcast.
 * @throws ShapeError if the shapes don't broadcast. TypeError if an operand is none.
 * @example where(np.array([true, false]), variable(np.array([1, 2])), 0).value // [1, 0]
 */
export function where<C extends Node | NDArray, X extends Operand, Y extends Operand>(
  condition: C,
  a: X,
  b: Check<WhereR<C['shape'], ShapeOf<X>, ShapeOf<Y>>, Y>,
): Node<Get<WhereR<C['shape'], ShapeOf<X>, ShapeOf<Y>>>, BinaryDType<X, Y>> {
  if (!isNode(condition) && !np.isNDArray(condition)) {
    throw new TypeError(`where: condition must be an NDArray or a node, but it is ${kindOf(condition)}.`);
  }
  const value = np.where<NDArray, NDArray, NDArray>(
    arrayValue('where', 'condition', condition),
    operandValue('where', 'a', a) as NDArray,
    operandValue('where', 'b', b) as NDArray,
  );
  return record(value, choice, [condition, a, b as Operand]) as never;
}
