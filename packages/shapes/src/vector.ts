import type { MatMulR } from './matmul.js';
import type { Show, ShowDim } from './message.js';
import type { Shape, Unify } from './shape.js';

/** The inner product, as a rule: two vectors give [], a matrix and a vector a vector, and two matrices what `matmul` gives. */
export type DotR<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? [number[]]
  : A extends readonly [infer N]
    ? B extends readonly [infer M]
      ? Unify<N, M> extends readonly [unknown]
        ? [[]]
        : `dot: ${Show<A>} and ${Show<B>}: lengths ${ShowDim<N>} and ${ShowDim<M>} differ`
      : B extends readonly [infer K, infer M extends number]
        ? Unify<N, K> extends readonly [unknown]
          ? [[M]]
          : `dot: ${Show<A>} and ${Show<B>}: sizes ${ShowDim<N>} and ${ShowDim<K>} differ`
        : MatMulR<A, B>
    : A extends readonly [infer M extends number, infer K]
      ? B extends readonly [infer N]
        ? Unify<K, N> extends readonly [unknown]
          ? [[M]]
          : `dot: ${Show<A>} and ${Show<B>}: sizes ${ShowDim<K>} and ${ShowDim<N>} differ`
        : MatMulR<A, B>
      : MatMulR<A, B>;

/** How many elements a vector has, be it a column, [n, 1], or a row, [1, n]. */
export type VectorSize<S extends Shape> = S extends readonly [infer N extends number]
  ? N
  : S extends readonly [infer N extends number, 1]
    ? N
    : S extends readonly [1, infer N extends number]
      ? N
      : number;
