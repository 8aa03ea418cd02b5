import { dsvFormat } from 'd3-dsv';
import { FormatError, refuseUnknownOptions } from '@keepdims/shapes';
import { checkQuotes, countBreaks, lastCut, showDelimiter } from './checkQuotes.js';
import type { ReadCsvOptions } from './readCsv.js';
import { Table } from './table.js';
import { parseNumber } from './tabular/cell.js';

const delimiters = [',', ';', '\t'] as const;

/** Characters that the delimiter is told from. */
const firstPart = 100_000;

/** Characters that a quoted value may have where text comes in pieces: one that isn't closed would take in all that follows. */
const longestQuoted = 2 ** 24;

/**
 * Reads CSV that comes in pieces, such as a file too large for memory, into tables of some of its rows each.
 *
 * All tables together are the one that `readCsv` makes of the whole text: the same rows on the same lines, the same errors. Of several
 * mistakes the first in the file is told. Pieces may end anywhere; make bytes text by a `TextDecoder` with `stream: true`.
 *
 * @example
 * const reader = new CsvReader({ name: 'houses.csv', delimiter: ',' }); reader.push('beds,price\n2,59') // undefined
 * const reader = new CsvReader({ delimiter: ',' }); reader.push('beds,price\n2,592'); reader.push('22\n3')?.column('price') // ['59222']
 */
export class CsvReader {
  readonly #name: string;
  readonly #header: boolean;
  #delimiter: string | undefined;
  readonly #skipLines: number;
  /** Lines above the table that are still to be passed over. */
  #above: number;
  /** Text that no table has yet. */
  #rest = '';
  /** The line on which it begins. */
  #line = 1;
  #begun = false;
  /** The first line that isn't blank. */
  #first: Row | undefined;
  #columns: readonly string[] = [];
  /** Whether there has been a row. */
  #hasRows = false;
  /** In a file of one column: blank lines, which are rows without their value if a value follows. */
  #blank: Row[] = [];

  /**
   * @param options - File name for messages, header, delimiter, lines to skip: as for `readCsv`.
   * @throws RangeError if the delimiter is not one character, skipLines no whole number of 0 or more, or an option unknown.
   */
  constructor(options: ReadCsvOptions = {}) {
    requireOptions('new CsvReader(options)', options);
    this.#name = options.name ?? 'CSV';
    this.#header = options.header ?? true;
    this.#delimiter = options.delimiter;
    this.#skipLines = options.skipLines ?? 0;
    this.#above = this.#skipLines;
  }

  /** The names of the columns; none before the first line has been read. */
  get columns(): readonly string[] {
    return this.#columns;
  }

  /** The delimiter, once it is known. */
  get delimiter(): string | undefined {
    return this.#delimiter;
  }

  /** The line on which the text begins that no table has yet, from 1. */
  get line(): number {
    return this.#line;
  }

  /** Whether all text so far was whole lines, and is in the tables. */
  get isBetweenLines(): boolean {
    return this.#begun && this.#rest === '';
  }

  /**
   * The next piece of the text.
   *
   * @returns The rows that are now complete; undefined if there are none. Without a delimiter given, none are until 100,000 characters
   *   have come.
   * @throws FormatError as `readCsv`, as soon as a mistake has come; it is of no use to go on then.
   */
  push(text: string): Table | undefined {
    this.#add(text);
    this.#skipAbove(false);
    if (this.#above > 0) return undefined;
    if (this.#delimiter === undefined && this.#rest.length <= firstPart) return undefined;
    const body = this.#body();
    this.#delimiter ??= detectDelimiter(body);
    const cut = lastCut(body, this.#delimiter);
    const table = cut === 0 ? undefined : this.#read(body.slice(0, cut), this.#delimiter);
    this.#rest = body.slice(cut);
    if (this.#rest.length > longestQuoted) checkQuotes(this.#rest, this.#delimiter, this.#name, this.#line);
    return table;
  }

  /**
   * Count lines that somebody else has read; only where `isBetweenLines`.
   *
   * @param lines - How many, each of them a row.
   */
  skip(lines: number): void {
    this.#line += lines;
    this.#hasRows ||= lines > 0;
  }

  /**
   * The rows that are left when there is no more text.
   *
   * @param text - The last piece. Default: none.
   * @returns Undefined if there are none.
   * @throws FormatError as `readCsv`, also if there have been no rows at all.
   */
  end(text = ''): Table | undefined {
    this.#add(text);
    this.#skipAbove(true);
    const body = this.#body();
    this.#rest = '';
    this.#delimiter ??= detectDelimiter(body);
    const table = body === '' ? undefined : this.#read(body, this.#delimiter);
    if (this.#first === undefined)
      throw this.#skipLines > 0 ? nothingBelow(this.#name, this.#skipLines) : emptyFile(this.#name);
    if (!this.#hasRows) {
      throw new FormatError(
        `${this.#name} has a header (line ${this.#first.line}) but no rows below it; add the data, or pass header: false if that line is data.`,
        { file: this.#name, line: this.#first.line, expected: 'rows below the header' },
      );
    }
    return table;
  }

  /** Pass over lines above the table, as far as they have come; quotes mean nothing in them. */
  #skipAbove(isAll: boolean): void {
    while (this.#above > 0) {
      const end = /\r\n|\n|\r/.exec(this.#rest);
      const next = end === null ? this.#rest.length : end.index + end[0].length;
      // A carriage return at the end may be the first half of a break.
      if (!isAll && (end === null || (end[0] === '\r' && next === this.#rest.length))) return;
      this.#rest = this.#rest.slice(next);
      this.#begun = true;
      this.#line++;
      this.#above--;
    }
  }

  #add(text: string): void {
    if (text.includes('\0')) {
      const name = this.#name;
      throw new FormatError(`${name} is not UTF-8 text: it contains NUL characters. Save it again as "CSV UTF-8".`, {
        file: name,
        expected: 'UTF-8 text',
      });
    }
    this.#rest += text;
  }

  /** The text so far that no table has; of the first of it without its byte-order mark. */
  #body(): string {
    const isMarked = !this.#begun && this.#rest.startsWith('\uFEFF');
    this.#begun ||= this.#rest !== '';
    return isMarked ? this.#rest.slice(1) : this.#rest;
  }

  /** Whole lines, the last of which may lack its break. */
  #read(text: string, delimiter: string): Table | undefined {
    const name = this.#name;
    checkQuotes(text, delimiter, name, this.#line);
    // Only parseRows: d3's object parser builds a function from a string, which a Content-Security-Policy forbids.
    const parsed = dsvFormat(delimiter).parseRows(text);
    // A break alone is a blank line, not the end of one.
    const records = numberLines(parsed.length === 0 ? [['']] : parsed, this.#line);
    const blank = blankLines(records, text, this.#line);
    this.#line += countBreaks(text);
    const rows: Row[] = [];
    for (const record of records) {
      if (this.#first === undefined) {
        if (blank.has(record)) {
          if (!this.#header) this.#blank.push(record);
          continue;
        }
        this.#first = record;
        this.#columns = this.#header ? headerNames(record, name) : record.cells.map((_, j) => `column${j + 1}`);
        if (this.#columns.length > 1) this.#blank = [];
        if (this.#header) continue;
      }
      if (blank.has(record)) {
        // In a file of one column a blank line is a row without its value; dropping it would shift all rows after it.
        if (this.#columns.length === 1) this.#blank.push(record);
        continue;
      }
      if (record.cells.length !== this.#columns.length)
        throw raggedRow(record, this.#columns.length, this.#first, this.#header, delimiter, name);
      for (const row of this.#blank) rows.push(row);
      if (this.#blank.length > 0) this.#blank = [];
      rows.push(record);
    }
    if (rows.length === 0) return undefined;
    this.#hasRows = true;
    return new Table({
      name,
      columns: this.#columns,
      // Every row has as many cells as there are columns.
      values: this.#columns.map((_, j) => rows.map(({ cells }) => cells[j] ?? '')),
      lines: rows.map(({ line }) => line),
    });
  }
}

/**
 * Refuse options that are unknown, or a delimiter that can be none.
 *
 * @param call - As messages show it.
 * @throws RangeError
 */
export function requireOptions(call: string, options: ReadCsvOptions): void {
  refuseUnknownOptions(call, options, ['name', 'header', 'delimiter', 'skipLines'], {
    file: 'name',
    separator: 'delimiter',
    skipRows: 'skipLines',
  });
  const { delimiter = ',', skipLines = 0 } = options;
  const operation = call.replace(/\(.*/, '');
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter)) {
    throw new RangeError(
      `${operation}: delimiter must be one character other than a quote or a line break, got ${JSON.stringify(delimiter)}.`,
    );
  }
  if (!Number.isInteger(skipLines) || skipLines < 0) {
    throw new RangeError(`${operation}: skipLines must be a whole number, 0 or more, got ${skipLines}.`);
  }
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

function nothingBelow(name: string, lines: number): FormatError {
  return new FormatError(
    `${name} is empty below its first ${lines === 1 ? 'line, which is' : `${lines} lines, which are`} skipped; skip fewer, or add a header line and rows.`,
    { file: name, expected: 'a header line and rows' },
  );
}

/** The records that are blank lines; a quoted empty value (`""`) is not one. */
function blankLines(records: readonly Row[], text: string, firstLine: number): ReadonlySet<Row> {
  const empty = records.filter(({ cells }) => cells.length === 1 && cells[0]?.trim() === '');
  if (empty.length === 0) return new Set();
  const lines = text.split(/\r\n|\n|\r/);
  return new Set(empty.filter(({ line }) => lines[line - firstLine]?.includes('"') !== true));
}

/** Pair each record with the line on which it begins: a record takes one line and one more for each break inside its values. */
function numberLines(records: readonly (readonly string[])[], firstLine: number): Row[] {
  let line = firstLine;
  return records.map((cells) => {
    const row = { cells, line };
    line += 1 + cells.reduce((breaks, cell) => breaks + countBreaks(cell), 0);
    return row;
  });
}

function headerNames(first: Row, name: string): string[] {
  const names = first.cells.map((cell) => cell.trim());
  // A file may have a hundred thousand columns: each is looked up, not searched for.
  const places = new Map<string, number>();
  names.forEach((column, j) => {
    if (column === '') {
      throw new FormatError(
        `${name}, line ${first.line}: column ${j + 1} has no name; name it, or remove it together with its values.`,
        { file: name, line: first.line, expected: 'a name for every column' },
      );
    }
    const earlier = places.get(column);
    if (earlier !== undefined) {
      throw new FormatError(
        `${name}, line ${first.line}: columns ${earlier + 1} and ${j + 1} are both named ${JSON.stringify(column)}; ` +
          `${isNumber(column) ? 'pass header: false if that line is data, or rename one' : 'rename one'}.`,
        { file: name, line: first.line, column, expected: 'different names' },
      );
    }
    places.set(column, j);
  });
  return names;
}

const isNumber = (cell: string): boolean => parseNumber(cell) !== undefined;

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
    header && first.cells.some(isNumber)
      ? `line ${first.line} holds numbers: if it names no columns, pass header: false, or skipLines: ${first.line} if it is no row either`
      : !header && row.cells.length > columns
        ? `if line ${first.line} is no row, pass skipLines: ${first.line}`
        : row.cells.length > columns
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
