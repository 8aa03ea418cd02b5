import type { Times } from './arithmetic.js';
import type { AxisMessage, NormAxis } from './axis.js';
import type { ReplaceAxisR } from './reduce.js';
import type { ReshapeR } from './reshape.js';
import type { Shape } from './shape.js';

/** Tiling, as a rule: sizes times repetitions, aligned at the last axis; missing ones are 1. */
export type TileR<S extends Shape, R extends number | Shape> = R extends number
  ? TileR<S, [R]>
  : number extends S['length'] | (R & Shape)['length']
    ? [number[]]
    : TileWalk<S, R>;

type TileWalk<S, R, Acc extends number[] = []> = S extends readonly [...infer RestS, infer s extends number]
  ? R extends readonly [...infer RestR, infer r extends number]
    ? TileWalk<RestS, RestR, [Times<s, r, S>, ...Acc]>
    : S extends Shape
      ? [[...S, ...Acc]]
      : never
  : R extends Shape
    ? [[...R, ...Acc]]
    : never;

/** Repeating each element, as a rule: along an axis, or (null) all elements in row order. */
export type RepeatR<S extends Shape, C extends number, A extends number | null> = A extends number
  ? number extends S['length'] | A
    ? [number[]]
    : [NormAxis<S, A>] extends [never]
      ? AxisMessage<S, A, 'repeat'>
      : ReplaceAxisR<S, A, Times<S[NormAxis<S, A>], C, S>, 'repeat'>
  : ReshapeR<S, [-1]> extends readonly [readonly [infer N extends number]]
    ? [[Times<N, C, S>]]
    : [[number]];
