import type { Show, ShowDim } from './message.js';
import type { Shape, Unify } from './shape.js';

type Agree<A, B, WholeA, WholeB, Op extends string, Acc extends number[] = []> = A extends readonly [
  infer a extends number,
  ...infer RestA,
]
  ? B extends readonly [infer b extends number, ...infer RestB]
    ? Unify<a, b> extends readonly [infer U extends number]
      ? Agree<RestA, RestB, WholeA, WholeB, Op, [...Acc, U]>
      : `${Op}: ${Show<WholeA>} and ${Show<WholeB>} must be the same shape: sizes ${ShowDim<a>} and ${ShowDim<b>} differ`
    : `${Op}: ${Show<WholeA>} and ${Show<WholeB>} must be the same shape: their ranks differ`
  : B extends readonly []
    ? [Acc]
    : `${Op}: ${Show<WholeA>} and ${Show<WholeB>} must be the same shape: their ranks differ`;

/** Two shapes that must be equal, as a rule: nothing broadcasts. Losses and optimizers use it. */
export type SameShapeR<A extends Shape, B extends Shape, Op extends string> =
  (<T>() => T extends B ? 1 : 2) extends <T>() => T extends A ? 1 : 2
    ? [A]
    : number extends A['length']
      ? [B]
      : number extends B['length']
        ? [A]
        : Agree<A, B, A, B, Op>;
