// Assertions: signatures state the shape and element type that ndarray's function of the same name gives, which computes the value.
/** Linear algebra: the value, its formula, and the derivative in each operand. */
import * as np from '@keepdims/ndarray';
import type { BinaryDType, NDArray, Shape } from '@keepdims/ndarray';
import type { Check, DotR, Get, MatMulR, VectorSize } from '@keepdims/shapes';
import { asColumn, asRow, ravel, reshape, transpose } from './arrange.js';
import { multiply } from './elementwise.js';
import type { Node } from './node.js';
import type { ArrayOperand, DTypeOf } from './operand.js';
import { arrayValue, scalar } from './operand.js';
import type { Derivative } from './operation.js';
import { operation, record, through } from './operation.js';

type Both = readonly [Node, Node];
const of2 = (text: string, rule: (d: Node, a: Node, b: Node) => Node): Derivative =>
  through(text, (d, _, inputs) => rule(d, ...(inputs as Both)));

/** The last two axes exchanged. */
function swapped(a: Node): Node {
  const order = a.shape.map((_, axis) => axis);
  order.push(...order.splice(-2).reverse());
  return transpose<Node, readonly number[]>(a, order);
}

const product = /* @__PURE__ */ operation(
  'matmul',
  [
    of2('{d} {1}ᵀ', (d, _, b) => matmul<Node, Node>(d, swapped(b))),
    of2('{0}ᵀ {d}', (d, a) => matmul<Node, Node>(swapped(a), d)),
  ],
  ([a, b]) => `${a ?? ''} ${b ?? ''}`,
);

/**
 * Matrix product: [..., m, k] by [..., k, n] gives [..., m, n]; leading axes broadcast.
 *
 * @throws ShapeError if an operand has rank below 2, the inner sizes differ, or leading axes don't broadcast. TypeError if an operand is no
 *   node or array.
 * @example matmul(variable(np.array([[1, 2]])), np.array([[3], [4]])).value // [[11]]
 */
export function matmul<X extends ArrayOperand, Y extends ArrayOperand>(
  a: X,
  b: Check<MatMulR<X['shape'], Y['shape']>, Y>,
): Node<Get<MatMulR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> {
  const value = np.matmul<NDArray, NDArray>(arrayValue('matmul', 'a', a), arrayValue('matmul', 'b', b));
  return record(value, product, [a, b as ArrayOperand]) as never;
}

// By the ranks of the operands; other ranks are `matmul`'s.
const inner = {
  '1,1': /* @__PURE__ */ operation(
    'dot',
    [of2('{d} {1}', (d, _, b) => multiply<Node, Node>(d, b)), of2('{d} {0}', (d, a) => multiply<Node, Node>(d, a))],
    ([a, b]) => `dot(${a ?? ''}, ${b ?? ''})`,
  ),
  '2,1': /* @__PURE__ */ operation('dot', [
    of2('outer({d}, {1})', (d, _, b) => outer<Node, Node>(d, b)),
    of2('{0}ᵀ {d}', (d, a) => dot<Node, Node>(transpose<Node>(a), d)),
  ]),
  '1,2': /* @__PURE__ */ operation('dot', [
    of2('{1} {d}', (d, _, b) => dot<Node, Node>(b, d)),
    of2('outer({0}, {d})', (d, a) => outer<Node, Node>(a, d)),
  ]),
};

/**
 * Inner product of two vectors, a node of rank 0; for matrices the matrix product; for a matrix [m, k] and a vector [k] the vector [m].
 *
 * @throws ShapeError if the lengths or inner sizes differ. TypeError if an operand is no node or array.
 * @example dot(variable(np.array([1, 2, 3])), np.array([4, 5, 6])).item() // 32
 */
export function dot<X extends ArrayOperand, Y extends ArrayOperand>(
  a: X,
  b: Check<DotR<X['shape'], Y['shape']>, Y>,
): Node<Get<DotR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> {
  const [left, right] = [arrayValue('dot', 'a', a), arrayValue('dot', 'b', b)];
  const ranks = `${left.ndim},${right.ndim}`;
  const operands = [a, b as ArrayOperand] as const;
  if (ranks !== '1,1' && ranks !== '2,1' && ranks !== '1,2')
    return matmul<ArrayOperand, ArrayOperand>(...operands) as never;
  const value = np.dot<NDArray, NDArray>(left, right);
  const dtype = left.dtype === 'float32' && right.dtype === 'float32' ? 'float32' : 'float64';
  return record(typeof value === 'number' ? scalar(value, dtype) : value, inner[ranks], operands) as never;
}

const outerProduct = /* @__PURE__ */ operation('outer', [
  of2('{d} {1}', (d, a, b) => reshape<Node, Shape>(matmul<Node, Node>(d, asColumn(ravel(b))), a.shape)),
  of2('{0}ᵀ {d}', (d, a, b) => reshape<Node, Shape>(matmul<Node, Node>(asRow(ravel(a)), d), b.shape)),
]);

/**
 * Outer product of two vectors: element (i, j) is a[i] b[j].
 *
 * @param a - Shape [m]. @param b - Shape [n]. Other shapes are read in row order.
 * @returns Shape [m, n].
 * @throws TypeError if an operand is no node or array.
 * @example outer(variable(np.array([1, 2])), np.array([10, 20])).value // [[10, 20], [20, 40]]
 */
export function outer<X extends ArrayOperand, Y extends ArrayOperand>(
  a: X,
  b: Y,
): Node<[VectorSize<X['shape']>, VectorSize<Y['shape']>], BinaryDType<X, Y>> {
  return record(np.outer(arrayValue('outer', 'a', a), arrayValue('outer', 'b', b)), outerProduct, [a, b]) as never;
}

const diagonalSum = /* @__PURE__ */ operation('trace', [
  through('{d}, on the diagonal', (d, _, [a = d]) => {
    const [m = 0, n = 0] = a.shape;
    const diagonal = np.equal<NDArray, NDArray>(np.asColumn(np.arange(m)), np.asRow(np.arange(n)));
    return multiply<Node, NDArray>(d, diagonal.astype(d.dtype));
  }),
]);

/**
 * Sum of the diagonal of a matrix, a node of rank 0.
 *
 * @param a - Shape [m, n].
 * @throws ShapeError if the rank isn't 2. TypeError if a is no node or array.
 * @example trace(variable(np.array([[1, 2], [3, 4]]))).item() // 5
 */
export function trace<X extends { readonly shape: readonly [number, number] } & ArrayOperand>(
  a: X,
): Node<[], DTypeOf<X>> {
  const array = arrayValue('trace', 'a', a);
  const value = scalar(np.trace(array as NDArray<[number, number]>), array.dtype);
  return record(value, diagonalSum, [a]) as never;
}
