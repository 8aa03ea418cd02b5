import { FormatError, closestName } from '@keepdims/shapes';

/** A column of numbers. NaN is a missing value. */
export type NumberCells = Float64Array | Float32Array | Int32Array | Uint8Array;

/** What a {@link Table} is made of. `lines` is left out when the rows do not come from a file of lines. */
export interface TableParts {
  readonly name: string;
  readonly columns: readonly string[];
  /** One array a column, all of one length: of strings, or of numbers, which is taken over as it is and must not be changed any more. */
  readonly values: readonly (readonly string[] | NumberCells)[];
  /** The file line on which each row begins, from 1. */
  readonly lines?: readonly number[] | undefined;
  /** Where a row (from 0) is, for messages, such as `photos/cat/3.png`. Default: its line, or else its number, behind the table's name. */
  readonly place?: ((row: number) => string) | undefined;
}

/**
 * An immutable table, stored by column, that remembers from which file and line each row came.
 *
 * Made by `readCsv` and `fromRows`, whose values stay text: `tabular` decides what is a number. A program that has numbers makes one with
 * `new Table` from typed arrays, which take less room and need not be parsed; a preprocessor comes to the same bits from them as from text.
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
  readonly #values: ReadonlyMap<string, readonly string[] | NumberCells>;
  readonly #lines: readonly number[] | undefined;
  readonly #place: (row: number) => string;

  /** From columns of one length with different names, unchecked; `readCsv` and `fromRows` check theirs. */
  constructor({ name, columns, values, lines, place }: TableParts) {
    this.name = name;
    this.columns = Object.freeze([...columns]);
    this.rowCount = values[0]?.length ?? 0;
    this.#values = new Map(
      columns.map((column, j) => {
        const cells = values[j] ?? [];
        return [column, isNumbers(cells) || Object.isFrozen(cells) ? cells : Object.freeze([...cells])];
      }),
    );
    this.#lines = lines;
    this.#place = place ?? ((row) => (lines === undefined ? `${name}, row ${row + 1}` : `${name}, line ${lines[row]}`));
  }

  /**
   * The values of one column, as text, one a row: of a column of numbers in their shortest form, missing ones empty. Such texts are made
   * anew at each call; see `numbers`.
   *
   * @throws FormatError if there is no such column; it suggests the nearest name.
   */
  column(name: string): readonly string[] {
    const values = this.#cells(name);
    return isNumbers(values) ? Object.freeze(Array.from(values, textOf)) : values;
  }

  /**
   * The numbers of a column that is stored as such, NaN for a missing value.
   *
   * @returns The table's own array, not to be changed; undefined for a column of texts, or if an infinity is among the numbers.
   * @throws FormatError if there is no such column.
   */
  numbers(name: string): NumberCells | undefined {
    const values = this.#cells(name);
    return isNumbers(values) && !hasInfinity(values) ? values : undefined;
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

  /** Where a row is, for messages: `houses.csv, line 7`, or `table, row 7` (from 1) when it was not read from a file of lines. */
  where(row: number): string {
    this.#checkRow(row);
    return this.#place(row);
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
    const place = this.#place;
    return new Table({
      name: this.name,
      columns: this.columns,
      values: this.columns.map((column) => {
        const cells = this.#cells(column);
        return isNumbers(cells) ? gatherNumbers(cells, picked) : gather(cells);
      }),
      lines: this.#lines && gather(this.#lines),
      place: (row) => place(picked[row] ?? 0),
    });
  }

  /**
   * A table of this one's rows and another's below them, which keep their places. It has this one's name and columns.
   *
   * @param other - Columns are matched by name; those that this table does not have are left away.
   * @throws FormatError if `other` lacks a column.
   */
  append(other: Table): Table {
    const [m, below] = [this.rowCount, other.rowCount];
    const [upper, lower, lines, otherLines] = [this.#place, other.#place, this.#lines, other.#lines];
    return new Table({
      name: this.name,
      columns: this.columns,
      values: this.columns.map((column) => {
        const [mine, theirs] = [this.#cells(column), other.#cells(column)];
        if (!isNumbers(mine) || !isNumbers(theirs)) return [...this.column(column), ...other.column(column)];
        const joined = isSameType(mine, theirs) ? sameType(mine, m + below) : new Float64Array(m + below);
        joined.set(mine);
        joined.set(theirs, m);
        return joined;
      }),
      lines: lines && otherLines && [...lines, ...otherLines],
      place: (row) => (row < m ? upper(row) : lower(row - m)),
    });
  }

  /**
   * A table without the named columns.
   *
   * @throws FormatError if one of them does not exist. RangeError if none would be left.
   */
  drop(names: readonly string[]): Table {
    names.forEach((name) => this.#cells(name));
    const columns = this.columns.filter((column) => !names.includes(column));
    if (columns.length === 0) {
      throw new RangeError(
        `Table.drop: ${this.name} has only ${count(this.columns.length, 'column')}; none would be left.`,
      );
    }
    return new Table({
      name: this.name,
      columns,
      values: columns.map((column) => this.#cells(column)),
      lines: this.#lines,
      place: this.#place,
    });
  }

  #cells(name: string): readonly string[] | NumberCells {
    const values = this.#values.get(name);
    if (values === undefined) throw this.#noColumn(name);
    return values;
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

function isNumbers(cells: readonly string[] | NumberCells): cells is NumberCells {
  return ArrayBuffer.isView(cells);
}

/** Integers have neither infinities nor NaN. */
function isWhole(cells: NumberCells): boolean {
  return cells instanceof Uint8Array || cells instanceof Int32Array;
}

function hasInfinity(cells: NumberCells): boolean {
  if (isWhole(cells)) return false;
  for (let row = 0; row < cells.length; row++) if (Math.abs(cells[row] ?? 0) === Infinity) return true;
  return false;
}

/** The shortest text that reads back to the same number; −0 keeps its sign. */
function textOf(value: number): string {
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

function isSameType(a: NumberCells, b: NumberCells): boolean {
  return Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
}

function sameType(cells: NumberCells, length: number): NumberCells {
  if (cells instanceof Uint8Array) return new Uint8Array(length);
  if (cells instanceof Int32Array) return new Int32Array(length);
  return cells instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

function gatherNumbers(cells: NumberCells, rows: readonly number[]): NumberCells {
  const gathered = sameType(cells, rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = cells[rows[i] ?? 0] ?? NaN;
  return gathered;
}
