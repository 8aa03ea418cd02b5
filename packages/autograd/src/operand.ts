import * as np from '@keepdims/ndarray';
import type { BinaryDType, DType, NDArray, Shape, ShapeOf } from '@keepdims/ndarray';
import type { Axis, BroadcastR, Check, Get, ReduceR } from '@keepdims/shapes';
import { isNode, Node } from './node.js';

/** What the differentiable functions take: nodes, and arrays and numbers, which are constants. */
export type Operand = Node | NDArray | number;

/** What functions of arrays take: a node, or an array, which is constant. */
export type ArrayOperand = Node | NDArray;

export type { ShapeOf };

// The element type of an operand; a plain number is float64.
export type DTypeOf<X> = X extends { readonly dtype: infer D extends DType } ? D : 'float64';

// The shape that two operands broadcast to, as a rule.
export type BinaryR<X, Y, Op extends string> = BroadcastR<ShapeOf<X>, ShapeOf<Y>, Op>;

// What an element-wise function of two operands gives.
export type BinaryNode<X, Y, Op extends string> = Node<Get<BinaryR<X, Y, Op>>, BinaryDType<X, Y>>;

// What a reduction gives: always a node, of rank 0 over all axes.
export type Reduced<X, A extends Axis, K extends boolean, Op extends string, D extends DType> = Node<
  Get<ReduceR<ShapeOf<X>, A, K, Op>>,
  D
>;

// Options of a reduction whose axis is checked against the operand's shape.
export interface ReduceOptions<X, A extends Axis, K extends boolean, Op extends string> {
  /** One axis (negative from the end), a list of axes, or null for all. Default null. */
  axis?: Check<ReduceR<ShapeOf<X>, A, K, Op>, A>;
  /** Keep reduced axes, with size 1, so that the result broadcasts against the operand. Default false. */
  keepDims?: K;
}

/**
 * The array of an operand, as ndarray's functions take it: a plain number stays one, since it doesn't promote element types.
 *
 * @throws TypeError naming the function and the argument if it is none. @internal
 */
export function operandValue(operation: string, name: string, x: unknown): NDArray | number {
  if (typeof x === 'number') return x;
  if (isNode(x)) return x.value;
  if (np.isNDArray(x)) return x;
  throw new TypeError(`${operation}: ${name} must be a node, an NDArray or a number, but it is ${kindOf(x)}.`);
}

/** As `operandValue`, where a number is an array of rank 0. @internal */
export function arrayValue(operation: string, name: string, x: unknown): NDArray {
  const value = operandValue(operation, name, x);
  return typeof value === 'number' ? scalar(value, 'float64') : value;
}

/** An array of rank 0. @internal */
export function scalar(value: number, dtype: DType): NDArray<[], DType> {
  return np.full([], value, { dtype });
}

/** An operand as a node; numbers become constants of the element type in which they took part. @internal */
export function toNode(x: Operand, dtype: DType): Node {
  if (isNode(x)) return x;
  if (typeof x !== 'number') return new Node(x, false);
  return new Node<Shape, DType>(scalar(x, dtype === 'float32' ? 'float32' : 'float64'), false);
}

/** What was given instead of an operand, in words. @internal */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a plain array. Make an array of it by np.array(values)';
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
