/**
 * How a rule reports a mistake to the compiler.
 *
 * A rule (a type ending in R, for result) gives the resulting shape in a box, `[[2, 4]]`, or a string literal: the message. A function that
 * takes `Check<Rule, Argument>` then reads, when the rule fails, "… is not assignable to parameter of type '<the message>'": one line that
 * says what is wrong. The box lets shapes of unresolved type parameters pass through.
 */
import type { Same } from './shape.js';

/** The parameter type: the argument's own type when the rule holds, else the message. Nothing is inferred from the message. */
export type Check<R, T> = R extends string ? NoInfer<R> : T;

/** As `Check`, for array literals: the compiler would compare a literal with a string element by element and lose the message. */
export type CheckLiteral<R, T> = R extends string ? ShapeMistake<NoInfer<R>> : T;

/** A message as an object type; see `CheckLiteral`. */
export interface ShapeMistake<Message extends string> {
  readonly '~mistake': Message;
}

/** The resulting shape, or `any` after a mistake that has been reported: one mistake gives one error. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where any is wanted: a reported call must not fail again
export type Get<R> = R extends readonly [infer S extends readonly any[]] ? S : any;

/** A rule's plain answer, for tests and documentation: the shape or the message. */
export type Unboxed<R> = R extends readonly [infer S] ? S : R;

/** The first in a list of what is wrong with it: a message names one. */
export type First<L, Wrong> = L extends readonly [infer H, ...infer R]
  ? H extends Wrong
    ? H
    : First<R, Wrong>
  : Wrong;

/** A size as messages show it: its name, its number, or ? when unknown. */
export type ShowDim<D> = D extends { readonly '~dim': infer Name extends string }
  ? Name
  : Same<D, number> extends true
    ? '?'
    : `${D & number}`;

type ShowRest<S> = S extends readonly [infer H, ...infer R] ? `, ${ShowDim<H>}${ShowRest<R>}` : '';

/** A shape as messages show it: `[3, m]`. */
export type Show<S> = S extends readonly []
  ? '[]'
  : S extends readonly [infer H, ...infer R]
    ? `[${ShowDim<H>}${ShowRest<R>}]`
    : '[...?]';
