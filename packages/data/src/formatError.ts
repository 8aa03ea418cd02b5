/** Where a {@link FormatError} was found and what should have stood there. Parts that do not apply are left out. */
export interface FormatErrorDetails {
  /** File, or whatever name the reader was given. */
  readonly file?: string | undefined;
  /** Line in the file, from 1, as an editor counts. */
  readonly line?: number | undefined;
  /** Name of the column. */
  readonly column?: string | undefined;
  /** What was expected there, a phrase. */
  readonly expected?: string | undefined;
}

/**
 * Data that cannot be read as it stands: a ragged row, a missing column, text where numbers were, a damaged saved preprocessor.
 *
 * The message says where, what and how to mend it; the fields carry the same facts for programs.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: string | undefined;
  readonly expected: string | undefined;

  constructor(message: string, details: FormatErrorDetails = {}) {
    super(message);
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
    this.expected = details.expected;
  }
}
