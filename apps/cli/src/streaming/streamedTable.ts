import { Table } from '@keepdims/data';
import type { Tabular } from '@keepdims/data';
import { CliError } from '../errors.js';
import type { ReadCells } from './readCells.js';
import { StreamedExamples } from './streamedExamples.js';

/**
 * A table whose cells are not in memory but in a temporary file. A column is read when it is asked for, and numbers are given in their
 * shortest form.
 */
export class StreamedTable extends Table {
  override readonly rowCount: number;
  /** Columns of more texts than are kept. */
  readonly givenUp: readonly string[];
  readonly #read: ReadCells;
  readonly #places: ReadonlyMap<string, number>;

  constructor(read: ReadCells) {
    const { name, lines, columns } = read;
    super({
      name,
      columns: columns.map((column) => column.name),
      values: [],
      place: (row) => `${name}, line ${lines.of(row)}`,
    });
    this.rowCount = read.cells.rows;
    this.givenUp = columns.filter(({ isGivenUp }) => isGivenUp).map((column) => column.name);
    this.#read = read;
    this.#places = new Map(columns.map((column, j) => [column.name, j]));
  }

  /** One text a row, made anew at each call; rows of the same text share it. */
  override column(name: string): readonly string[] {
    const j = this.#indexOf(name);
    return textsOf(this.#read, j, this.#read.cells.column(j));
  }

  override numbers(name: string): Float64Array | undefined {
    const j = this.#indexOf(name);
    return this.#read.columns[j]?.kind === 'texts' ? undefined : this.#read.cells.column(j);
  }

  override line(row: number): number {
    super.line(row); // refuses one that isn't there
    return this.#read.lines.of(row);
  }

  /** These rows, in memory. */
  override select(rows: ArrayLike<number>): Table {
    const picked = Int32Array.from(rows);
    const { columns, cells } = this.#read;
    const values = columns.map(() => new Float64Array(picked.length));
    cells.visit(picked, (block, places, inBlock) => {
      values.forEach((of, j) => {
        for (let i = 0; i < places.length; i++)
          of[places[i] ?? 0] = block[j * cells.blockRows + (inBlock[i] ?? 0)] ?? NaN;
      });
    });
    return new Table({
      name: this.name,
      columns: this.columns,
      values: columns.map(({ kind }, j) => {
        const of = values[j] ?? new Float64Array(0);
        return kind === 'texts' ? textsOf(this.#read, j, of) : of;
      }),
      lines: Array.from(picked, (row) => this.line(row)),
    });
  }

  /** Rows as a network sees them, read when they are needed. */
  examplesOf(rows: Int32Array, preprocessing: Tabular): StreamedExamples {
    return new StreamedExamples(this.#read, rows, preprocessing);
  }

  #indexOf(name: string): number {
    super.column(name); // refuses one that isn't there
    const j = this.#places.get(name) ?? -1;
    if (this.#read.columns[j]?.isGivenUp !== true) return j;
    throw new CliError(
      `${this.name}, column ${name}: it has more than 100,000 different texts; choose another target, or leave the column out with --ignore.`,
    );
  }
}

function textsOf({ columns }: ReadCells, j: number, cells: Float64Array): string[] {
  const column = columns[j];
  const textOf: (value: number) => string =
    column?.kind === 'texts'
      ? (code) => column.texts[code] ?? ''
      : (value) => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value));
  // Not by Array.from, which would list the numbers first.
  const texts = new Array<string>(cells.length);
  for (let row = 0; row < texts.length; row++) texts[row] = textOf(cells[row] ?? NaN);
  return texts;
}
