import type { AxisMessage, NormAxis, OutOfRange } from './axis.js';
import type { First, Show, ShowDim } from './message.js';
import type { ReplaceAxisR } from './reduce.js';
import type { ReshapeR } from './reshape.js';
import type { IsLiteral, Shape, Unify, Unknowns } from './shape.js';

/** How long a list is: a plain one, or an array of rank 1. */
type Count<L> = L extends readonly unknown[]
  ? L['length']
  : L extends { readonly shape: readonly [infer N extends number] }
    ? N
    : number;

/** The positions in the list I that are known to be outside of size D, of the shape S. Mapped, not walked: a list may be long. */
type Outside<I, D extends number, S> = I extends readonly number[] ? OutsideOf<I, D, S> : never;
type OutsideOf<I extends readonly number[], D extends number, S> = {
  [K in keyof I]: OutOfRange<I[K], D, I, S> extends true ? I[K] : never;
}[number];

/**
 * Taking by positions, as a rule: along an axis, or (null) from all elements in row order.
 *
 * @typeParam I - The positions: a list, or anything with a shape.
 */
export type TakeR<S extends Shape, I, A extends number | null> = A extends number
  ? S extends readonly unknown[]
    ? number extends S['length']
      ? [number[]]
      : number extends A
        ? [Unknowns<S>]
        : [NormAxis<S, A>] extends [never]
          ? AxisMessage<S, A, 'take'>
          : TakeAlong<S, I, NormAxis<S, A>>
    : never
  : ReshapeR<S, [-1]> extends readonly [infer R extends readonly [number]]
    ? TakeAlong<R, I, 0>
    : never;

type TakeAlong<S extends Shape, I, A extends number> = [Outside<I, S[A], S>] extends [never]
  ? ReplaceAxisR<S, A, Count<I>, 'take'>
  : `take: index ${First<I, Outside<I, S[A], S>> & number} is out of range for axis ${A} of ${Show<S>} (size ${ShowDim<S[A]>})`;

/** The sizes of a mask. */
type MaskShape<M> = M extends readonly unknown[]
  ? [M['length']]
  : M extends { readonly shape: infer S extends Shape }
    ? S
    : number[];

/** True when two sizes, of the shapes S and T, can't be the same: both are literal, or neither. */
type Clash<A, B, S, T> =
  IsLiteral<A, S> extends true
    ? IsLiteral<B, T> extends true
      ? Unify<A, B> extends 0
        ? true
        : false
      : false
    : IsLiteral<B, T> extends true
      ? false
      : Unify<A, B> extends 0
        ? true
        : false;

/** True when two shapes may be the same. */
type MayAgree<A, B> =
  (<T>() => T extends B ? 1 : 2) extends <T>() => T extends A ? 1 : 2
    ? true
    : number extends (A & Shape)['length'] | (B & Shape)['length']
      ? true
      : WalkBoth<A, B>;

type WalkBoth<A, B> = A extends readonly [infer a, ...infer RestA]
  ? B extends readonly [infer b, ...infer RestB]
    ? Clash<a, b, A, B> extends true
      ? false
      : WalkBoth<RestA, RestB>
    : false
  : B extends readonly []
    ? true
    : false;

type MaskMessage<
  M,
  S,
  Why extends string,
> = `compress: the mask has shape ${Show<MaskShape<M>>} but must have shape ${Show<S>}, ${Why}`;

/**
 * Choosing by a mask, as a rule: along an axis as long as the mask, or (null) among all elements by a mask of their shape.
 *
 * @typeParam M - The mask: a list, or an array, which must be of bools.
 */
export type CompressR<S extends Shape, M, A extends number | null> = M extends {
  readonly dtype: infer D extends string;
}
  ? 'bool' extends D
    ? CompressSizes<S, M, A>
    : `compress: the mask must be bool, but is ${D}; compare first: greater(mask, 0)`
  : CompressSizes<S, M, A>;

type CompressSizes<S extends Shape, M, A extends number | null> = A extends number
  ? S extends readonly unknown[]
    ? number extends S['length']
      ? [number[]]
      : number extends A
        ? [Unknowns<S>]
        : [NormAxis<S, A>] extends [never]
          ? AxisMessage<S, A, 'compress'>
          : MayAgree<MaskShape<M>, [S[NormAxis<S, A>]]> extends false
            ? MaskMessage<M, [S[NormAxis<S, A>]], `as long as a's axis ${NormAxis<S, A>}`>
            : ReplaceAxisR<S, A, number, 'compress'>
    : never
  : MayAgree<MaskShape<M>, S> extends false
    ? MaskMessage<M, S, "a's own; give an axis to choose rows or columns">
    : [[number]];
