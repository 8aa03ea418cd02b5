import type { FormatError } from '@keepdims/shapes';
import type { Source } from './source.js';

/** Walks the text of a header, token by token; white space between tokens is skipped. */
export class Scanner {
  readonly text: string;
  /** The character that comes next. */
  position = 0;
  readonly #source: Source;
  readonly #offsetOf: (position: number) => number;

  /** @param offsetOf - The byte of the file in which a character of the text begins. */
  constructor(source: Source, text: string, offsetOf: (position: number) => number) {
    this.#source = source;
    this.text = text;
    this.#offsetOf = offsetOf;
  }

  /** Skip white space. Gives where the next token begins. */
  skipSpace(): number {
    while (/[ \t\r\n]/.test(this.text.charAt(this.position))) this.position++;
    return this.position;
  }

  /** Whether the next token is this one; if so, it is taken. */
  tries(token: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  /** @throws FormatError if the next token is another one. */
  take(token: string): void {
    if (!this.tries(token)) throw this.unexpected(`'${token}'`);
  }

  /** A non-negative integer without leading zeros. @throws FormatError if there is none, or it is too large to be exact. */
  integer(what: string): number {
    const start = this.skipSpace();
    const pattern = /0|[1-9][0-9]*/y;
    pattern.lastIndex = start;
    const digits = pattern.exec(this.text)?.[0];
    if (digits === undefined) throw this.unexpected(`${what}, an integer of 0 or more`);
    this.position += digits.length;
    const value = Number(digits);
    if (!Number.isSafeInteger(value)) throw this.error(`${what} is larger than any file`, 'a smaller integer', start);
    return value;
  }

  /** The offset in the file of a character, by default the next one. */
  offset(position = this.position): number {
    return this.#offsetOf(position);
  }

  /** The error for what stands at a character. */
  error(problem: string, expected?: string, position = this.position): FormatError {
    return this.#source.error(this.offset(position), problem, expected);
  }

  /** The error when something else stands next. */
  unexpected(expected: string): FormatError {
    const start = this.skipSpace();
    const rest = this.text.slice(start, start + 12);
    const found = rest === '' ? 'it ends' : `there is ${JSON.stringify(rest)}`;
    return this.error(`the header should have ${expected} here, but ${found}`, expected, start);
  }
}
