// The array itself. Functions come first: each method below is a function of this package with the array as its first argument.
//
// This file and the files of functions import each other; that is safe since nothing runs at import.
//
// Throughout the package a signature states shapes that its body works out with plain arrays. The rule types and the run-time algebra, which
// stand side by side in `@keepdims/shapes` and are tested against each other, agree; `as` at the end of a function says no more than that.
//
// Types that users never name are described by plain comments, which stay out of the declarations.
import { Storage } from '@keepdims/kernels';
import type { DataByDType, DType } from '@keepdims/kernels';
import type {
  Axis,
  Check,
  DotR,
  Exactly,
  Get,
  MatMulR,
  OneElementR,
  ReshapeR,
  Shape,
  SliceArgument,
  SliceR,
  TransposeR,
} from '@keepdims/shapes';
import { showShape, sizeOf } from '@keepdims/shapes';
import { add, divide, multiply, power, subtract } from './binary.js';
import { astype, copy } from './create.js';
import type { FloatOf, ValueOf } from './dtype.js';
import { at, item, slice, toArray } from './access.js';
import type { CheckItems, IndexTuple, NestedArray } from './access.js';
import { dot, matmul } from './linear.js';
import type { DotResult } from './linear.js';
import type { BinaryDType, BinaryR, Operand, PlainArray } from './operand.js';
import { format } from './print.js';
import { argmax, argmin, max, mean, min, sum } from './reduce.js';
import type { Reduced, ReduceOptions } from './reduce.js';
import { ravel, reshape, transpose } from './reshape.js';

// One invariant box a literal size: a call can't infer 3 | 4 from a 3 and a 4. Unknown sizes accept any.
type Exact<S> = { readonly [K in keyof S]: number extends S[K] ? unknown : Exactly<S[K]> };

// What walking the first axis gives: values of a vector, views of anything larger.
type Row<S extends Shape, D extends DType> = S extends readonly [number]
  ? ValueOf<D>
  : S extends readonly [number, ...infer R extends number[]]
    ? NDArray<R, D>
    : NDArray<number[], D> | ValueOf<D>;

/**
 * An n-dimensional array: element (i, j) is `data[offset + i * strides[0] + j * strides[1]]`.
 *
 * Several arrays may share one `data`: slices and transposes are views, and writing through one shows in the others.
 * Make arrays with `array`, `zeros`, `asArray` and the like rather than with the constructor, which checks nothing.
 *
 * @typeParam S - The sizes, such as `[3, 4]`; `number` where one is known only at run time.
 * @typeParam D - The element type, 'float64' unless asked otherwise.
 */
export class NDArray<S extends Shape = Shape, out D extends DType = DType> {
  /** Exists for the compiler only; see `Exact`. */
  declare readonly '~exact'?: Exact<S> | undefined; // undefined too: else messages would advise to add it

  /** Where the elements are, shared by all views. @internal */
  readonly storage: Storage<D>;
  /** The sizes, outermost axis first. */
  readonly shape: S;
  /** How many elements of `data` lie between neighbours on each axis; 0 where an axis is stretched. */
  readonly strides: readonly number[];
  /** Where in `data` the first element lies. */
  readonly offset: number;
  /** The element type. */
  readonly dtype: D;

  // Not parameter properties, whose docs would stand twice in the declarations.
  constructor(data: DataByDType[D] | Storage<D>, shape: S, strides: readonly number[], offset: number, dtype: D) {
    this.storage = ArrayBuffer.isView(data) ? Storage.adopt(dtype, data) : data;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.dtype = dtype;
  }

  /**
   * The elements, perhaps shared with other arrays: an ordinary typed array, to read, write and keep.
   *
   * A large array is born in the memory that the fast kernels work on. Asking for its `data` moves it out, after which they have to copy
   * it in; `copy(a)` gives one that is inside again.
   */
  get data(): DataByDType[D] {
    return this.storage.data;
  }

  /** How many axes. */
  get ndim(): S['length'] {
    return this.shape.length;
  }

  /** How many elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** The transposed view; see `transpose`. A rank-1 array has no transpose: use `asColumn` or `asRow`. */
  T<X extends NDArray>(this: Check<TransposeR<X['shape']>, X>): NDArray<Get<TransposeR<X['shape']>>, X['dtype']> {
    return transpose(this as never);
  }

  /** a + b; see `add`. */
  add<X extends NDArray, Y extends Operand | PlainArray>(
    this: X,
    b: Check<BinaryR<X, Y, 'add'>, Y>,
  ): NDArray<Get<BinaryR<X, Y, 'add'>>, BinaryDType<X, Y>> {
    return add(this as NDArray, b as NDArray) as never;
  }

  /** a - b; see `subtract`. */
  subtract<X extends NDArray, Y extends Operand | PlainArray>(
    this: X,
    b: Check<BinaryR<X, Y, 'subtract'>, Y>,
  ): NDArray<Get<BinaryR<X, Y, 'subtract'>>, BinaryDType<X, Y>> {
    return subtract(this as NDArray, b as NDArray) as never;
  }

  /** a * b, element by element; see `multiply`. */
  multiply<X extends NDArray, Y extends Operand | PlainArray>(
    this: X,
    b: Check<BinaryR<X, Y, 'multiply'>, Y>,
  ): NDArray<Get<BinaryR<X, Y, 'multiply'>>, BinaryDType<X, Y>> {
    return multiply(this as NDArray, b as NDArray) as never;
  }

  /** a / b; see `divide`. */
  divide<X extends NDArray, Y extends Operand | PlainArray>(
    this: X,
    b: Check<BinaryR<X, Y, 'divide'>, Y>,
  ): NDArray<Get<BinaryR<X, Y, 'divide'>>, FloatOf<BinaryDType<X, Y>>> {
    return divide(this as NDArray, b as NDArray) as never;
  }

  /** a to the power b; see `power`. */
  power<X extends NDArray, Y extends Operand | PlainArray>(
    this: X,
    b: Check<BinaryR<X, Y, 'power'>, Y>,
  ): NDArray<Get<BinaryR<X, Y, 'power'>>, BinaryDType<X, Y>> {
    return power(this as NDArray, b as NDArray) as never;
  }

  /** Matrix product; see `matmul`. */
  matmul<X extends NDArray, Y extends NDArray>(
    this: X,
    b: Check<MatMulR<X['shape'], Y['shape']>, Y>,
  ): NDArray<Get<MatMulR<X['shape'], Y['shape']>>, BinaryDType<X, Y>> {
    return matmul(this as NDArray, b as NDArray) as never;
  }

  /** Inner product; see `dot`. */
  dot<X extends NDArray, Y extends NDArray>(this: X, b: Check<DotR<X['shape'], Y['shape']>, Y>): DotResult<X, Y> {
    return dot(this as NDArray, b as NDArray) as never;
  }

  /** Sum of all elements, or along an axis; see `sum`. */
  sum<X extends NDArray, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'sum'>,
  ): Reduced<X, 'sum', A, K, 'sum'> {
    return sum(this as NDArray, options as never) as never;
  }

  /** Mean of all elements, or along an axis; see `mean`. */
  mean<X extends NDArray, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'mean'>,
  ): Reduced<X, 'float', A, K, 'mean'> {
    return mean(this as NDArray, options as never) as never;
  }

  /** Smallest element, or along an axis; see `min`. */
  min<X extends NDArray, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'min'>,
  ): Reduced<X, 'same', A, K, 'min'> {
    return min(this as NDArray, options as never) as never;
  }

  /** Largest element, or along an axis; see `max`. */
  max<X extends NDArray, const A extends Axis = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'max'>,
  ): Reduced<X, 'same', A, K, 'max'> {
    return max(this as NDArray, options as never) as never;
  }

  /** Position of the first smallest element; see `argmin`. */
  argmin<X extends NDArray, const A extends number | null = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'argmin'>,
  ): Reduced<X, 'int32', A, K, 'argmin'> {
    return argmin(this as NDArray, options as never) as never;
  }

  /** Position of the first largest element; see `argmax`. */
  argmax<X extends NDArray, const A extends number | null = null, const K extends boolean = false>(
    this: X,
    options?: ReduceOptions<X, A, K, 'argmax'>,
  ): Reduced<X, 'int32', A, K, 'argmax'> {
    return argmax(this as NDArray, options as never) as never;
  }

  /** The same elements in another shape; see `reshape`. */
  reshape<X extends NDArray, const N extends Shape>(
    this: X,
    shape: Check<ReshapeR<X['shape'], N>, N>,
  ): NDArray<Get<ReshapeR<X['shape'], N>>, X['dtype']> {
    return reshape(this as NDArray, shape as never) as never;
  }

  /** All elements on one axis; see `ravel`. */
  ravel<X extends NDArray>(this: X): NDArray<Get<ReshapeR<X['shape'], [-1]>>, X['dtype']> {
    return ravel(this as NDArray) as never;
  }

  /** A view of a part; see `slice`. */
  slice<X extends NDArray, const P extends readonly SliceArgument[]>(
    this: X,
    ...items: CheckItems<SliceR<X['shape'], P>, P>
  ): NDArray<Get<SliceR<X['shape'], P>>, X['dtype']> {
    return slice(this as NDArray, ...(items as never)) as never;
  }

  /** The element at these indices, one an axis, negative from the end; see `at`. */
  at(...indices: IndexTuple<S>): ValueOf<D> {
    return at(this as NDArray, ...indices) as ValueOf<D>;
  }

  /** The only element of an array of one; see `item`. */
  item<X extends NDArray>(this: Check<OneElementR<X['shape']>, X>): ValueOf<X['dtype']> {
    return item<NDArray>(this) as never;
  }

  /** The elements as nested plain arrays; a plain value for rank 0. */
  toArray(): NestedArray<S, ValueOf<D>> {
    return toArray(this as NDArray) as NestedArray<S, ValueOf<D>>;
  }

  /** A copy with another element type; see `astype`. */
  astype<const E extends DType>(dtype: E): NDArray<S, E> {
    return astype(this as NDArray, dtype) as NDArray<S, E>;
  }

  /** A contiguous copy that shares nothing. */
  copy(): NDArray<S, D> {
    return copy(this as NDArray) as unknown as NDArray<S, D>;
  }

  /** As NumPy prints it. */
  toString(): string {
    return format(this);
  }

  /** Walks the first axis: rows of a matrix, values of a vector. */
  *[Symbol.iterator](): Generator<Row<S, D>> {
    const length = this.shape[0];
    if (length === undefined) throw new TypeError('a rank-0 array has no axis to walk: use item().');
    for (let i = 0; i < length; i++) {
      yield (this.shape.length === 1 ? at(this as NDArray, i) : slice(this as NDArray, i)) as never;
    }
  }

  /** What Node's `console.log` shows: shape, element type, values. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `NDArray ${showShape(this.shape)} ${this.dtype}\n${this.toString()}`;
  }
}

/**
 * True for an array of this package, of whatever copy of it.
 *
 * @example isNDArray(zeros([2])) // true
 */
export function isNDArray(value: unknown): value is NDArray {
  return (
    value instanceof NDArray ||
    (typeof value === 'object' &&
      value !== null &&
      'strides' in value &&
      'dtype' in value &&
      'offset' in value &&
      'data' in value)
  );
}
