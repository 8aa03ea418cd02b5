import { FormatError } from '@keepdims/shapes';
import { Table } from './table.js';

/** A value that {@link fromRows} accepts. Null, undefined and NaN become the empty string, which counts as missing. */
export type Cell = string | number | boolean | null | undefined;

/** Options of {@link fromRows}. */
export interface FromRowsOptions {
  /** Name for messages. Default `'table'`. */
  readonly name?: string;
  /** Names of the columns, in order. Needed for rows that are arrays; for objects, the keys in order of first appearance. */
  readonly columns?: readonly string[];
}

/**
 * Make a table from rows in memory, each an object by column name or an array in the order of `options.columns`.
 *
 * @param rows - At least one row. A key that an object lacks is a missing value.
 * @param options - Name for messages, and the columns.
 * @returns A `Table` of strings; numbers are written so that they read back to the same number.
 * @throws FormatError if there are no rows or no columns, an array has another length than `columns`, a name is empty or doubled, or
 *   a value is not a string, number, boolean, null or undefined.
 * @example fromRows([{ beds: 2, price: 59222 }, { beds: null, price: 68212 }]).column('beds') // ['2', '']
 */
export function fromRows(
  rows: readonly (Readonly<Record<string, Cell>> | readonly Cell[])[],
  options: FromRowsOptions = {},
): Table {
  const name = options.name ?? 'table';
  if (rows.length === 0)
    throw new FormatError(`${name} has no rows; at least one is needed.`, { file: name, expected: 'rows' });
  const columns = options.columns ?? columnsOf(rows, name);
  checkColumns(columns, name);
  const values: string[][] = columns.map(() => []);
  rows.forEach((row, i) => {
    if (isList(row) && row.length !== columns.length) {
      throw new FormatError(
        `${name}, row ${i + 1}: ${row.length} values, but options.columns has ${columns.length}; an unknown value is null.`,
        { file: name, expected: `${columns.length} values` },
      );
    }
    columns.forEach((column, j) => {
      values[j]?.push(asText(isList(row) ? row[j] : row[column], `${name}, row ${i + 1}, column ${column}`, column));
    });
  });
  return new Table({ name, columns, values });
}

// Array.isArray does not narrow a union with readonly arrays.
function isList(row: Readonly<Record<string, Cell>> | readonly Cell[]): row is readonly Cell[] {
  return Array.isArray(row);
}

function columnsOf(rows: readonly (Readonly<Record<string, Cell>> | readonly Cell[])[], name: string): string[] {
  const columns = new Set<string>();
  for (const row of rows) {
    if (isList(row)) {
      throw new FormatError(`${name}: rows that are arrays need options.columns, the names in order.`, {
        file: name,
        expected: 'options.columns',
      });
    }
    Object.keys(row).forEach((key) => columns.add(key));
  }
  return [...columns];
}

function checkColumns(columns: readonly string[], name: string): void {
  if (columns.length === 0) throw new FormatError(`${name} has no columns; at least one is needed.`, { file: name });
  columns.forEach((column, j) => {
    if (column === '') throw new FormatError(`${name}: column ${j + 1} has no name; name it.`, { file: name });
    if (columns.indexOf(column) !== j) {
      throw new FormatError(`${name}: two columns are named ${JSON.stringify(column)}; rename one.`, {
        file: name,
        column,
      });
    }
  });
}

function asText(value: unknown, where: string, column: string): string {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FormatError(`${where}: a value must be a string, number, boolean or null, got ${typeof value}.`, {
    column,
    expected: 'a string, number, boolean or null',
  });
}
