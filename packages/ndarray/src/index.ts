/**
 * NumPy-style arrays whose shapes the compiler checks. Import them as `np`.
 *
 * ```ts
 * import * as np from '@keepdims/ndarray';
 *
 * const calories = np.array([[56, 0, 4.4, 68], [1.2, 104, 52, 8], [1.8, 135, 99, 0.9]]); // [3, 4]
 * const perFood = np.sum(calories, { axis: 0, keepDims: true }); // [1, 4]
 * const percent = calories.divide(perFood).multiply(100); // [3, 4] (§2.15)
 * ```
 */
export { dim, ShapeError } from '@keepdims/shapes';
export type { Dim, Shape } from '@keepdims/shapes';
export type { Backend, DType } from '@keepdims/kernels';
export { backend, configure } from './config.js';
export type { Configuration } from './config.js';
export { scope } from './scope.js';
export { DTypeError } from './dtype.js';
export type { FloatOf, Promote, SumOf, ValueOf } from './dtype.js';
export { isNDArray, NDArray } from './ndarray.js';
export { requireArray } from './operand.js';
export type { BinaryDType, Operand, ShapeOf } from './operand.js';

export {
  arange, array, asArray, astype, column, contiguousData, copy, empty, eye, full, linspace, memoryOf, ones, onesLike, row, zeros, zerosLike,
} from './create.js'; // prettier-ignore
export type { Memory } from './create.js';
export { asColumn, asRow, broadcastTo, expandDims, flip, ravel, reshape, squeeze, transpose } from './reshape.js';
export { concatenate, repeat, split, stack, tile } from './join.js';
export { assertShape, expectShape } from './expect.js';
export { assign, at, compress, item, slice, take, toArray, where } from './access.js';
export {
  add, divide, equal, greater, greaterEqual, less, lessEqual, logicalAnd, logicalOr, maximum, minimum, mod, multiply, notEqual, power, subtract,
} from './binary.js'; // prettier-ignore
export {
  abs, ceil, clip, cos, exp, expm1, floor, isFinite, isInf, isNaN, log, log1p, log2, logicalNot, map, negative, reciprocal, round, sign, sin,
  sqrt, square, tanh,
} from './unary.js'; // prettier-ignore
export { all, any, argmax, argmin, cumsum, max, mean, min, norm, prod, std, sum, variance } from './reduce.js';
export { dot, matmul, outer, trace } from './linear.js';
export { argsort, bincount, sort, unique } from './order.js';
export { allClose, arrayEqual } from './compare.js';
export { toString } from './print.js';
