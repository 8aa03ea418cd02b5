/** Numbers in nested arrays, as `array([[1, 2], [3, 4]])` takes them. */
export type Nested = number | boolean | readonly Nested[];

type IsUnion<T, U = T> = (T extends unknown ? ([U] extends [T] ? false : true) : never) extends false ? false : true;

/** The shape of a nested array literal, as a rule. */
export type LiteralR<T> = T extends readonly unknown[]
  ? [T[number]] extends [number | boolean]
    ? [[T['length']]]
    : T[number] extends infer E
      ? [E] extends [readonly unknown[]]
        ? LiteralR<E> extends infer R
          ? [IsUnion<R>] extends [true]
            ? 'array: rows differ in length'
            : R extends readonly [infer Q extends number[]]
              ? [[T['length'], ...Q]]
              : R
          : never
        : 'array: numbers and rows mixed'
      : never
  : [[]];
