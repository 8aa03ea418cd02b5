import type { Axis, AxisMessage, NormAxis } from './axis.js';
import type { Show, ShowDim, Unboxed } from './message.js';
import type { Shape, Unify, Unknowns } from './shape.js';

/** Replace (Put = [1]) or remove (Put = []) the axis I. */
type SetAt<S, I, Put extends number[], Acc extends number[] = [], N extends 0[] = []> = S extends readonly [
  infer H extends number,
  ...infer R,
]
  ? SetAt<R, I, Put, N['length'] extends I ? [...Acc, ...Put] : [...Acc, H], [...N, 0]>
  : [Acc];

type Tail<S> = S extends readonly [unknown, ...infer R extends Shape] ? Unknowns<R> : number[];

/** The shape with the size of axis A (negative counts from the end) replaced by V, as a rule. */
export type ReplaceAxisR<
  S extends Shape,
  A extends number,
  V extends number,
  Op extends string,
> = number extends S['length']
  ? [number[]]
  : number extends A
    ? [Unknowns<S>]
    : [NormAxis<S, A>] extends [never]
      ? AxisMessage<S, A, Op>
      : SetAt<S, NormAxis<S, A>, [V]>;

/** The shape with a new axis of size 1 at position A of the result, as a rule. */
export type ExpandR<S extends Shape, A extends number> = number extends S['length'] | A
  ? [number[]]
  : [NormAxis<[...S, 1], A>] extends [never]
    ? AxisMessage<[...S, 1], A, 'expandDims'>
    : InsertOne<S, NormAxis<[...S, 1], A>>;

type InsertOne<S, I, Acc extends number[] = []> = Acc['length'] extends I
  ? S extends Shape
    ? [[...Acc, 1, ...S]]
    : never
  : S extends readonly [infer H extends number, ...infer R]
    ? InsertOne<R, I, [...Acc, H]>
    : never;

/** The sizes whose position is in the union I replaced or removed. */
type SetMany<S, I, Put extends number[], Acc extends number[] = [], N extends 0[] = []> = S extends readonly [
  infer H extends number,
  ...infer R,
]
  ? SetMany<R, I, Put, N['length'] extends I ? [...Acc, ...Put] : [...Acc, H], [...N, 0]>
  : [Acc];

/** The first axis of a list that is out of range, or never. */
type BadAxis<S extends Shape, A extends readonly number[]> = A extends readonly [
  infer H extends number,
  ...infer R extends readonly number[],
]
  ? [NormAxis<S, H>] extends [never]
    ? H
    : BadAxis<S, R>
  : never;

type NormAll<S extends Shape, A extends readonly number[]> = { [I in keyof A]: NormAxis<S, A[I]> }[number];

/** Reducing over one axis, a list of axes, or all (null), as a rule; with `keepDims` a reduced axis stays, with size 1. */
export type ReduceR<
  S extends Shape,
  A extends Axis,
  K extends boolean,
  Op extends string = 'reduce',
> = boolean extends K
  ? [number[]]
  : [A] extends [null]
    ? K extends true
      ? [{ -readonly [I in keyof S]: 1 }]
      : [[]]
    : number extends S['length']
      ? [number[]]
      : A extends readonly number[]
        ? ReduceMany<S, A, K, Op>
        : number extends A
          ? K extends true
            ? [Unknowns<S>]
            : [Tail<S>]
          : [NormAxis<S, A & number>] extends [never]
            ? AxisMessage<S, A, Op>
            : SetAt<S, NormAxis<S, A & number>, K extends true ? [1] : []>;

type ReduceMany<S extends Shape, A extends readonly number[], K extends boolean, Op extends string> = number extends
  A['length'] | A[number]
  ? K extends true
    ? [Unknowns<S>]
    : [number[]]
  : [BadAxis<S, A>] extends [never]
    ? [TwiceAxis<S, A>] extends [never]
      ? SetMany<S, NormAll<S, A>, K extends true ? [1] : []>
      : `${Op}: axis ${TwiceAxis<S, A>} of ${Show<S>} is named twice`
    : AxisMessage<S, BadAxis<S, A>, Op>;

/** The first axis of a list that was named before, or never. */
export type TwiceAxis<S extends Shape, A extends readonly number[], Seen = never> = A extends readonly [
  infer H extends number,
  ...infer R extends readonly number[],
]
  ? NormAxis<S, H> extends Seen
    ? H
    : TwiceAxis<S, R, Seen | NormAxis<S, H>>
  : never;

/** Dropping axes of size 1, as a rule: one axis whose size is known to be another is a mistake. */
export type SqueezeR<S extends Shape, A extends Axis> = A extends number
  ? number extends S['length'] | A
    ? ReduceR<S, A, false, 'squeeze'>
    : [NormAxis<S, A>] extends [never]
      ? AxisMessage<S, A, 'squeeze'>
      : Unify<S[NormAxis<S, A>], 1> extends readonly [unknown]
        ? ReduceR<S, A, false, 'squeeze'>
        : `squeeze: axis ${A} of ${Show<S>} has size ${ShowDim<S[NormAxis<S, A>]>}, not 1`
  : ReduceR<S, A, false, 'squeeze'>;

/** The sizes that aren't 1; of unknown rank where one is unknown. */
export type SqueezeOnes<S extends Shape, Acc extends number[] = []> = S extends readonly [
  infer H extends number,
  ...infer R extends Shape,
]
  ? number extends H
    ? number[]
    : SqueezeOnes<R, H extends 1 ? Acc : [...Acc, H]>
  : S extends readonly []
    ? Acc
    : number[];

/** The reduced shape, or the message. */
export type Reduce<S extends Shape, A extends Axis, K extends boolean> = Unboxed<ReduceR<S, A, K>>;

/**
 * The reduced shape.
 *
 * @param axes - Non-negative axes, as `normalizeAxes` gives them.
 * @example reduceShape([2, 3], [1], true) // [2, 1]
 */
export function reduceShape(shape: Shape, axes: readonly number[], keepDims: boolean): number[] {
  if (keepDims) return shape.map((d, i) => (axes.includes(i) ? 1 : d));
  return shape.filter((_, i) => !axes.includes(i));
}
