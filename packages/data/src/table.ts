import { FormatError, closestName } from '@keepdims/shapes';

/** What a {@link Table} is made of. `lines` is left out when the rows do not come from a file. */
export interface TableParts {
  readonly name: string;
  readonly columns: readonly string[];
  /** One array of strings a column, all of one length. */
  readonly values: readonly (readonly string[])[];
  /** The file line on which each row begins, from 1. */
  readonly lines?: readonly number[] | undefined;
}

/**
 * An immutable table of strings, stored by column, that remembers from which file and line each row came.
 *
 * Made by `readCsv` and `fromRows`. Values stay text: `tabular` decides what is a number.
 *
 * @example
 * readCsv('beds,price\n2,59222\n3,68212\n').columns // ['beds', 'price']
 * readCsv('beds,price\n2,59222\n3,68212\n', { name: 'houses.csv' }).where(1) // 'houses.csv, line 3'
 */
export class Table {
  /** The file's name, for messages. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #lines: readonly number[] | undefined;

  /** From columns of one length with different names, unchecked; `readCsv` and `fromRows` check theirs. */
  constructor(parts: TableParts) {
    this.name = parts.name;
    this.columns = Object.freeze([...parts.columns]);
    this.rowCount = parts.values[0]?.length ?? 0;
    this.#values = new Map(parts.columns.map((column, j) => [column, Object.freeze([...(parts.values[j] ?? [])])]));
    this.#lines = parts.lines;
  }

  /**
   * The values of one column, as text, one a row.
   *
   * @throws FormatError if there is no such column; it suggests the nearest name.
   */
  column(name: string): readonly string[] {
    const values = this.#values.get(name);
    if (values === undefined) throw this.#noColumn(name);
    return values;
  }

  /** Whether the table has a column of exactly this name. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /**
   * The line of the file on which a row begins, from 1; undefined when the table was not read from a file.
   *
   * @param row - Row, from 0.
   * @throws RangeError if there is no such row.
   */
  line(row: number): number | undefined {
    this.#checkRow(row);
    return this.#lines?.[row];
  }

  /** Where a row is, for messages: `houses.csv, line 7`, or `table, row 7` (from 1) when it was not read from a file. */
  where(row: number): string {
    const line = this.line(row);
    return line === undefined ? `${this.name}, row ${row + 1}` : `${this.name}, line ${line}`;
  }

  /**
   * A table of the named rows, in the order given; a row may be named twice.
   *
   * @param rows - Row numbers, from 0.
   * @throws RangeError if there is no such row.
   */
  select(rows: ArrayLike<number>): Table {
    const picked = Array.from(rows);
    picked.forEach((row) => this.#checkRow(row));
    const gather = <T>(from: readonly T[]): T[] =>
      // Every row was checked above, so the element exists.
      picked.map((row) => from[row] as T);
    return new Table({
      name: this.name,
      columns: this.columns,
      values: this.columns.map((column) => gather(this.column(column))),
      lines: this.#lines && gather(this.#lines),
    });
  }

  /**
   * A table without the named columns.
   *
   * @throws FormatError if one of them does not exist. RangeError if none would be left.
   */
  drop(names: readonly string[]): Table {
    names.forEach((name) => this.column(name));
    const columns = this.columns.filter((column) => !names.includes(column));
    if (columns.length === 0) {
      throw new RangeError(
        `Table.drop: ${this.name} has only ${count(this.columns.length, 'column')}; none would be left.`,
      );
    }
    return new Table({
      name: this.name,
      columns,
      values: columns.map((column) => this.column(column)),
      lines: this.#lines,
    });
  }

  #checkRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.rowCount) {
      throw new RangeError(
        `Table: there is no row ${row}: ${this.name} has ${count(this.rowCount, 'row')}, counted from 0.`,
      );
    }
  }

  #noColumn(name: string): FormatError {
    const near = closestName(name, this.columns);
    const shown = this.columns.slice(0, 12).map((column) => JSON.stringify(column));
    if (this.columns.length > shown.length) shown.push(`and ${this.columns.length - shown.length} more`);
    const hint = near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
    return new FormatError(
      `${this.name} has no column ${JSON.stringify(name)}.${hint} Its columns are ${shown.join(', ')}.`,
      { file: this.name, column: name, expected: 'the name of a column' },
    );
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
