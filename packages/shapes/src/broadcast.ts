import type { Check, Get, Show, ShowDim, Unboxed } from './message.js';
import type { Exactly, Same, Shape, Unify } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

/** Two sizes on the same axis of a broadcast: a 1 stretches; otherwise they must be equal. */
type DimBroadcast<A, B> =
  Exactly<B> extends Exactly<A> | Exactly<1>
    ? [A]
    : Exactly<A> extends Exactly<1> | Exactly<number>
      ? [B]
      : Unify<A, B>;

/**
 * NumPy's broadcasting, as a rule: shapes are aligned at their last axes; on each axis the sizes are equal or one of them is 1.
 *
 * The first test, identity or a scalar B, keeps `add(x, x)` and `add(x, 2)` resolved where the shape is a type parameter.
 */
export type BroadcastR<A extends Shape, B extends Shape, Op extends string = 'broadcast'> =
  (<T>() => T extends B ? 1 : 2) extends (<T>() => T extends A ? 1 : 2) | (<T>() => T extends [] ? 1 : 2)
    ? [A]
    : A extends readonly []
      ? [B]
      : number extends A['length'] | B['length']
        ? [number[]]
        : A['length'] extends B['length']
          ? Walk<A, B, A, B, Op>
          : ColumnAndVector<A, B> extends true
            ? SquareMessage<A, B, Op>
            : ColumnAndVector<B, A> extends true
              ? SquareMessage<A, B, Op>
              : Walk<A, B, A, B, Op>;

type Walk<A, B, WholeA, WholeB, Op extends string, Acc extends number[] = []> = A extends readonly [
  ...infer RestA,
  infer LastA,
]
  ? B extends readonly [...infer RestB, infer LastB]
    ? DimBroadcast<LastA, LastB> extends readonly [infer D extends number]
      ? Walk<RestA, RestB, WholeA, WholeB, Op, [D, ...Acc]>
      : `${Op}: cannot broadcast ${Show<WholeA>} with ${Show<WholeB>}: sizes ${ShowDim<LastA>} and ${ShowDim<LastB>} clash`
    : [[...A, ...Acc]]
  : B extends readonly unknown[]
    ? [[...B, ...Acc]]
    : [Acc];

/** [n, 1] with [n]: NumPy silently gives [n, n], hardly ever what was meant (course, §2.16). */
type ColumnAndVector<A, B> = B extends readonly [infer N]
  ? A extends readonly [infer R, 1]
    ? Exactly<R> extends Exactly<1> | Exactly<number>
      ? false
      : Same<R, N>
    : false
  : false;

type SquareMessage<
  A,
  B,
  Op extends string,
> = `${Op}: ${Show<A>} with ${Show<B>} would broadcast to a square; use asColumn(x) or asRow(x)`;

/** The shape of a choice between A and B by a condition, as a rule: all three broadcast. */
export type WhereR<Condition extends Shape, A extends Shape, B extends Shape> =
  BroadcastR<A, B, 'where'> extends infer R
    ? R extends readonly [infer S extends Shape]
      ? BroadcastR<Condition, S, 'where'>
      : R
    : never;

/** The shape two shapes broadcast to, or the message. */
export type Broadcast<A extends Shape, B extends Shape> = Unboxed<BroadcastR<A, B>>;

/**
 * The shape two shapes broadcast to, NumPy's rule.
 *
 * @param a - A shape of any rank.
 * @param b - Another.
 * @param operation - Named in the error. Default 'broadcast'.
 * @throws ShapeError if sizes on an axis differ and neither is 1.
 * @example broadcastShapes([3, 1], [4]) // [3, 4]
 */
export function broadcastShapes<const A extends Shape, const B extends Shape>(
  a: A,
  b: Check<BroadcastR<A, B>, B>,
  operation = 'broadcast',
): Get<BroadcastR<A, B>> {
  return broadcastSizes(a, b as Shape, operation) as Get<BroadcastR<A, B>>; // the rule above is this computation
}

/** What messages call the two arguments. */
export type ArgumentNames = readonly [first: string, second: string];

const usualNames: ArgumentNames = ['a', 'b'];

/** `broadcastShapes` for shapes known only at run time, which messages call by the names of the arguments that have them. */
export function broadcastSizes(a: Shape, b: Shape, operation: string, names: ArgumentNames = usualNames): number[] {
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const sizeA = a[a.length - fromEnd] ?? 1;
    const sizeB = b[b.length - fromEnd] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      const [nameA, nameB] = names;
      throw new ShapeError(
        `${operation}(${nameA}, ${nameB}): shapes don't broadcast: ${nameA} has shape ${showShape(a)}, ${nameB} has shape ${showShape(b)}; ` +
          `${nameA}'s axis ${a.length - fromEnd} is ${sizeA} but ${nameB}'s axis ${b.length - fromEnd} is ${sizeB}, and neither is 1.` +
          broadcastRemedy(a, b, names),
      );
    }
    out[rank - fromEnd] = sizeA === 1 ? sizeB : sizeA;
  }
  return out;
}

/** A remedy only when it is true: a transpose that fits, or a vector that wants to be a column. */
function broadcastRemedy(a: Shape, b: Shape, [nameA, nameB]: ArgumentNames): string {
  if (a.length === 2 && b.length === 2 && fits(a, [...b].reverse())) return ` ${nameB}.T() would fit.`;
  if (b.length === 1 && a.length === 2 && a[0] === b[0]) return ` asColumn(${nameB}) would fit.`;
  if (a.length === 1 && b.length === 2 && b[0] === a[0]) return ` asColumn(${nameA}) would fit.`;
  return '';
}

function fits(a: Shape, b: Shape): boolean {
  return a.every((d, i) => d === b[i] || d === 1 || b[i] === 1);
}
