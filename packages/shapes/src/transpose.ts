import type { Show, ShowDim, Unboxed } from './message.js';
import type { NormAxis } from './axis.js';
import type { TwiceAxis } from './reduce.js';
import type { Shape } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

type Reverse<S, Acc extends number[] = []> = S extends readonly [infer H extends number, ...infer R]
  ? Reverse<R, [H, ...Acc]>
  : [Acc];

/** Transposing, as a rule: the axes in reverse. A vector has nothing to transpose, so asking for it is a mistake (§2.16). */
export type TransposeR<S extends Shape> = number extends S['length']
  ? [number[]]
  : S extends readonly [infer R extends number, infer C extends number]
    ? [[C, R]]
    : S extends readonly [infer N]
      ? `T: ${Show<S>} has rank 1, so transposing does nothing: use asColumn(x) for [${ShowDim<N>}, 1] or asRow(x) for [1, ${ShowDim<N>}]`
      : Reverse<S>;

/** The transposed shape, or the message. */
export type Transpose<S extends Shape> = Unboxed<TransposeR<S>>;

/** Transposing by an explicit order of axes. */
export type PermuteR<S extends Shape, P extends readonly number[]> = number extends S['length'] | P['length']
  ? [number[]]
  : P['length'] extends S['length']
    ? [TwiceAxis<S, P>] extends [never]
      ? [
          {
            -readonly [I in keyof P]: NormAxis<S, P[I]> extends infer A
              ? A extends keyof S
                ? S[A] & number
                : number
              : never;
          },
        ]
      : `transpose: axes must list each axis of ${Show<S>} once`
    : `transpose: axes must list each axis of ${Show<S>} once`;

/**
 * Check an order of axes; negative ones count from the end.
 *
 * @throws ShapeError if it doesn't list every axis once.
 * @example permutation('transpose', [2, 3, 4], [0, -1, 1]) // [0, 2, 1]
 */
export function permutation(operation: string, shape: Shape, axes: readonly number[]): number[] {
  const rank = shape.length;
  const order = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const valid = order.length === rank && new Set(order).size === rank && order.every((axis) => axis in shape);
  if (!valid) {
    throw new ShapeError(
      `${operation}(a): axes must list each axis of shape ${showShape(shape)} once, but they are ${showShape(axes)}.`,
    );
  }
  return order;
}
