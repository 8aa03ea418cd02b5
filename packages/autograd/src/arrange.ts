// Assertions: signatures state the shape that ndarray's function of the same name gives, which computes the value.
/** The same elements in another arrangement or element type: the value, its formula, and the derivative, which is arranged back. */
import * as np from '@keepdims/ndarray';
import type { NDArray, Shape } from '@keepdims/ndarray';
import type {
  Axis,
  BroadcastR,
  Check,
  ExpandR,
  Get,
  PermuteR,
  ReshapeR,
  SqueezeOnes,
  SqueezeR,
  TransposeR,
  VectorSize,
} from '@keepdims/shapes';
import { permutation, sameShape, showShape } from '@keepdims/shapes';
import type { Node } from './node.js';
import type { DTypeOf, Operand, ShapeOf } from './operand.js';
import { arrayValue } from './operand.js';
import { factor, operation, record, through } from './operation.js';
import { sum } from './reduce.js';

/** A function that only gives the elements another shape. */
function reshaped(name: string, a: Operand, compute: (array: NDArray) => NDArray, details = ''): never {
  const value = compute(arrayValue(name, 'a', a));
  const derivative = through('{d}, in the shape of {0}', (d, _, [input = d]) => reshape<Node, Shape>(d, input.shape));
  const made = operation(name, [derivative], ([label]) => `${name}(${label ?? ''}${details})`);
  return record(value, made, [a]) as never;
}

/**
 * The same elements, in row order, in another shape.
 *
 * @param shape - The new sizes; one may be -1 and takes what is left.
 * @throws ShapeError if the numbers of elements differ. TypeError if a is no node, array or number; so throw all functions of this kind.
 * @example reshape(variable(np.arange(6)), [2, -1]).shape // [2, 3]
 */
export function reshape<X extends Operand, const N extends Shape>(
  a: X,
  shape: Check<ReshapeR<ShapeOf<X>, N>, N>,
): Node<Get<ReshapeR<ShapeOf<X>, N>>, DTypeOf<X>> {
  const sizes = shape as Shape;
  return reshaped('reshape', a, (array) => np.reshape<NDArray, Shape>(array, sizes), `, ${showShape(sizes)}`);
}

/**
 * All elements on one axis, in row order.
 *
 * @example ravel(variable(np.array([[1, 2], [3, 4]]))).shape // [4]
 */
export function ravel<X extends Operand>(a: X): Node<Get<ReshapeR<ShapeOf<X>, [-1]>>, DTypeOf<X>> {
  return reshaped('ravel', a, (array) => np.ravel(array));
}

/**
 * A vector as a column, [n, 1].
 *
 * @param a - Shape [n], [n, 1] or [1, n].
 * @throws ShapeError for any other shape.
 * @example asColumn(variable(np.array([1, 2, 3]))).shape // [3, 1]
 */
export function asColumn<X extends Operand>(a: X): Node<[VectorSize<ShapeOf<X>>, 1], DTypeOf<X>> {
  return reshaped('asColumn', a, (array) => np.asColumn(array));
}

/**
 * A vector as a row, [1, n].
 *
 * @param a - Shape [n], [n, 1] or [1, n].
 * @throws ShapeError for any other shape.
 * @example asRow(variable(np.array([1, 2, 3]))).shape // [1, 3]
 */
export function asRow<X extends Operand>(a: X): Node<[1, VectorSize<ShapeOf<X>>], DTypeOf<X>> {
  return reshaped('asRow', a, (array) => np.asRow(array));
}

/**
 * A new axis of size 1.
 *
 * @param axis - Its position in the result; negative from the end.
 * @throws ShapeError if the axis is out of range.
 * @example expandDims(variable(np.array([1, 2, 3])), 1).shape // [3, 1]
 */
export function expandDims<X extends Operand, const A extends number>(
  a: X,
  axis: Check<ExpandR<ShapeOf<X>, A>, A>,
): Node<Get<ExpandR<ShapeOf<X>, A>>, DTypeOf<X>> {
  const at = axis as number;
  return reshaped('expandDims', a, (array) => np.expandDims<NDArray, number>(array, at), `, ${at}`);
}

/**
 * Axes of size 1 dropped.
 *
 * @param options.axis - Which: one or a list. Default: all of size 1.
 * @throws ShapeError if a named axis has another size.
 * @example squeeze(variable(np.array([[1, 2]]))).shape // [2]
 */
export function squeeze<X extends Operand, const A extends Axis = null>(
  a: X,
  options: { axis?: Check<SqueezeR<ShapeOf<X>, A>, A> } = {},
): Node<[A] extends [null] ? SqueezeOnes<ShapeOf<X>> : Get<SqueezeR<ShapeOf<X>, A>>, DTypeOf<X>> {
  return reshaped('squeeze', a, (array) => np.squeeze<NDArray, Axis>(array, options as { axis?: never }));
}

/**
 * The axes in reverse, or in the order given.
 *
 * @param axes - For each axis of the result, the axis of `a` it shows. Default: reversed.
 * @throws ShapeError for rank 1 without `axes`, where nothing would change; or if `axes` doesn't list every axis once.
 * @example transpose(variable(np.array([[1, 2, 3]]))).shape // [3, 1]
 */
export function transpose<X extends Operand>(
  a: Check<TransposeR<ShapeOf<X>>, X>,
): Node<Get<TransposeR<ShapeOf<X>>>, DTypeOf<X>>;
export function transpose<X extends Operand, const P extends readonly number[]>(
  a: X,
  axes: Check<PermuteR<ShapeOf<X>, P>, P>,
): Node<Get<PermuteR<ShapeOf<X>, P>>, DTypeOf<X>>;
export function transpose(a: unknown, axes?: readonly number[]): Node {
  const array = arrayValue('transpose', 'a', a);
  const operand = a as Operand;
  if (axes === undefined) {
    const back = through('{d}ᵀ', (d) => transpose<Node>(d));
    return record(
      np.transpose<NDArray>(array),
      operation('transpose', [back], ([label]) => `${label ?? ''}ᵀ`),
      [operand],
    );
  }
  const value = np.transpose<NDArray, readonly number[]>(array, axes);
  const order = permutation('transpose', array.shape, axes);
  const inverse = order.map((_, axis) => order.indexOf(axis));
  const back = through('{d}, its axes back in order', (d) => transpose<Node, readonly number[]>(d, inverse));
  return record(
    value,
    operation('transpose', [back], ([label]) => `transpose(${label ?? ''}, ${showShape(order)})`),
    [operand],
  );
}

/**
 * Stretched to a larger shape: axes of size 1 repeat. The derivative sums over what repeats.
 *
 * @param shape - A shape that `a` broadcasts to.
 * @throws ShapeError if it doesn't.
 * @example broadcastTo(variable(np.array([1, 2])), [3, 2]).shape // [3, 2]
 */
export function broadcastTo<X extends Operand, const N extends Shape>(
  a: X,
  shape: Check<BroadcastR<ShapeOf<X>, N, 'broadcastTo'>, N>,
): Node<{ -readonly [I in keyof N]: N[I] }, DTypeOf<X>> {
  const sizes = shape as Shape;
  const value = np.broadcastTo<NDArray, Shape>(arrayValue('broadcastTo', 'a', a), sizes);
  // The backward pass itself sums over what a rule broadcasts.
  const back = through('{d}, summed to the shape of {0}', (d) => d);
  const made = operation('broadcastTo', [back], ([label]) => `broadcastTo(${label ?? ''}, ${showShape(sizes)})`);
  return record(value, made, [a]) as never;
}

/** Summed over what was broadcast, to a shape that broadcasts to the node's. @internal */
export function sumTo(a: Node, shape: Shape): Node {
  if (sameShape(a.shape, shape)) return a;
  const missing = a.shape.length - shape.length;
  const axes = a.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < missing || (shape[axis - missing] === 1 && a.shape[axis] !== 1));
  return reshape<Node, Shape>(sum<Node, readonly number[]>(a, { axis: axes }), shape);
}

/**
 * The order of elements reversed.
 *
 * @param options.axis - Along which axis or axes. Default: all.
 * @throws ShapeError if an axis is out of range.
 * @example flip(variable(np.array([1, 2, 3]))).value // [3, 2, 1]
 */
export function flip<X extends Operand>(a: X, options: { axis?: Axis } = {}): Node<ShapeOf<X>, DTypeOf<X>> {
  const back = through('{d}, flipped back', (d) => flip(d, options));
  return record(np.flip(arrayValue('flip', 'a', a), options), operation('flip', [back]), [a]) as never;
}

/**
 * Another float type. The derivative is converted back.
 *
 * @param dtype - 'float64' or 'float32'; other types have no derivatives.
 * @example astype(variable(0.5), 'float32').dtype // 'float32'
 */
export function astype<X extends Operand, const E extends 'float64' | 'float32'>(a: X, dtype: E): Node<ShapeOf<X>, E> {
  const array = arrayValue('astype', 'a', a);
  const asked: string = dtype;
  if (asked !== 'float64' && asked !== 'float32') {
    throw new np.DTypeError(
      `astype(a, '${asked}'): a node's element type is float64 or float32; others have no derivatives. Convert its value: a.value.astype('${asked}').`,
    );
  }
  // The backward pass itself converts to the input's element type.
  const back = factor('1', (d) => d);
  const made = operation('astype', [back], ([label]) => `astype(${label ?? ''}, '${dtype}')`);
  return record(np.astype(array, dtype), made, [a]) as never;
}
