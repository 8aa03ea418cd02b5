import { existsSync } from 'node:fs';
import { Table } from '@keepdims/data';
import type { Tabular } from '@keepdims/data';
import { openData } from '../data/openData.js';
import type { OpenedData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { formatInteger } from '../render/numbers.js';

/** One row of a table, and what is known of it. */
export interface ChosenRow {
  /** A table of this row alone. */
  readonly table: Table;
  /** `row 3 of houses.csv (line 4)`. */
  readonly name: string;
  /** The target that `unit` belongs to. */
  readonly target: string | undefined;
  readonly unit: string | undefined;
  /** Columns without a value because none was given: they count as missing. */
  readonly notGiven: readonly string[];
}

/**
 * The row to explain: of a table, or typed.
 *
 * @param words - One table as `openData` takes it, or a value a column, `sqft=900 city=GALT`.
 * @param row - Which row of the table, from 1; may be undefined if it has one.
 * @param preprocessing - Whose columns may be typed.
 * @param open - Opens the table. Default: `openData`.
 * @throws CliError if it is not clear which row is meant. FormatError for a column that is not there.
 */
export async function chooseRow(
  words: readonly string[],
  row: number | undefined,
  preprocessing: Tabular,
  open: (source: string) => Promise<OpenedData> = openData,
): Promise<ChosenRow> {
  const [source = ''] = words;
  const typed = words.every((word) => /^[^=]+=/.test(word)) && !existsSync(source);
  if (typed) {
    if (row !== undefined) throw new CliError('--row is for a table, but the values are typed; leave it out.');
    return typedRow(words, preprocessing);
  }
  if (words.length > 1) {
    throw new CliError(
      'Give one table, or a value a column, such as sqft=900 city=GALT, in quotes where there are spaces.',
    );
  }
  const data = await open(source);
  const { table } = data;
  const m = table.rowCount;
  if (m === 0) throw new CliError(`${table.name} has no rows below its header; there is nothing to explain.`);
  if (row === undefined && m > 1) {
    throw new CliError(`Which of the ${formatInteger(m)} rows of ${table.name}? Add --row N, from 1 to ${m}.`);
  }
  const chosen = (row ?? 1) - 1;
  if (chosen >= m)
    throw new CliError(`--row ${chosen + 1}: ${table.name} has ${formatInteger(m)} rows, from 1 to ${m}.`);
  const line = table.line(chosen);
  return {
    table: table.select([chosen]),
    name: `row ${formatInteger(chosen + 1)} of ${table.name}${line === undefined || data.isBundled ? '' : ` (line ${line})`}`,
    target: data.target,
    unit: data.unit,
    notGiven: [],
  };
}

function typedRow(words: readonly string[], { columns, target }: Tabular): ChosenRow {
  const names = [...columns.map(({ name }) => name), ...(target === undefined ? [] : [target.name])];
  const values = new Map<string, string>();
  const known = new Table({ name: 'the model', columns: names, values: names.map(() => ['']) });
  for (const word of words) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    known.column(name); // refuses a name that is none, and suggests the nearest
    if (values.has(name)) throw new CliError(`${name} is given twice; give each column once.`);
    values.set(name, value);
  }
  const table = new Table({
    name: 'the row',
    columns: names,
    values: names.map((name) => [values.get(name) ?? '']),
    place: () => 'the values given',
  });
  const notGiven = columns.map(({ name }) => name).filter((name) => !values.has(name));
  return { table, name: 'the values given', target: undefined, unit: undefined, notGiven };
}
