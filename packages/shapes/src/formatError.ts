/** Where a {@link FormatError} was found and what should have stood there. Parts that do not apply are left out. */
export interface FormatErrorDetails {
  /** File, or whatever name the reader was given. */
  readonly file?: string | undefined;
  /** Byte in the file, from 0, of a binary file. */
  readonly offset?: number | undefined;
  /** Line in the file, from 1, as an editor counts, of a text file. */
  readonly line?: number | undefined;
  /** Name of the column. */
  readonly column?: string | undefined;
  /** What was expected there, a phrase. */
  readonly expected?: string | undefined;
}

/**
 * Data that cannot be read as it stands: a ragged row, text where numbers were, a damaged array file, a saved model of another kind.
 *
 * The message says where, what and how to mend it; the fields carry the same facts for programs. It lives in this package, which the
 * readers of tables and of array files share.
 * @example new FormatError('a.npy, offset 6: version 9.0', { file: 'a.npy', offset: 6 }).offset // 6
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string | undefined;
  readonly offset: number | undefined;
  readonly line: number | undefined;
  readonly column: string | undefined;
  readonly expected: string | undefined;

  constructor(message: string, details: FormatErrorDetails = {}) {
    super(message);
    this.file = details.file;
    this.offset = details.offset;
    this.line = details.line;
    this.column = details.column;
    this.expected = details.expected;
  }
}
