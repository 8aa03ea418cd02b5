/**
 * The vocabulary: sizes, shapes, and the two questions every rule asks of two sizes (are they the same? can they be?).
 */

/**
 * A named size: an ordinary number at run time that carries a name at compile time.
 *
 * Two sizes with different names never fit each other, and a named size never fits a literal one.
 * @example
 * dim('m', 209) // 209
 */
export type Dim<Name extends string = string> = number & { readonly '~dim': Name };

/** The sizes of an array, outermost axis first. `number` stands for a size known only at run time, `number[]` for an unknown rank. */
export type Shape = readonly number[];

/**
 * Name a size.
 *
 * @param name - The name, compared at compile time only.
 * @param size - The size: an integer, 0 or more.
 * @throws RangeError if the size is negative or not an integer.
 * @example dim('m', 209) // 209
 */
export function dim<const Name extends string>(name: Name, size: number): Dim<Name> {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`dim('${name}', ${size}): a size is an integer, 0 or more`);
  }
  return size as Dim<Name>; // the name exists at compile time only
}

/**
 * An invariant box. `Exactly<A> extends Exactly<B>` asks whether A and B are identical, and, unlike `A extends B`, gives an answer
 * for unresolved type parameters too (K is K), so that rules resolve inside generic functions.
 */
export interface Exactly<in out T> {
  readonly '~exactly': (value: T) => T;
}

/** True when A and B are the same type. */
export type Same<A, B> = Exactly<A> extends Exactly<B> ? true : false;

/**
 * Two sizes that must be equal: `[the more precise of the two]`, or 0 when they can't be.
 * An unknown size (`number`) fits everything.
 */
export type Unify<A, B> =
  Exactly<B> extends Exactly<A> | Exactly<number>
    ? [A]
    : Exactly<A> extends Exactly<number>
      ? [B]
      : [A] extends [B]
        ? [A]
        : [B] extends [A]
          ? [B]
          : 0;

/** A covariant box, for a question that shall have an answer where D is a type parameter. */
interface Held<out T> {
  readonly '~held': T;
}

/** Nothing once S is a list; until then, inside the declaration of a rule, unknown, which keeps a question about S open. */
type Open<S> = S extends readonly unknown[] ? never : unknown;

/**
 * True when D is a literal size such as 3: neither `number`, nor named, nor a type parameter.
 *
 * A mapped type over a literal or `number` is that type again; over a type parameter it is an object type, whatever the parameter. Knowing
 * that, rules which count elements resolve inside generic functions. S, the list that D stands in, tells a user's parameter from a rule's.
 */
export type IsLiteral<D, S = unknown> =
  Held<{ [K in keyof D]: 0 } | Open<S>> extends Held<object>
    ? false
    : Same<D, number> extends true
      ? false
      : D extends { readonly '~dim': string }
        ? false
        : true;

/** The same number of axes, every size unknown. */
export type Unknowns<S extends Shape> = { -readonly [K in keyof S]: number };

/** Sizes as a user writes them, a name standing for any size. */
export type ToSizes<N extends readonly (number | string)[]> = {
  -readonly [I in keyof N]: N[I] extends string ? number : N[I] extends number ? N[I] : never;
};

/** Sizes as a user writes them in `expectShape(x, [12288, 'm'])`: a string names a size. */
export type ToDims<N extends readonly (number | string)[]> = {
  -readonly [I in keyof N]: N[I] extends string ? Dim<N[I]> : N[I] extends number ? N[I] : never;
};
