import type { Product, Quotient } from './arithmetic.js';
import type { Get, Show, Unboxed } from './message.js';
import type { IsLiteral, Same, Shape, Unify } from './shape.js';
import { ShapeError, showShape, sizeOf } from './shapeError.js';

/** Drop the first size identical to X; never when there is none. Whole is where X stands. */
type Remove<S, X, Whole, Acc extends number[] = []> = S extends readonly [
  infer H extends number,
  ...infer R extends Shape,
]
  ? Identical<H, X, S, Whole> extends true
    ? [...Acc, ...R]
    : Remove<R, X, Whole, [...Acc, H]>
  : never;

/** True when A, of S, and B, of T, are the same size; a literal is none of a type parameter's. */
type Identical<A, B, S, T> =
  IsLiteral<A, S> extends true
    ? IsLiteral<B, T> extends true
      ? Same<A, B>
      : false
    : IsLiteral<B, T> extends true
      ? false
      : Same<A, B>;

/** Cancel equal sizes, named ones too: [what is left of the old, what is left of the new, whether the new has a -1]. */
type Cancel<Old extends Shape, New, Left extends number[] = [], Hole = false> = New extends readonly [
  infer H extends number,
  ...infer R,
]
  ? Identical<H, -1, New, []> extends true
    ? Hole extends true
      ? 'twice'
      : Cancel<Old, R, Left, true>
    : Remove<Old, H, New> extends infer Rest extends Shape
      ? [Rest] extends [never]
        ? Cancel<Old, R, [...Left, H], Hole>
        : Cancel<Rest, R, Left, Hole>
      : never
  : [Old, Left, Hole];

type AllLiteral<S> = S extends readonly [infer H, ...infer R]
  ? IsLiteral<H, S> extends true
    ? AllLiteral<R>
    : false
  : true;

/** The new shape with its -1 replaced by V. */
type Fill<New, V extends number, Acc extends number[] = []> = New extends readonly [infer H extends number, ...infer R]
  ? Fill<R, V, [...Acc, Identical<H, -1, New, []> extends true ? V : H]>
  : [Acc];

/** How many elements, for a message; where some sizes are names that cancel, how many beside them. */
type Counted<Whole extends Shape, Left extends Shape> = AllLiteral<Whole> extends true ? Product<Whole> : Product<Left>;

type ReshapeMessage<Old, New, What extends string> = `reshape: ${Show<Old>} to ${Show<New>}: ${What}`;

/** Reshaping, as a rule: the same number of elements, where they can be counted; one -1 takes what is left. */
export type ReshapeR<Old extends Shape, New extends Shape> = number extends New['length']
  ? [number[]]
  : number extends Old['length']
    ? Fill<New, number>
    : Cancel<Old, New> extends [infer L extends Shape, infer R extends Shape, infer Hole]
      ? AllLiteral<[...L, ...R]> extends true
        ? Hole extends true
          ? R extends readonly []
            ? Fill<New, Product<L>>
            : Quotient<Product<L>, Product<R>> extends infer Q extends number
              ? [Q] extends [never]
                ? ReshapeMessage<
                    Old,
                    New,
                    `${Counted<Old, L>} elements don't divide into groups of ${Counted<Remove<New, -1, []>, R>}`
                  >
                : Fill<New, Q>
              : never
          : Same<Product<L>, Product<R>> extends true
            ? Fill<New, 1>
            : ReshapeMessage<Old, New, `${Counted<Old, L>} elements don't fill ${Counted<New, R>}`>
        : Fill<New, number>
      : ReshapeMessage<Old, New, 'only one size may be -1'>;

/** The shape of what runs along an axis, or (null) over all elements in row order. */
export type Along<S extends Shape, A extends number | null> = [A] extends [null] ? Get<ReshapeR<S, [-1]>> : S;

/** An array of one element, as a rule: no size is known to be anything but 1. */
export type OneElementR<S extends Shape> = number extends S['length'] ? [[]] : OnlyOnes<S, S>;

type OnlyOnes<S, Whole> = S extends readonly [infer H, ...infer R]
  ? Unify<H, 1> extends readonly [unknown]
    ? OnlyOnes<R, Whole>
    : `item: ${Show<Whole>} has not exactly one element`
  : [[]];

/** The new shape, or the message. */
export type Reshape<Old extends Shape, New extends Shape> = Unboxed<ReshapeR<Old, New>>;

/**
 * The new shape, with its -1 worked out.
 *
 * @throws ShapeError if the numbers of elements differ, a size is invalid, or more than one is -1.
 * @example reshapeShape([2, 6], [3, -1]) // [3, 4]
 */
export function reshapeShape(old: Shape, wanted: Shape): number[] {
  const size = sizeOf(old);
  const holes = wanted.filter((d) => d === -1).length;
  const known = sizeOf(wanted.filter((d) => d !== -1));
  const describe = `reshape(a, shape): a has shape ${showShape(old)}, the new shape is ${showShape(wanted)}`;
  if (holes > 1) throw new ShapeError(`${describe}: only one size may be -1.`);
  if (wanted.some((d) => !Number.isSafeInteger(d) || d < -1)) {
    throw new ShapeError(`${describe}: a size is an integer, 0 or more, or one -1.`);
  }
  if (holes === 1 && (known === 0 || size % known !== 0)) {
    throw new ShapeError(`${describe}: ${size} elements don't divide into groups of ${known}.`);
  }
  if (holes === 0 && known !== size) {
    throw new ShapeError(`${describe}: ${size} elements don't fill ${known}.`);
  }
  return wanted.map((d) => (d === -1 ? size / known : d));
}
