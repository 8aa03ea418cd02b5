import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';

/** Cells of a block of rows, unless a row has more: a megabyte. */
const blockCells = 2 ** 17;

/**
 * A temporary file of a table's cells, each a float64. It is made of blocks of rows, in which each column lies in one piece: so a column can
 * be read without the others, and many rows by reading their blocks.
 *
 * It is taken out of its folder as soon as it is open: however the process ends, nothing is left behind.
 */
export class CellFile {
  readonly columns: number;
  /** Rows of a block. */
  readonly blockRows: number;
  /** The block that is being filled: the cell of column j in row r of it is at j · blockRows + r. */
  readonly block: Float64Array;
  /** Rows of it that are filled. */
  filled = 0;
  #written = 0;
  readonly #file: number;
  readonly #path: string;

  /** @throws CliError if the disk does not let us. */
  constructor(columns: number) {
    this.columns = columns;
    this.blockRows = Math.max(1, Math.floor(blockCells / columns));
    this.block = new Float64Array(this.blockRows * columns);
    this.#path = join(tmpdir(), `keepdims-${randomBytes(6).toString('hex')}.cells`);
    this.#file = this.#tried(() => openSync(this.#path, 'wx+', 0o600));
    try {
      rmSync(this.#path);
    } catch {
      // A system that keeps open files where they are.
      process.once('exit', () => rmSync(this.#path, { force: true }));
    }
  }

  get rows(): number {
    return this.#written * this.blockRows + this.filled;
  }

  /** The row that was being filled is complete. */
  endRow(): void {
    if (++this.filled < this.blockRows) return;
    this.#write();
    this.#written++;
    this.filled = 0;
  }

  /** There are no more rows; now they can be read. */
  end(): void {
    if (this.filled > 0) this.#write();
  }

  /** The cells of a column. */
  column(j: number): Float64Array {
    const cells = new Float64Array(this.rows);
    for (let start = 0, at = j * this.blockRows; start < cells.length; start += this.blockRows) {
      this.#read(cells.subarray(start, start + this.blockRows), at);
      at += this.block.length;
    }
    return cells;
  }

  /**
   * Read rows, each block once.
   *
   * @param rows - Row numbers, from 0, in any order.
   * @param see - Is given a block, and which of the rows are in it: their places in `rows`, and in the block.
   */
  visit(rows: Int32Array, see: (block: Float64Array, places: Int32Array, inBlock: Int32Array) => void): void {
    const { blockRows } = this;
    const blocks = Math.ceil(this.rows / blockRows);
    // Sorted by blocks: first counted, then each put where those of its block begin.
    const starts = new Int32Array(blocks + 1);
    for (const row of rows) {
      const next = Math.floor(row / blockRows) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let k = 0; k < blocks; k++) starts[k + 1] = (starts[k + 1] ?? 0) + (starts[k] ?? 0);
    const ends = starts.slice();
    const [places, inBlock] = [new Int32Array(rows.length), new Int32Array(rows.length)];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const k = Math.floor(row / blockRows);
      const at = ends[k] ?? 0;
      ends[k] = at + 1;
      places[at] = i;
      inBlock[at] = row - k * blockRows;
    }
    const block = new Float64Array(this.block.length);
    for (let k = 0; k < blocks; k++) {
      const [from, to] = [starts[k] ?? 0, starts[k + 1] ?? 0];
      if (from === to) continue;
      this.#read(block, k * block.length);
      see(block, places.subarray(from, to), inBlock.subarray(from, to));
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The block that is being filled, whole: each begins where it is looked for. */
  #write(): void {
    const bytes = bytesOf(this.block);
    const position = this.#written * bytes.length;
    for (let done = 0; done < bytes.length;) {
      done += this.#tried(() => writeSync(this.#file, bytes, done, bytes.length - done, position + done));
    }
  }

  /** Cells from a place on. */
  #read(cells: Float64Array, place: number): void {
    const bytes = bytesOf(cells);
    for (let done = 0; done < bytes.length;) {
      const read = this.#tried(() => readSync(this.#file, bytes, done, bytes.length - done, place * 8 + done));
      if (read === 0) throw new CliError(`The temporary file ${this.#path} was cut off; train again.`);
      done += read;
    }
  }

  #tried<T>(operation: () => T): T {
    try {
      return operation();
    } catch (error) {
      const why = explainFileError(error, { action: 'write', path: `the temporary file ${this.#path}` });
      throw new CliError(
        `${why} Data that don't fit into memory need room for it, 8 bytes a cell; the variable TMPDIR names its folder.`,
      );
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
