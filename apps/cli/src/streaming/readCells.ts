import { createHash } from 'node:crypto';
import { CsvReader, FormatError } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { csvOptions } from '../data/csvLayout.js';
import type { CsvLayout } from '../data/csvLayout.js';
import { CellFile } from './cellFile.js';
import { ColumnCells } from './columnCells.js';
import { LineNumbers } from './lineNumbers.js';
import { scanRows } from './scanRows.js';

/** A table whose cells are in a file. */
export interface ReadCells {
  readonly name: string;
  readonly columns: readonly ColumnCells[];
  readonly cells: CellFile;
  readonly lines: LineNumbers;
  /** Of all bytes, hexadecimal. */
  readonly sha256: string;
}

/**
 * Read a CSV once, and keep its cells in a temporary file.
 *
 * What a column is, numbers or texts, is decided on the first block, as `tabular.fit` would on that: a column with a text is of texts. Later
 * a text in a column of numbers is an error.
 *
 * @param blocks - Bytes of UTF-8 that end behind line feeds, as `readBlocks` gives them.
 * @param options.name - For messages. @param options.delimiter - Default: by the first lines.
 * @param options.texts - Columns that are of texts, whatever they look like.
 * @throws FormatError as `readCsv`, or for a text among numbers. CliError if there is no room for the temporary file.
 */
export function readCells(
  blocks: Iterable<Buffer>,
  {
    name,
    delimiter,
    texts,
    ...layout
  }: CsvLayout & { readonly name: string; readonly delimiter: string | undefined; readonly texts: readonly string[] },
): ReadCells {
  const reader = new CsvReader({ name, ...csvOptions(layout), ...(delimiter === undefined ? {} : { delimiter }) });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const hash = createHash('sha256');
  const lines = new LineNumbers();
  let table: { readonly columns: readonly ColumnCells[]; readonly cells: CellFile } | undefined;

  const take = (rows: Table | undefined): void => {
    if (rows === undefined) return;
    table ??= {
      columns: rows.columns.map((column) => new ColumnCells(column, kindOf(rows, column, texts))),
      cells: new CellFile(rows.columns.length),
    };
    takeRows(rows, table, lines);
  };

  for (const block of blocks) {
    hash.update(block);
    let done = 0;
    // One column's blank lines need to be seen together; quotes and NUL are for the reader.
    const isPlain = table !== undefined && table.columns.length > 1 && reader.isBetweenLines && isUnquoted(block);
    if (table !== undefined && isPlain) {
      const comma = (reader.delimiter ?? ',').charCodeAt(0);
      const { end, rows } = scanRows(block, 0, block.length, comma, table.columns, table.cells);
      if (rows > 0) lines.add(reader.line, rows);
      reader.skip(rows);
      done = end;
    }
    if (done < block.length) take(reader.push(decoder.decode(block.subarray(done), { stream: true })));
  }
  take(reader.end(decoder.decode()));
  if (table === undefined) throw new Error(`${name}: a table without rows was not refused.`);
  table.cells.end();
  return { name, ...table, lines, sha256: hash.digest('hex') };
}

/** Whether a block is whole lines without quotes. */
function isUnquoted(block: Buffer): boolean {
  return block[block.length - 1] === 10 && !block.includes(34) && !block.includes(0);
}

/** What a column is, by the first rows; undefined if it has no values there. */
function kindOf(rows: Table, column: string, texts: readonly string[]): ColumnCells['kind'] {
  if (texts.includes(column)) return 'texts';
  const trial = new ColumnCells(column, undefined);
  return rows.column(column).some((cell) => trial.cell(cell) === undefined) ? 'texts' : trial.kind;
}

/** Rows that came as texts. */
function takeRows(
  rows: Table,
  { columns, cells }: { readonly columns: readonly ColumnCells[]; readonly cells: CellFile },
  lines: LineNumbers,
): void {
  const texts = columns.map((column) => rows.column(column.name));
  for (let row = 0; row < rows.rowCount; row++) {
    columns.forEach((column, j) => {
      const text = texts[j]?.[row] ?? '';
      const value = column.cell(text);
      if (value === undefined) throw textAmongNumbers(rows, row, column.name, text);
      cells.block[j * cells.blockRows + cells.filled] = value;
    });
    cells.endRow();
    lines.add(rows.line(row) ?? 0);
  }
}

function textAmongNumbers(rows: Table, row: number, column: string, text: string): FormatError {
  return new FormatError(
    `${rows.where(row)}, column ${column}: ${JSON.stringify(text)} is not a number, but the first rows of this column hold numbers; ` +
      'correct it, leave it empty if unknown, or list the column as categorical.',
    { file: rows.name, line: rows.line(row), column, expected: 'a number' },
  );
}
