import { CsvReader, requireOptions } from './csvReader.js';
import type { Table } from './table.js';

/** Options of {@link readCsv}. */
export interface ReadCsvOptions {
  /** The file's name, for messages, as the table's `name` and as `file` of a FormatError. Default `'CSV'`. */
  readonly name?: string;
  /** Whether the first line names the columns. Default true; without, they are called `column1`, `column2`, … */
  readonly header?: boolean;
  /** One character. By default the one of `,` `;` tab that the first lines agree on. */
  readonly delimiter?: string;
  /** How many lines above the table, such as a title, to pass over. Default 0. */
  readonly skipLines?: number;
}

/**
 * Read comma-separated text (RFC 4180: quotes, doubled quotes, line breaks inside quotes) into a table of strings.
 *
 * A byte-order mark, Windows line ends and blank lines are taken in stride; in a file of one column, a blank line above the last value is
 * a missing value (write the last one as `""`). Names of columns lose surrounding spaces, values keep them.
 *
 * @param text - The whole file.
 * @param options - File name for messages, header, delimiter, lines to skip.
 * @returns A `Table`; `table.line(row)` counts lines as an editor does, line breaks inside quotes included.
 * @throws FormatError with file, line and column if the text is empty, has a header but no rows, has rows of unequal length, an
 *   unclosed or misplaced quote, a nameless column or two of the same name. RangeError if the delimiter is not one character or an
 *   option is unknown.
 * @example readCsv('beds,price\n2,59222\n').column('price') // ['59222']
 */
export function readCsv(text: string, options: ReadCsvOptions = {}): Table {
  requireOptions('readCsv(text, options)', options);
  const table = new CsvReader(options).end(text);
  if (table === undefined) throw new Error('readCsv: a text without rows was not refused.');
  return table;
}
