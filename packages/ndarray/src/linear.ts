/** Linear algebra. */
import type { Check, DotR, Get, MatMulR, Shape, VectorSize } from '@keepdims/shapes';
import { matmulShape, ShapeError, showShape } from '@keepdims/shapes';
import { kernels } from '@keepdims/kernels';
import { copyInto } from './create.js';
import { promote } from './dtype.js';
import { NDArray } from './ndarray.js';
import type { BinaryDType } from './operand.js';
import { checkArray, create, flat, requireArray, resultArray, sharesMemory, stretch } from './operand.js';
import { expandDims, ravel } from './reshape.js';
import { multiply } from './binary.js';
import { sum } from './reduce.js';

/**
 * Matrix product: [..., m, k] by [..., k, n] gives [..., m, n]; leading axes broadcast.
 *
 * Unlike NumPy's, it takes no vectors: make them a row or a column, or use `dot` (§2.16).
 * @param options.out - Where to write: exactly the result's shape and element type; it may overlap a or b.
 * @throws ShapeError if an operand has rank below 2, the inner sizes differ, or leading axes don't broadcast.
 * @example matmul(array([[1, 2], [3, 4]]), array([[1], [1]])).toArray() // [[3], [7]]
 */
export function matmul<X extends NDArray, Y extends NDArray>(
  a: X,
  b: Check<MatMulR<X['shape'], Y['shape']>, Y>,
  options?: { out?: NDArray<Get<MatMulR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> },
): NDArray<Get<MatMulR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> {
  checkArray('matmul', a);
  requireArray('matmul', 'b', b);
  const right = b;
  const shape = matmulShape(a.shape, right.shape);
  const target = resultArray('matmul', shape, promote(a.dtype, right.dtype), options?.out as NDArray | undefined);
  const compute = (out: NDArray) => {
    // Bools: is any of the k products true? Counted in int32, since a byte would wrap.
    const counts = out.dtype === 'bool' ? (create(out.shape, 'int32') as NDArray) : out;
    multiplyMatrices(a, right, counts);
    if (counts !== out) copyInto(counts, out);
  };
  // A product reads its operands again and again, so it may not write into their memory, not even as the very same view.
  if (sharesMemory(a, target) || sharesMemory(right, target)) {
    const staged = create(shape, target.dtype) as NDArray;
    compute(staged);
    copyInto(staged, target);
  } else {
    compute(target);
  }
  return target as never; // MatMulR is this shape
}

function multiplyMatrices(a: NDArray, b: NDArray, out: NDArray): void {
  const m = a.shape[a.ndim - 2] as number; // matmulShape has checked the ranks
  const k = a.shape[a.ndim - 1] as number;
  const n = b.shape[b.ndim - 1] as number;
  const leading = out.shape.slice(0, -2);
  const lead = (x: NDArray) =>
    stretch(new NDArray(x.storage, x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset, x.dtype), leading, x.dtype)
      .strides;
  const steps = [lead(a), lead(b), lead(out)] as const;
  const one = (axis: number, pa: number, pb: number, po: number): void => {
    if (axis < leading.length) {
      const [sa, sb, so] = steps.map((s) => s[axis] as number) as [number, number, number]; // axis is in range
      for (let i = 0; i < (leading[axis] as number); i++) one(axis + 1, pa + i * sa, pb + i * sb, po + i * so);
    } else {
      const matrix = (x: NDArray, offset: number) => ({
        data: x.storage.elements,
        offset,
        strides: x.strides.slice(-2),
      });
      kernels().matmul(m, n, k, matrix(a, pa), matrix(b, pb), matrix(out, po));
    }
  };
  one(0, a.offset, b.offset, out.offset);
}

// What `dot` gives: a number for two vectors, otherwise an array; either where a rank is unknown.
export type DotResult<X extends NDArray, Y extends NDArray> = number extends X['shape']['length'] | Y['shape']['length']
  ? number | NDArray<number[], BinaryDType<X, Y>>
  : DotR<X['shape'], Y['shape']> extends readonly [readonly []]
    ? number
    : NDArray<Get<DotR<X['shape'], Y['shape']>>, BinaryDType<X, Y>>;

/**
 * Inner product of two vectors, a number (of bools and uint8, a count in int32); for matrices the matrix product; for a matrix [m, k] and a vector [k] the vector [m].
 *
 * @throws ShapeError if the lengths or inner sizes differ.
 * @example dot(array([1, 2, 3]), array([4, 5, 6])) // 32
 */
export function dot<X extends NDArray, Y extends NDArray>(
  a: X,
  b: Check<DotR<X['shape'], Y['shape']>, Y>,
): DotResult<X, Y> {
  return innerProduct(a, b) as never; // as DotResult says
}

function innerProduct(a: unknown, b: unknown): number | NDArray {
  checkArray('dot', a);
  requireArray('dot', 'b', b);
  if (a.ndim === 1 && b.ndim === 1) {
    const [n = 0] = a.shape;
    if (n !== b.shape[0]) {
      throw new ShapeError(
        `dot(a, b): lengths differ: a has shape ${showShape(a.shape)}, b has shape ${showShape(b.shape)}.`,
      );
    }
    const value = kernels().dot(n, flat(a), flat(b));
    return promote(a.dtype, b.dtype) === 'float32' ? Math.fround(value) : value;
  }
  if (a.ndim === 2 && b.ndim === 1) return column(matmul<NDArray, NDArray>(a, expandDims(b, 1)));
  if (a.ndim === 1 && b.ndim === 2) return column(matmul<NDArray, NDArray>(expandDims(a, 0), b));
  return matmul<NDArray, NDArray>(a, b);
}

const column = (a: NDArray): NDArray => ravel(a);

/**
 * Outer product of two vectors: element (i, j) is a[i] b[j].
 *
 * @param a - Shape [m]. @param b - Shape [n]. Other shapes are read in row order.
 * @returns Shape [m, n], the promoted element type.
 * @example outer(array([1, 2]), array([10, 20])).toArray() // [[10, 20], [20, 40]]
 */
export function outer<X extends NDArray, Y extends NDArray>(
  a: X,
  b: Y,
): NDArray<[VectorSize<X['shape']>, VectorSize<Y['shape']>], BinaryDType<X, Y>> {
  checkArray('outer', a);
  requireArray('outer', 'b', b);
  return multiply(expandDims(column(a), 1) as NDArray, expandDims(column(b), 0) as NDArray) as never; // as stated
}

/**
 * Sum of the diagonal of a matrix.
 *
 * @param a - Shape [m, n].
 * @throws ShapeError if the rank isn't 2. DTypeError if an integer sum doesn't fit int32.
 * @example trace(array([[1, 2], [3, 4]])) // 5
 */
export function trace<D extends NDArray['dtype']>(a: NDArray<readonly [number, number], D>): number {
  checkArray('trace', a);
  const [m = 0, n = 0]: Shape = a.shape;
  const [sm = 0, sn = 0] = a.strides;
  if ((a.shape as Shape).length !== 2)
    throw new ShapeError(`trace(a): needs a matrix, but a has shape ${showShape(a.shape)}.`);
  const diagonal: NDArray = new NDArray(a.storage, [Math.min(m, n)], [sm + sn], a.offset, a.dtype);
  return sum(diagonal);
}
