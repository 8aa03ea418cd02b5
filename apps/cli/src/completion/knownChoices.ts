/** Reads an option's text; what it gives is of no interest here. */
type Parser = (text: string, before?: never) => unknown;

const known = new WeakMap<object, readonly string[]>();

/**
 * Note which words an option's parser knows, so that the shell can offer them.
 *
 * @returns The parser itself.
 */
export function withChoices<P extends Parser>(words: readonly string[], parser: P): P {
  known.set(parser, words);
  return parser;
}

/** The words that a parser knows; undefined for one that takes anything. */
export function choicesOf(parser: object | undefined): readonly string[] | undefined {
  return parser === undefined ? undefined : known.get(parser);
}
