/**
 * Decimal arithmetic on literal sizes at the type level, so that `reshape` and `concatenate` can count elements.
 *
 * Numbers are tuples of digits, least significant first; every type that speaks of "digits" means such a tuple.
 */
import type { IsLiteral, Shape } from './shape.js';

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Next = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** SumTable[i][j] is i + j as [digit, carry]; row 10 is for 9 plus a carry. */
// prettier-ignore
type SumTable = [
  [[0,0],[1,0],[2,0],[3,0],[4,0],[5,0],[6,0],[7,0],[8,0],[9,0]],
  [[1,0],[2,0],[3,0],[4,0],[5,0],[6,0],[7,0],[8,0],[9,0],[0,1]],
  [[2,0],[3,0],[4,0],[5,0],[6,0],[7,0],[8,0],[9,0],[0,1],[1,1]],
  [[3,0],[4,0],[5,0],[6,0],[7,0],[8,0],[9,0],[0,1],[1,1],[2,1]],
  [[4,0],[5,0],[6,0],[7,0],[8,0],[9,0],[0,1],[1,1],[2,1],[3,1]],
  [[5,0],[6,0],[7,0],[8,0],[9,0],[0,1],[1,1],[2,1],[3,1],[4,1]],
  [[6,0],[7,0],[8,0],[9,0],[0,1],[1,1],[2,1],[3,1],[4,1],[5,1]],
  [[7,0],[8,0],[9,0],[0,1],[1,1],[2,1],[3,1],[4,1],[5,1],[6,1]],
  [[8,0],[9,0],[0,1],[1,1],[2,1],[3,1],[4,1],[5,1],[6,1],[7,1]],
  [[9,0],[0,1],[1,1],[2,1],[3,1],[4,1],[5,1],[6,1],[7,1],[8,1]],
  [[0,1],[1,1],[2,1],[3,1],[4,1],[5,1],[6,1],[7,1],[8,1],[9,1]]];

/** ProductTable[i][j] is i * j as [digit, carry]. */
// prettier-ignore
type ProductTable = [
  [[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0]],
  [[0,0],[1,0],[2,0],[3,0],[4,0],[5,0],[6,0],[7,0],[8,0],[9,0]],
  [[0,0],[2,0],[4,0],[6,0],[8,0],[0,1],[2,1],[4,1],[6,1],[8,1]],
  [[0,0],[3,0],[6,0],[9,0],[2,1],[5,1],[8,1],[1,2],[4,2],[7,2]],
  [[0,0],[4,0],[8,0],[2,1],[6,1],[0,2],[4,2],[8,2],[2,3],[6,3]],
  [[0,0],[5,0],[0,1],[5,1],[0,2],[5,2],[0,3],[5,3],[0,4],[5,4]],
  [[0,0],[6,0],[2,1],[8,1],[4,2],[0,3],[6,3],[2,4],[8,4],[4,5]],
  [[0,0],[7,0],[4,1],[1,2],[8,2],[5,3],[2,4],[9,4],[6,5],[3,6]],
  [[0,0],[8,0],[6,1],[4,2],[2,3],[0,4],[8,4],[6,5],[4,6],[2,7]],
  [[0,0],[9,0],[8,1],[7,2],[6,3],[5,4],[4,5],[3,6],[2,7],[1,8]]];

type ToDigits<S extends string, Acc extends Digit[] = []> = S extends `${infer H extends Digit}${infer R}`
  ? ToDigits<R, [H, ...Acc]>
  : Acc;
type ToText<D, Acc extends string = ''> = D extends [infer H extends Digit, ...infer R]
  ? ToText<R, `${H}${Acc}`>
  : Strip<Acc>;
type Strip<S extends string> = S extends `0${infer R}` ? (R extends '' ? '0' : Strip<R>) : S;
type FromDigits<D> = ToText<D> extends `${infer N extends number}` ? N : never;

type AddDigit<A extends Digit, B extends Digit, Carry extends 0 | 1> = Carry extends 0
  ? SumTable[A][B]
  : SumTable[Next[A]][B];

type AddDigits<A, B, Carry extends 0 | 1 = 0, Acc extends Digit[] = []> = A extends [
  infer a extends Digit,
  ...infer RestA,
]
  ? B extends [infer b extends Digit, ...infer RestB]
    ? AddDigit<a, b, Carry> extends [infer d extends Digit, infer c extends 0 | 1]
      ? AddDigits<RestA, RestB, c, [...Acc, d]>
      : never
    : Carry extends 0
      ? [...Acc, ...A]
      : AddDigits<A, [1], 0, Acc>
  : B extends [unknown, ...unknown[]]
    ? Carry extends 0
      ? [...Acc, ...B]
      : AddDigits<B, [1], 0, Acc>
    : Carry extends 1
      ? [...Acc, 1]
      : Acc;

type MultiplyDigit<A, D extends Digit, Carry extends Digit = 0, Acc extends Digit[] = []> = D extends 0
  ? []
  : A extends [infer a extends Digit, ...infer R]
    ? SumTable[ProductTable[D][a][0]][Carry] extends [infer x extends Digit, infer c extends Digit]
      ? MultiplyDigit<R, D, SumTable[ProductTable[D][a][1]][c][0], [...Acc, x]>
      : never
    : Carry extends 0
      ? Acc
      : [...Acc, Carry];

/** Horner's scheme: the most significant digit of B first. */
type MultiplyDigits<A, B, Acc extends unknown[] = []> = B extends [...infer RestB, infer b extends Digit]
  ? MultiplyDigits<A, RestB, AddDigits<[0, ...Acc], MultiplyDigit<A, b>>>
  : Acc;

type ProductDigits<S, Acc = [1]> = S extends readonly [infer H extends number, ...infer R]
  ? ProductDigits<R, MultiplyDigits<Acc, ToDigits<`${H}`>>>
  : Acc;

/** A + B for literal sizes. */
export type Sum<A extends number, B extends number> = FromDigits<AddDigits<ToDigits<`${A}`>, ToDigits<`${B}`>>>;

/** The number of elements of a shape of literal sizes. */
export type Product<S extends Shape> = FromDigits<ProductDigits<S>>;

/** A · B where both are literal, otherwise unknown; S as in `IsLiteral`. */
export type Times<A extends number, B extends number, S> =
  IsLiteral<A, S> extends true ? (IsLiteral<B, S> extends true ? Product<[A, B]> : number) : number;

/** Nines' complement: 9 - d. */
type Complement = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** A - B for A >= B, by adding the complement of B and 1, and dropping the last carry. */
type SubtractDigits<A, B, Acc extends Digit[] = [], Carry extends 0 | 1 = 1> = A extends [
  infer a extends Digit,
  ...infer RestA,
]
  ? (B extends [infer b extends Digit, ...unknown[]] ? Complement[b] : 9) extends infer c extends Digit
    ? AddDigit<a, c, Carry> extends [infer d extends Digit, infer next extends 0 | 1]
      ? SubtractDigits<RestA, B extends [unknown, ...infer RestB] ? RestB : [], [...Acc, d], next>
      : never
    : never
  : Acc;

/** A - B for literal sizes with A >= B. */
export type Difference<A extends number, B extends number> = FromDigits<
  SubtractDigits<ToDigits<`${A}`>, ToDigits<`${B}`>>
>;

type Smaller = [
  never,
  0,
  0 | 1,
  0 | 1 | 2,
  0 | 1 | 2 | 3,
  0 | 1 | 2 | 3 | 4,
  0 | 1 | 2 | 3 | 4 | 5,
  0 | 1 | 2 | 3 | 4 | 5 | 6,
  0 | 1 | 2 | 3 | 4 | 5 | 6 | 7,
  0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8,
];

type IsShorter<A, B> = A extends [unknown, ...infer RestA]
  ? B extends [unknown, ...infer RestB]
    ? IsShorter<RestA, RestB>
    : false
  : B extends [unknown, ...unknown[]]
    ? true
    : false;

type LessDigits<A, B> = A extends [...infer RestA, infer a extends Digit]
  ? B extends [...infer RestB, infer b extends Digit]
    ? a extends b
      ? LessDigits<RestA, RestB>
      : a extends Smaller[b]
        ? true
        : false
    : false
  : false;

type IsLessDigits<X, Y> = IsShorter<X, Y> extends true ? true : IsShorter<Y, X> extends true ? false : LessDigits<X, Y>;

/** True when A < B, for literal sizes. */
export type IsLess<A extends number, B extends number> = IsLessDigits<ToDigits<`${A}`>, ToDigits<`${B}`>>;

type Trim<A> = A extends [...infer R, 0] ? Trim<R> : A;

/** How often B goes into the remainder, less than ten times, and what is left: [digit, remainder]. */
type DivideStep<Rest, B, Q extends Digit = 0> =
  IsLessDigits<Rest, B> extends true ? [Q, Rest] : DivideStep<Trim<SubtractDigits<Rest, B>>, B, Next[Q] & Digit>;

/** Long division: the most significant digit of A first. */
type DivideDigits<A, B, Rest extends unknown[] = [], Q extends Digit[] = []> = A extends [
  ...infer RestA,
  infer a extends Digit,
]
  ? DivideStep<Trim<[a, ...Rest]>, B> extends [infer q extends Digit, infer Left extends unknown[]]
    ? DivideDigits<RestA, B, Left, [q, ...Q]>
    : never
  : Rest extends []
    ? FromDigits<Q>
    : never;

/** A / B for literal sizes; never where B doesn't divide A, 0 included. */
export type Quotient<A extends number, B extends number> = B extends 0
  ? never
  : DivideDigits<ToDigits<`${A}`>, ToDigits<`${B}`>>;
