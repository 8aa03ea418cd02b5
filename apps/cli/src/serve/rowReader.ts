import { Table } from '@keepdims/data';
import type { FeatureColumn, Tabular } from '@keepdims/data';
import { shownJSON } from '../render/shownJSON.js';
import { isObject } from '../run/runConfig.js';
import { RequestError } from './requestError.js';

/** Reads the rows of requests as the table that a run's preprocessing takes. */
export class RowReader {
  readonly #columns: readonly FeatureColumn[];
  readonly #names: readonly string[];
  /** The target may be there: it is not looked at. */
  readonly #known: ReadonlySet<string>;
  readonly #target: string | undefined;

  constructor({ columns, target }: Tabular) {
    this.#columns = columns;
    this.#names = columns.map(({ name }) => name);
    this.#target = target?.name;
    this.#known = new Set(target === undefined ? this.#names : [...this.#names, target.name]);
  }

  /**
   * @param rows - Of a request, nothing known of them yet. Each must have every column, null where a value is unknown, and no other but
   *   the target.
   * @returns Their values as texts, as `tabular` takes them.
   * @throws RequestError 422 naming row and column.
   */
  table(rows: readonly unknown[]): Table {
    const values: string[][] = this.#names.map(() => []);
    rows.forEach((row, i) => {
      if (!isObject(row)) {
        const what = Array.isArray(row) ? 'a list' : row === null ? 'null' : `a ${typeof row}`;
        throw unfit(i, `: it must be an object with a value for each column, but is ${what}`);
      }
      this.#checkNames(row, i);
      this.#columns.forEach((column, j) => values[j]?.push(cell(row[column.name], column, i)));
    });
    return new Table({ name: 'the request', columns: this.#names, values });
  }

  #checkNames(row: Readonly<Record<string, unknown>>, i: number): void {
    const given = Object.keys(row);
    for (const name of given) if (!this.#known.has(name)) throw unfit(i, `: ${this.#noColumn(name)}`, name);
    const needless = this.#target !== undefined && Object.hasOwn(row, this.#target) ? 1 : 0;
    if (given.length - needless === this.#names.length) return;
    const missing = this.#names.filter((name) => !Object.hasOwn(row, name));
    const shown = missing.slice(0, 5).map((name) => JSON.stringify(name));
    const more = missing.length > 5 ? `, and ${missing.length - 5} more` : '';
    const [noun, verb] = missing.length === 1 ? (['column', 'is'] as const) : (['columns', 'are'] as const);
    const text = `${noun} ${shown.join(', ')}${more} ${verb} missing; give null for a value that is unknown`;
    throw unfit(i, `: ${text}`, missing[0]);
  }

  /** The table's own words, which suggest the nearest name. */
  #noColumn(name: string): string {
    try {
      new Table({ name: 'the model', columns: this.#names, values: this.#names.map(() => []) }).column(name);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    }
  }
}

function cell(value: unknown, { kind, name }: FeatureColumn, i: number): string {
  if (value === null) return '';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (kind === 'category' && (typeof value === 'string' || typeof value === 'boolean')) return String(value);
  const wanted = kind === 'number' ? 'a finite number' : 'a text';
  throw unfit(
    i,
    `, column ${name}: it must be ${wanted}, or null if it is unknown, but is ${shownJSON(value, 40)}`,
    name,
  );
}

/** @param i - Which row, from 0. @param text - What follows its number. */
function unfit(i: number, text: string, column?: string): RequestError {
  const place = { row: i + 1, ...(column === undefined ? {} : { column }) };
  return new RequestError(422, `Row ${i + 1}${text}.`, { place });
}
