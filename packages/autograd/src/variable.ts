// Assertions: what `validValue` has checked, and shapes that the signatures state.
import * as np from '@keepdims/ndarray';
import { DTypeError } from '@keepdims/ndarray';
import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import { isNode, Node } from './node.js';
import { kindOf, scalar } from './operand.js';

/** The shape and element type that a value gives a node; a number has rank 0. */
export type NodeOf<V> = V extends NDArray<infer S, infer D> ? Node<S, D> : V extends Node ? V : Node<[], 'float64'>;

/**
 * A variable of a computation: what derivatives are taken with respect to.
 *
 * @param value - A number, or an array of floats of any shape. It isn't copied: don't write into it before the backward pass.
 * @param name - What prints and drawings call it.
 * @returns A node of the value's shape and element type; a number gives rank 0 and float64.
 * @throws DTypeError for integers and bools, which have no derivatives. TypeError if it is neither a number nor an array.
 * @example variable(5, 'a').item() // 5
 */
export function variable<V extends NDArray<Shape, 'float64' | 'float32'> | number>(value: V, name?: string): NodeOf<V> {
  const given: unknown = value;
  if (typeof given === 'number') return new Node(scalar(given, 'float64'), true, undefined, name) as never;
  const array = validValue('variable', given);
  if (array.dtype !== 'float64' && array.dtype !== 'float32') {
    throw new DTypeError(
      `variable(value): derivatives need floats, but value is ${array.dtype}. Convert first: value.astype('float64').`,
    );
  }
  return new Node(array, true, undefined, name) as never;
}

/**
 * A constant of a computation, such as data: a plain array does as well, but has no name in prints and drawings. Given a node, its value
 * without its history: no derivative goes through it.
 *
 * @param value - A number, an array of any element type, or a node.
 * @param name - What prints and drawings call it.
 * @returns A node of the value's shape and element type.
 * @throws TypeError if it is none of these.
 * @example constant(np.array([1, 2]), 'x').value // [1, 2]
 */
export function constant<V extends Node | NDArray | number>(value: V, name?: string): NodeOf<V> {
  const given: unknown = value;
  const array = isNode(given) ? given.value : typeof given === 'number' ? scalar(given, 'float64') : undefined;
  return new Node<Shape, DType>(array ?? validValue('constant', given), false, undefined, name) as never;
}

function validValue(operation: string, value: unknown): NDArray {
  if (np.isNDArray(value)) return value;
  throw new TypeError(`${operation}(value): value must be a number or an NDArray, but it is ${kindOf(value)}.`);
}
