import type { Data } from './dtype.js';

/** Where the elements of an array lie: element (i, j) is `data[offset + i * strides[0] + j * strides[1]]`. A stride may be 0 or negative. */
export interface Strided {
  readonly data: Data;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** One operand, result as wide as a float. */
export type UnaryName =
  | 'negative' | 'abs' | 'sign' | 'sqrt' | 'square' | 'reciprocal'
  | 'exp' | 'expm1' | 'log' | 'log1p' | 'log2' | 'sin' | 'cos' | 'tanh'
  | 'floor' | 'ceil' | 'round'
  | 'logicalNot' | 'isNaN' | 'isFinite' | 'isInf'; // prettier-ignore

/** Two operands. */
export type BinaryName =
  | 'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'mod' | 'maximum' | 'minimum'
  | 'equal' | 'notEqual' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual'
  | 'logicalAnd' | 'logicalOr'; // prettier-ignore

/** Folds of many elements into one. */
export type ReduceName = 'sum' | 'prod' | 'min' | 'max' | 'any' | 'all';

/** Folds that give a position. */
export type ArgReduceName = 'argmin' | 'argmax';

/**
 * What an array library asks of the machine. Every implementation passes the same suite (`conformance/`).
 *
 * Kernels trust their inputs: shapes fit, strides stay inside `data`, and `out` doesn't overlap an operand unless it is that very view.
 * `shape` is the shape of the result; an operand that broadcasts has stride 0 there. A result is rounded or wrapped as its typed array does.
 */
export interface Kernels {
  /** Which implementation this is. */
  readonly name: string;

  /** out = x, converted. A bool is `x !== 0`. */
  copy(shape: readonly number[], x: Strided, out: Strided, toBool: boolean): void;

  /** out = f(x). */
  unary(name: UnaryName, shape: readonly number[], x: Strided, out: Strided): void;

  /** out = f(x) for any scalar function. */
  map(f: (value: number) => number, shape: readonly number[], x: Strided, out: Strided): void;

  /** out = f(a, b). */
  binary(name: BinaryName, shape: readonly number[], a: Strided, b: Strided, out: Strided): void;

  /** out = condition ? a : b. */
  select(shape: readonly number[], condition: Strided, a: Strided, b: Strided, out: Strided): void;

  /**
   * Fold the axes `axes` of x (of shape `shape`) into out, which has the remaining axes. Sums are pairwise along the memory order.
   * An empty `sum`, `prod`, `any` or `all` gives its identity; an empty `min` or `max` is the caller's to refuse.
   */
  reduce(name: ReduceName, shape: readonly number[], axes: readonly number[], x: Strided, out: Strided): void;

  /** The position along `axis` of the first smallest or largest element; the first NaN wins. */
  argReduce(name: ArgReduceName, shape: readonly number[], axis: number, x: Strided, out: Strided): void;

  /** Running sums along `axis`; out has x's shape. */
  cumsum(shape: readonly number[], axis: number, x: Strided, out: Strided): void;

  /** Sum of a[i] * b[i]. */
  dot(length: number, a: Strided, b: Strided): number;

  /** out (m, n) = a (m, k) times b (k, n). `out` overlaps neither. */
  matmul(m: number, n: number, k: number, a: Strided, b: Strided, out: Strided): void;
}
