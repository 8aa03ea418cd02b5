// Assertions: signatures state the shape and element type that ndarray's function of the same name gives, which computes the value.
/** Several to one, and one to several: the value, its formula, and the derivative in each operand. */
import * as np from '@keepdims/ndarray';
import type { DType, NDArray, Promote, Shape } from '@keepdims/ndarray';
import type { Check, ConcatenateR, Get, RepeatR, ReplaceAxisR, StackR, TileR } from '@keepdims/shapes';
import { normalizeAxis } from '@keepdims/shapes';
import { ravel, reshape } from './arrange.js';
import type { Node } from './node.js';
import type { ArrayOperand, DTypeOf, Operand, ShapeOf } from './operand.js';
import { arrayValue, kindOf } from './operand.js';
import { operation, record, through } from './operation.js';
import { sum } from './reduce.js';
import { slice } from './select.js';

type ShapesOf<T extends readonly ArrayOperand[]> = { -readonly [I in keyof T]: T[I]['shape'] };

// The promoted element type of several operands.
type PromoteAll<T extends readonly ArrayOperand[], D extends DType = 'bool'> = T extends readonly [
  infer H extends ArrayOperand,
  ...infer R extends readonly ArrayOperand[],
]
  ? PromoteAll<R, Promote<D, H['dtype']>>
  : T extends readonly []
    ? D
    : Promote<D, T[number]['dtype']>;

/** The part [start, stop) of one axis, or, with a number, its one element. */
function part(a: Node, axis: number, item: readonly [number, number] | number): Node {
  return slice<Node, readonly (':' | typeof item)[]>(a, ...a.shape.map((_, i) => (i === axis ? item : (':' as const))));
}

function values(name: string, arrays: readonly unknown[]): NDArray[] {
  if (!Array.isArray(arrays)) throw new TypeError(`${name}: arrays must be a list, but it is ${kindOf(arrays)}.`);
  return arrays.map((a, i) => arrayValue(name, `arrays[${i}]`, a));
}

/**
 * One after the other along an axis. Each gets the derivative of its part.
 *
 * @param arrays - Nodes and arrays, at least one; sizes agree on every other axis.
 * @param options.axis - Default 0.
 * @throws ShapeError if there are none, ranks differ, or sizes differ off the axis. TypeError if one is no node, array or number.
 * @example concatenate([variable(np.array([1])), np.array([2, 3])]).value // [1, 2, 3]
 */
export function concatenate<const T extends readonly ArrayOperand[], const A extends number = 0>(
  arrays: Check<ConcatenateR<ShapesOf<T>, A>, T>,
  options: { axis?: A } = {},
): Node<Get<ConcatenateR<ShapesOf<T>, A>>, PromoteAll<T>> {
  const operands = arrays as readonly ArrayOperand[];
  const value = np.concatenate<readonly NDArray[], number>(values('concatenate', operands), options);
  const axis = normalizeAxis('concatenate', value.shape, options.axis ?? 0);
  const derivative = (position: number) =>
    through('its part of {d}', (d, _, inputs) => {
      const sizes = inputs.map((input) => input.shape[axis] as number);
      const start = sizes.slice(0, position).reduce((total, size) => total + size, 0);
      return part(d, axis, [start, start + (sizes[position] as number)]);
    });
  const text = (labels: readonly string[]): string => `concatenate([${labels.join(', ')}], axis ${axis})`;
  return record(value, { name: 'concatenate', text, derivative }, operands) as never;
}

/**
 * Side by side along a new axis. Each gets the derivative of its part.
 *
 * @param arrays - Nodes and arrays, at least one; all of the same shape.
 * @param options.axis - Position of the new axis in the result. Default 0.
 * @throws ShapeError if there are none or shapes differ. TypeError if one is no node, array or number.
 * @example stack([variable(np.array([1, 2])), np.array([3, 4])]).value // [[1, 2], [3, 4]]
 */
export function stack<const T extends readonly ArrayOperand[], const A extends number = 0>(
  arrays: Check<StackR<ShapesOf<T>, A>, T>,
  options: { axis?: A } = {},
): Node<Get<StackR<ShapesOf<T>, A>>, PromoteAll<T>> {
  const operands = arrays as readonly ArrayOperand[];
  const value = np.stack<readonly NDArray[], number>(values('stack', operands), options);
  const axis = normalizeAxis('stack', value.shape, options.axis ?? 0);
  const derivative = (position: number) => through('its part of {d}', (d) => part(d, axis, position));
  const text = (labels: readonly string[]): string => `stack([${labels.join(', ')}], axis ${axis})`;
  return record(value, { name: 'stack', text, derivative }, operands) as never;
}

/**
 * Consecutive parts along an axis: slices.
 *
 * @param parts - How many equal parts; or the positions where a new part begins.
 * @param options.axis - Default 0.
 * @throws ShapeError if the axis doesn't divide into equal parts. TypeError if a is no node or array.
 * @example split(variable(np.arange(6)), 3).map((p) => p.shape) // [[2], [2], [2]]
 */
export function split<X extends ArrayOperand, const A extends number = 0>(
  a: X,
  parts: number | readonly number[],
  options: { axis?: A } = {},
): Node<Get<ReplaceAxisR<ShapeOf<X>, A, number, 'split'>>, DTypeOf<X>>[] {
  const array = arrayValue('split', 'a', a);
  const axis = normalizeAxis('split', array.shape, options.axis ?? 0);
  const pieces = np.split<NDArray, number>(array, parts, { axis });
  const starts =
    typeof parts === 'number' ? pieces.map((piece, i) => i * (piece.shape[axis] as number)) : [0, ...parts];
  return pieces.map((_, i) => {
    const items = array.shape.map((__, own) =>
      own === axis ? ([starts[i] ?? 0, starts[i + 1] ?? null] as const) : (':' as const),
    );
    return slice<ArrayOperand, readonly (':' | readonly [number, number | null])[]>(a, ...items);
  }) as never;
}

/** Copies that a reshape lays side by side: the derivative sums over them. */
function copies(
  name: string,
  value: NDArray,
  a: Operand,
  apart: readonly number[],
  axes: readonly number[],
  details: string,
): never {
  const derivative = through('{d}, summed over the copies', (d, _, [input = d]) => {
    const total = sum<Node, readonly number[]>(reshape<Node, Shape>(d, apart), { axis: axes }) as Node;
    return reshape<Node, Shape>(total, input.shape);
  });
  const made = operation(name, [derivative], ([label]) => `${name}(${label ?? ''}, ${details})`);
  return record(value, made, [a]) as never;
}

/**
 * Repeated as a whole, like tiles.
 *
 * @param repetitions - How often along each axis, aligned at the last axis; missing ones are 1.
 * @throws RangeError if one is negative or not an integer. TypeError if a is no node, array or number.
 * @example tile(variable(np.array([1, 2])), 2).value // [1, 2, 1, 2]
 */
export function tile<X extends Operand, const R extends number | readonly number[]>(
  a: X,
  repetitions: R,
): Node<Get<TileR<ShapeOf<X>, R>>, DTypeOf<X>> {
  const array = arrayValue('tile', 'a', a);
  const value = np.tile<NDArray, number | readonly number[]>(array, repetitions);
  const sizes = [...new Array<number>(value.ndim - array.ndim).fill(1), ...array.shape];
  const asked: readonly number[] = typeof repetitions === 'number' ? [repetitions] : repetitions;
  const counts = [...new Array<number>(value.ndim - asked.length).fill(1), ...asked];
  const apart = sizes.flatMap((size, axis) => [counts[axis] ?? 1, size]);
  const axes = sizes.map((_, axis) => 2 * axis);
  return copies('tile', value, a, apart, axes, String(repetitions));
}

/**
 * Each element (or row, or column) several times in a row.
 *
 * @param count - How often. @param options.axis - Along which axis. Default: all elements in row order.
 * @throws RangeError if the count is negative or not an integer. TypeError if a is no node, array or number.
 * @example repeat(variable(np.array([1, 2])), 2).value // [1, 1, 2, 2]
 */
export function repeat<X extends Operand, const C extends number, const A extends number | null = null>(
  a: X,
  count: C,
  options: { axis?: Check<RepeatR<ShapeOf<X>, C, A>, A> } = {},
): Node<Get<RepeatR<ShapeOf<X>, C, A>>, DTypeOf<X>> {
  const { axis = null } = options as { axis?: number | null };
  const array = arrayValue('repeat', 'a', a);
  if (axis === null && array.ndim !== 1) {
    const flat: Node = ravel<X>(a);
    return repeat<Node, number, number>(flat, count, { axis: 0 }) as never;
  }
  const value = np.repeat<NDArray, number, number>(array, count, { axis: axis ?? 0 });
  const along = normalizeAxis('repeat', array.shape, axis ?? 0);
  return copies('repeat', value, a, array.shape.toSpliced(along + 1, 0, count), [along + 1], `${count}, axis ${along}`);
}
