/** The rules themselves, without arrays: what each gives for literal, named and unknown sizes. */
import type { Difference, IsLess, Product, Quotient, Sum } from './arithmetic.js';
import type {
  Broadcast,
  CompressR,
  Concatenate,
  Dim,
  MatMul,
  Reduce,
  Reshape,
  Shape,
  Slice,
  TakeR,
  Transpose,
  Unboxed,
} from './index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <Got, Want>(..._error: Same<Got, Want> extends true ? [] : [{ got: Got; want: Want }]) => {};
type M = Dim<'m'>;
type N = Dim<'n'>;

// Decimal arithmetic.
is<Sum<209, 50>, 259>();
is<Sum<999, 1>, 1000>();
is<Sum<0, 0>, 0>();
is<Product<[64, 64, 3]>, 12288>();
is<Product<[209, 64, 64, 3]>, 2568192>();
is<Product<[1024, 1024, 1024, 3]>, 3221225472>();
is<Product<[]>, 1>();
is<Product<[0, 55]>, 0>();
is<Difference<1000, 1>, 999>();
is<Difference<12, 12>, 0>();
is<Difference<20, 7>, 13>();
is<IsLess<9, 10>, true>();
is<IsLess<10, 9>, false>();
is<IsLess<10, 10>, false>();
is<IsLess<123, 132>, true>();
is<Quotient<2568192, 4096>, 627>();
is<Quotient<100, 10>, 10>();
is<Quotient<7, 7>, 1>();
is<Quotient<0, 5>, 0>();
is<Quotient<7, 2>, never>();
is<Quotient<2, 7>, never>();
is<Quotient<6, 0>, never>();

// Broadcasting.
is<Broadcast<[3, 1], [1, 4]>, [3, 4]>();
is<Broadcast<[5, 3], [3]>, [5, 3]>();
is<Broadcast<[3], [5, 3]>, [5, 3]>();
is<Broadcast<[4, 1, 3], [2, 1]>, [4, 2, 3]>();
is<Broadcast<[], [2, 3]>, [2, 3]>();
is<Broadcast<[2, 3], []>, [2, 3]>();
is<Broadcast<[3, M], [3, 1]>, [3, M]>();
is<Broadcast<[3, 1], [1, M]>, [3, M]>();
is<Broadcast<[3, M], [number, number]>, [3, M]>();
is<Broadcast<number[], [3, M]>, number[]>();
is<Broadcast<[2, 3], [4, 3]>, 'broadcast: cannot broadcast [2, 3] with [4, 3]: sizes 2 and 4 clash'>();
is<Broadcast<[3, M], [3, N]>, 'broadcast: cannot broadcast [3, m] with [3, n]: sizes m and n clash'>();
is<Broadcast<[3, M], [3, 5]>, 'broadcast: cannot broadcast [3, m] with [3, 5]: sizes m and 5 clash'>();
is<Broadcast<[5, 1], [5]>, 'broadcast: [5, 1] with [5] would broadcast to a square; use asColumn(x) or asRow(x)'>();
is<Broadcast<[5, 1], [7]>, [5, 7]>();
is<Broadcast<[0, 3], [1, 3]>, [0, 3]>();

// Matrix products.
is<MatMul<[2, 3], [3, 4]>, [2, 4]>();
is<MatMul<[8, 2, 3], [3, 4]>, [8, 2, 4]>();
is<MatMul<[8, 2, 3], [1, 3, 4]>, [8, 2, 4]>();
is<MatMul<[2, 3], [3, M]>, [2, M]>();
is<MatMul<[number, number], [3, M]>, [number, M]>();
is<MatMul<[2, 3], [4, 5]>, 'matmul: [2, 3] x [4, 5]: inner sizes 3 and 4 differ'>();
is<MatMul<[3, M], [3, N]>, 'matmul: [3, m] x [3, n]: inner sizes m and 3 differ'>();
is<MatMul<[2, 3], [3]>, 'matmul: right operand [3] has rank 1; make it a matrix with asColumn(b), or use dot(a, b)'>();
is<MatMul<[3], [3, 2]>, 'matmul: left operand [3] has rank 1; make it a matrix with asRow(a), or use dot(a, b)'>();

// Transposing.
is<Transpose<[2, 3]>, [3, 2]>();
is<Transpose<[2, 3, 4]>, [4, 3, 2]>();
is<Transpose<[]>, []>();
is<
  Transpose<[5]>,
  'T: [5] has rank 1, so transposing does nothing: use asColumn(x) for [5, 1] or asRow(x) for [1, 5]'
>();

// Reducing.
is<Reduce<[3, M], null, false>, []>();
is<Reduce<[3, M], null, true>, [1, 1]>();
is<Reduce<[3, M], 0, false>, [M]>();
is<Reduce<[3, M], -1, true>, [3, 1]>();
is<Reduce<[2, 3, 4], [0, 2], false>, [3]>();
is<Reduce<[2, 3, 4], [0, -1], true>, [1, 3, 1]>();
is<Reduce<[2, 3], number, false>, [number]>();
is<Reduce<number[], 0, false>, number[]>();
is<Reduce<[2, 3], 2, false>, 'reduce: axis 2 is out of range for [2, 3] (rank 2)'>();
is<Reduce<[2, 3], [0, -3], false>, 'reduce: axis -3 is out of range for [2, 3] (rank 2)'>();

// Reshaping.
is<Reshape<[2, 6], [3, 4]>, [3, 4]>();
is<Reshape<[2, 3], [-1]>, [6]>();
is<Reshape<[209, 64, 64, 3], [209, -1]>, [209, 12288]>();
is<Reshape<[M, 64, 64, 3], [M, -1]>, [M, 12288]>();
is<Reshape<Shape, [2, -1]>, [2, number]>();
is<Reshape<[4, 6], [3, -1]>, [3, 8]>();
is<Reshape<[12288, 209], [64, 64, -1]>, [64, 64, 627]>();
is<Reshape<[M, 6], [M, 4, -1]>, "reshape: [m, 6] to [m, 4, -1]: 6 elements don't divide into groups of 4">();
is<Reshape<[4, 6], [5, -1]>, "reshape: [4, 6] to [5, -1]: 24 elements don't divide into groups of 5">();
is<Reshape<[4, 6], [0, -1]>, "reshape: [4, 6] to [0, -1]: 24 elements don't divide into groups of 0">();
is<Reshape<[2, 3], [number, -1]>, [number, number]>();
is<Reshape<[2, 3], [4, 2]>, "reshape: [2, 3] to [4, 2]: 6 elements don't fill 8">();

// Slicing.
is<Slice<[4, 3], [0]>, [3]>();
is<Slice<[4, 3], [':', -1]>, [4]>();
is<Slice<[4, 3], [[1, 3]]>, [2, 3]>();
is<Slice<[4, 3], [[1, null], [null, 99]]>, [3, 3]>();
is<Slice<[4, 3], [[3, 1]]>, [0, 3]>();
is<Slice<[4, 3], [[null, null, -1]]>, [number, 3]>();
is<Slice<[2, 3, 4], ['...', 0]>, [2, 3]>();
is<Slice<[3], ['newaxis', ':']>, [1, 3]>();
is<Slice<[3, M], [':', [0, 32]]>, [3, number]>();
is<Slice<[4, 3], [4]>, 'slice: index 4 is out of range for size 4 of [4, 3]'>();
is<Slice<[4, 3], [-4, -1]>, []>();
is<Slice<[4, 3], [-5]>, 'slice: index -5 is out of range for size 4 of [4, 3]'>();
is<Slice<[4, number], [0, 99]>, []>();
is<Slice<[4, 3], [0, 0, 0]>, 'slice: too many items for [4, 3] (rank 2)'>();

// Concatenating.
is<Concatenate<[[2, 3], [2, 4]], 1>, [2, 7]>();
is<Concatenate<[[209, 3], [50, 3]], -2>, [259, 3]>();
is<Concatenate<[[3, M], [3, N]], 1>, [3, number]>();
is<Concatenate<[[2, 3], [3, 4]], 1>, 'concatenate: [2, 3] and [3, 4]: sizes 2 and 3 differ on axis 0'>();
is<Concatenate<[[2, 3], [2]], 1>, 'concatenate: ranks of [2, 3] and [2] differ'>();

// Taking and choosing.
is<Unboxed<TakeR<[4, 3], [0, -3, 2], 1>>, [4, 3]>();
is<Unboxed<TakeR<[4, 3], number[], 0>>, [number, 3]>();
is<Unboxed<TakeR<[4, M], [99], 1>>, [4, 1]>();
is<Unboxed<TakeR<[4, 3], [11, -12], null>>, [2]>();
is<Unboxed<TakeR<[4, 3], [12], null>>, 'take: index 12 is out of range for axis 0 of [12] (size 12)'>();
is<Unboxed<TakeR<[4, 3], [0, 3, 7], -1>>, 'take: index 3 is out of range for axis 1 of [4, 3] (size 3)'>();
is<Unboxed<CompressR<[4, 3], [true, false, true], 1>>, [4, number]>();
is<Unboxed<CompressR<[4, M], boolean[], 1>>, [4, number]>();
is<Unboxed<CompressR<[4, M], [true, false], 1>>, [4, number]>();
is<Unboxed<CompressR<[3, M], { shape: [3, M]; dtype: 'bool' }, null>>, [number]>();
is<
  Unboxed<CompressR<[3, M], { shape: [3, N]; dtype: 'bool' }, null>>,
  "compress: the mask has shape [3, n] but must have shape [3, m], a's own; give an axis to choose rows or columns"
>();
is<
  Unboxed<CompressR<[4, 3], [true, false], 1>>,
  "compress: the mask has shape [2] but must have shape [3], as long as a's axis 1"
>();
