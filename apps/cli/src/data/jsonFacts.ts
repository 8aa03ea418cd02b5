import { constants } from 'node:buffer';
import { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import { shownJSON } from '../render/shownJSON.js';
import { isObject } from '../run/runConfig.js';
import { checkCells } from './checkCells.js';
import { ColumnBuilder } from './columnBuilder.js';
import type { CellValue } from './columnBuilder.js';
import type { DataFacts } from './dataFacts.js';
import { requireUtf8, textOf } from './source.js';

/**
 * JSON Lines: an object a line, whose keys are the columns. A key that is not there, or null, is a missing value; blank lines are passed over.
 *
 * @throws CliError with the line that is no object of numbers, texts, booleans and nulls.
 */
export function jsonLinesFacts(bytes: Buffer, name: string): DataFacts {
  requireUtf8(bytes, name, 1);
  const rows = new RowCollector(name);
  const lines: number[] = [];
  // Line by line, so that the file may be longer than a string can be.
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    start += part.length + 1;
    if (part.length > constants.MAX_STRING_LENGTH) {
      throw new CliError(`${name}, line ${line}: it is too long to be read; write one row a line.`);
    }
    const text = part.toString('utf8').replace(/^\uFEFF/, '');
    if (text.trim() === '') continue;
    lines.push(line);
    rows.add(parse(text, `${name}, line ${line}`, 'each line of JSON Lines must be one whole object'), `line ${line}`);
  }
  return { table: rows.table(lines) };
}

/**
 * A JSON list of objects, which are rows as in JSON Lines.
 *
 * @throws CliError with the number of the row that is no object of numbers, texts, booleans and nulls.
 */
export function jsonListFacts(bytes: Buffer, name: string): DataFacts {
  const list = parse(textOf(bytes, name).replace(/^\uFEFF/, ''), name, 'it must be a list of objects, one a row');
  if (!Array.isArray(list)) {
    throw new CliError(
      `${name} is JSON, but no list of rows; write [{…}, {…}], or an object a line and --format jsonl.`,
    );
  }
  const rows = new RowCollector(name);
  list.forEach((row: unknown, i) => rows.add(row, `row ${i + 1}`));
  return { table: rows.table() };
}

function parse(text: string, where: string, rule: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError(`${where}: this is not valid JSON; ${rule}.`);
  }
}

/** Makes columns of objects that come one after another. */
class RowCollector {
  readonly #name: string;
  readonly #columns = new Map<string, ColumnBuilder>();
  #rows = 0;

  /** @param name - The file's name. */
  constructor(name: string) {
    this.#name = name;
  }

  /** @param where - The row in the file, for messages. */
  add(row: unknown, where: string): void {
    if (!isObject(row)) {
      const found = Array.isArray(row) ? 'a list' : shownJSON(row, 40);
      throw new CliError(`${this.#name}, ${where}: a row must be an object, such as {"beds": 2}, but is ${found}.`);
    }
    for (const [key, value] of Object.entries(row)) {
      if (key.trim() === '') throw new CliError(`${this.#name}, ${where}: a key is empty; name the column.`);
      if (!isCell(value)) {
        throw new CliError(
          `${this.#name}, ${where}, column ${key}: lists and objects are no values of a table; give their parts columns of their own.`,
        );
      }
      const column = this.#columns.get(key) ?? new ColumnBuilder(this.#rows);
      this.#columns.set(key, column);
      column.fillTo(this.#rows);
      column.push(value);
    }
    this.#rows++;
    // Objects of different keys make a table much larger than the file.
    checkCells(this.#rows, this.#columns.size, this.#name);
  }

  table(lines?: readonly number[]): Table {
    if (this.#rows === 0) throw new CliError(`${this.#name} has no rows; at least one is needed.`);
    if (this.#columns.size === 0) throw new CliError(`${this.#name} has no columns: all of its objects are empty.`);
    const columns = [...this.#columns];
    const values = columns.map(([, column]) => {
      column.fillTo(this.#rows);
      return column.cells();
    });
    return new Table({ name: this.#name, columns: columns.map(([key]) => key), values, lines });
  }
}

function isCell(value: unknown): value is CellValue {
  return value === null || ['number', 'string', 'boolean'].includes(typeof value);
}
