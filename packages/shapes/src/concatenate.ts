import type { Sum } from './arithmetic.js';
import type { AxisMessage, NormAxis } from './axis.js';
import type { Show, ShowDim, Unboxed } from './message.js';
import type { IsLiteral, Shape, Unify, Unknowns } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

type AddSizes<A extends number, B extends number, S, T> =
  IsLiteral<A, S> extends true ? (IsLiteral<B, T> extends true ? Sum<A, B> : number) : number;

/** Two shapes joined along axis I (-1: no axis, so all sizes must agree). */
type Join<A, B, I extends number, WholeA, WholeB, Op extends string, Acc extends number[] = []> = A extends readonly [
  infer a extends number,
  ...infer RestA,
]
  ? B extends readonly [infer b extends number, ...infer RestB]
    ? Acc['length'] extends I
      ? Join<RestA, RestB, I, WholeA, WholeB, Op, [...Acc, AddSizes<a, b, A, B>]>
      : Unify<a, b> extends readonly [infer U extends number]
        ? Join<RestA, RestB, I, WholeA, WholeB, Op, [...Acc, U]>
        : `${Op}: ${Show<WholeA>} and ${Show<WholeB>}: sizes ${ShowDim<a>} and ${ShowDim<b>} differ on axis ${Acc['length']}`
    : `${Op}: ranks of ${Show<WholeA>} and ${Show<WholeB>} differ`
  : B extends readonly []
    ? [Acc]
    : `${Op}: ranks of ${Show<WholeA>} and ${Show<WholeB>} differ`;

type JoinAll<First, Rest, I extends number, Op extends string> = First extends readonly [infer F]
  ? Rest extends readonly [infer H, ...infer R]
    ? JoinAll<Join<F, H, I, F, H, Op>, R, I, Op>
    : First
  : First;

/** Concatenation, as a rule, on a tuple of shapes: sizes add up on the axis and agree elsewhere. */
export type ConcatenateR<
  T extends readonly Shape[],
  X extends number,
  Op extends string = 'concatenate',
> = T extends readonly [infer H extends Shape, ...infer R extends readonly Shape[]]
  ? number extends T[number]['length']
    ? [number[]]
    : number extends X
      ? [Unknowns<H>]
      : [NormAxis<H, X>] extends [never]
        ? AxisMessage<H, X, Op>
        : JoinAll<[H], R, NormAxis<H, X>, Op>
  : [T[number] extends infer S extends Shape ? (number extends S['length'] ? number[] : Unknowns<S>) : number[]];

type InsertAt<S, I extends number, V extends number, Acc extends number[] = []> = Acc['length'] extends I
  ? S extends Shape
    ? [[...Acc, V, ...S]]
    : never
  : S extends readonly [infer H extends number, ...infer R]
    ? InsertAt<R, I, V, [...Acc, H]>
    : 'stack: axis is out of range';

/** Stacking, as a rule, on a tuple of shapes: all agree, and a new axis counts them. */
export type StackR<T extends readonly Shape[], X extends number> = T extends readonly [
  infer H extends Shape,
  ...infer R extends readonly Shape[],
]
  ? number extends T[number]['length'] | X
    ? [number[]]
    : JoinAll<[H], R, -1, 'stack'> extends infer U
      ? U extends readonly [infer Q extends Shape]
        ? [NormAxis<[...Q, 1], X>] extends [never]
          ? AxisMessage<[...Q, 1], X, 'stack'>
          : InsertAt<Q, NormAxis<[...Q, 1], X>, T['length']>
        : U
      : never
  : [number[]];

/** The concatenated shape, or the message. */
export type Concatenate<T extends readonly Shape[], X extends number> = Unboxed<ConcatenateR<T, X>>;

/**
 * The concatenated shape.
 *
 * @param axis - Non-negative.
 * @throws ShapeError if there are no shapes, ranks differ, or sizes differ off the axis.
 * @example concatenateShape('concatenate', [[2, 3], [2, 4]], 1) // [2, 7]
 */
export function concatenateShape(operation: string, shapes: readonly Shape[], axis: number): number[] {
  const [first] = shapes;
  if (first === undefined) throw new ShapeError(`${operation}(arrays): needs at least one array.`);
  const out = [...first];
  for (const [index, shape] of shapes.entries()) {
    if (index === 0) continue;
    const clash = first.findIndex((d, i) => i !== axis && d !== shape[i]);
    if (shape.length !== first.length || clash >= 0) {
      throw new ShapeError(
        `${operation}(arrays): arrays 0 and ${index} don't fit: their shapes are ${showShape(first)} and ${showShape(shape)}; ` +
          (shape.length !== first.length
            ? `their ranks are ${first.length} and ${shape.length}.`
            : `off axis ${axis} the sizes must agree, but on axis ${clash} they are ${first[clash]} and ${shape[clash]}.`),
      );
    }
    out[axis] = (out[axis] ?? 0) + (shape[axis] ?? 0);
  }
  return out;
}
