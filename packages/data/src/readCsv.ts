import { dsvFormat } from 'd3-dsv';
import { checkQuotes, countBreaks, showDelimiter } from './checkQuotes.js';
import { FormatError, refuseUnknownOptions } from '@keepdims/shapes';
import { Table } from './table.js';

/** Options of {@link readCsv}. */
export interface ReadCsvOptions {
  /** The file's name, for messages, as the table's `name` and as `file` of a FormatError. Default `'CSV'`. */
  readonly name?: string;
  /** Whether the first line names the columns. Default true; without, they are called `column1`, `column2`, … */
  readonly header?: boolean;
  /** One character. By default the one of `,` `;` tab that the first lines agree on. */
  readonly delimiter?: string;
}

const delimiters = [',', ';', '\t'] as const;

/**
 * Read comma-separated text (RFC 4180: quotes, doubled quotes, line breaks inside quotes) into a table of strings.
 *
 * A byte-order mark, Windows line ends and blank lines are taken in stride; in a file of one column, a blank line above the last value is
 * a missing value (write the last one as `""`). Names of columns lose surrounding spaces, values keep them.
 *
 * @param text - The whole file.
 * @param options - File name for messages, header, delimiter.
 * @returns A `Table`; `table.line(row)` counts lines as an editor does, line breaks inside quotes included.
 * @throws FormatError with file, line and column if the text is empty, has a header but no rows, has rows of unequal length, an
 *   unclosed or misplaced quote, a nameless column or two of the same name. RangeError if the delimiter is not one character or an
 *   option is unknown.
 * @example readCsv('beds,price\n2,59222\n').column('price') // ['59222']
 */
export function readCsv(text: string, options: ReadCsvOptions = {}): Table {
  refuseUnknownOptions('readCsv(text, options)', options, ['name', 'header', 'delimiter'], {
    file: 'name',
    separator: 'delimiter',
  });
  const name = options.name ?? 'CSV';
  const header = options.header ?? true;
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') throw emptyFile(name);
  if (body.includes('\0')) {
    throw new FormatError(`${name} is not UTF-8 text: it contains NUL characters. Save it again as "CSV UTF-8".`, {
      file: name,
      expected: 'UTF-8 text',
    });
  }
  const delimiter = options.delimiter ?? detectDelimiter(body);
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter)) {
    throw new RangeError(
      `readCsv: delimiter must be one character other than a quote or a line break, got ${JSON.stringify(delimiter)}.`,
    );
  }
  checkQuotes(body, delimiter, name);

  // Only parseRows: d3's object parser builds a function from a string, which a Content-Security-Policy forbids.
  const records = numberLines(dsvFormat(delimiter).parseRows(body));
  const blank = blankLines(records, body);
  const start = records.findIndex((record) => !blank.has(record));
  const first = records[start];
  // The text is not blank, so there is a first record.
  if (first === undefined) throw emptyFile(name);
  const columns = header ? headerNames(first, name) : first.cells.map((_, j) => `column${j + 1}`);
  const below = header ? records.slice(start + 1) : records;
  // In a file of one column a blank line is a row without its value; dropping it would shift all rows after it.
  const end = below.findLastIndex((record) => !blank.has(record)) + 1;
  const rows = columns.length === 1 ? below.slice(0, end) : below.filter((record) => !blank.has(record));
  if (rows.length === 0) {
    throw new FormatError(
      `${name} has a header (line ${first.line}) but no rows below it; add the data, or pass header: false if that line is data.`,
      { file: name, line: first.line, expected: 'rows below the header' },
    );
  }
  for (const row of rows) {
    if (row.cells.length !== columns.length) throw raggedRow(row, columns.length, first, header, delimiter, name);
  }
  return new Table({
    name,
    columns,
    // Every row has as many cells as there are columns.
    values: columns.map((_, j) => rows.map(({ cells }) => cells[j] ?? '')),
    lines: rows.map(({ line }) => line),
  });
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function emptyFile(name: string): FormatError {
  return new FormatError(`${name} is empty; a header line and at least one row are needed.`, {
    file: name,
    expected: 'a header line and rows',
  });
}

/** The records that are blank lines; a quoted empty value (`""`) is not one. */
function blankLines(records: readonly Row[], text: string): ReadonlySet<Row> {
  const empty = records.filter(({ cells }) => cells.length === 1 && cells[0]?.trim() === '');
  if (empty.length === 0) return new Set();
  const lines = text.split(/\r\n|\n|\r/);
  return new Set(empty.filter(({ line }) => lines[line - 1]?.includes('"') !== true));
}

/** Pair each record with the line on which it begins: a record takes one line and one more for each break inside its values. */
function numberLines(records: readonly (readonly string[])[]): Row[] {
  let line = 1;
  return records.map((cells) => {
    const row = { cells, line };
    line += 1 + cells.reduce((breaks, cell) => breaks + countBreaks(cell), 0);
    return row;
  });
}

function headerNames(first: Row, name: string): string[] {
  const names = first.cells.map((cell) => cell.trim());
  names.forEach((column, j) => {
    if (column === '') {
      throw new FormatError(
        `${name}, line ${first.line}: column ${j + 1} has no name; name it, or remove it together with its values.`,
        { file: name, line: first.line, expected: 'a name for every column' },
      );
    }
    const earlier = names.indexOf(column);
    if (earlier !== j) {
      throw new FormatError(
        `${name}, line ${first.line}: columns ${earlier + 1} and ${j + 1} are both named ${JSON.stringify(column)}; rename one.`,
        { file: name, line: first.line, column, expected: 'different names' },
      );
    }
  });
  return names;
}

function raggedRow(
  row: Row,
  columns: number,
  first: Row,
  header: boolean,
  delimiter: string,
  name: string,
): FormatError {
  const values = row.cells.length === 1 ? '1 value' : `${row.cells.length} values`;
  const plural = columns === 1 ? 'column' : 'columns';
  const rule = header ? `the header names ${columns} ${plural}` : `line ${first.line} has ${columns}`;
  const remedy =
    row.cells.length > columns
      ? `a value that contains ${showDelimiter(delimiter)} must stand in double quotes`
      : `look for a missing value or ${showDelimiter(delimiter)}; an unknown value is left empty but keeps its place`;
  return new FormatError(`${name}, line ${row.line}: ${values}, but ${rule}; ${remedy}.`, {
    file: name,
    line: row.line,
    expected: `${columns} values`,
  });
}

/**
 * The candidate that occurs in the first line and equally often in most of the lines after it; the comma if none occurs.
 *
 * Counting alone would mistake `a;b` above `1,5;2,5` (decimal commas), agreement alone `a,b;c` above `1;2`.
 */
function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: string = ',';
  let bestScore = 0;
  for (const candidate of delimiters) {
    const counts = lines.map((line) => line.split(candidate).length - 1);
    const wanted = counts[0] ?? 0;
    const agreeing = counts.filter((found) => found === wanted).length;
    const score = wanted === 0 ? 0 : agreeing + wanted / (wanted + 1);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}
