import { FormatError } from '@keepdims/shapes';
import { meanAndScale } from '../meanAndScale.js';
import { medianOf } from '../median.js';
import type { NumberCells, Table } from '../table.js';
import { aboutAlmostNumbers } from './almostNumbers.js';
import { isMissing, parseNumber } from './cell.js';
import type { FeatureColumn } from './columns.js';

/** The outcome for one column: what it becomes (undefined when it is left out), and what the user should know. */
export interface FittedFeature {
  readonly column?: FeatureColumn;
  readonly notes: readonly string[];
}

/**
 * Decide what one column is, from all rows of the table, and measure it on the rows to fit on.
 *
 * @param table - The table.
 * @param name - One of its columns.
 * @param rows - The rows to measure on.
 * @param asCategory - Declared by the caller to hold names: take numbers for such, and texts that never repeat.
 * @param maxCategories - Columns of text with more different values are left out.
 * @throws FormatError if a few texts stand in a column of numbers.
 */
export function fitFeature(
  table: Table,
  name: string,
  rows: Int32Array,
  asCategory: boolean,
  maxCategories: number,
): FittedFeature {
  const { numbers, texts, read: known } = readNumbers(table, name);
  if (!asCategory && texts.count === 0) return fitNumbers(table.name, name, numbers, rows);
  if (!asCategory) refuseStrayText(table, name, numbers, texts);

  const cells = known ?? table.column(name);
  const read = cellReader();
  // Counted, not listed: there may be ten million.
  const everywhere = new Set<string>();
  let present = 0;
  for (const cell of cells) {
    if (read(cell) === 'missing') continue;
    present++;
    everywhere.add(cell.trim());
  }
  const fitted = new Set<string>();
  let missing = 0;
  for (const row of rows) {
    const cell = cells[row] ?? '';
    if (read(cell) === 'missing') missing++;
    else fitted.add(cell.trim());
  }
  if (fitted.size === 0) return leftOutAsEmpty(name, present > 0);
  const shown = JSON.stringify(name);
  const reason = reasonToLeaveOut(everywhere, present, cells.length, asCategory, maxCategories);
  if (reason !== undefined) return { notes: [`column ${shown} is left out: ${reason}`] };
  const categories = [...fitted].sort();
  if (categories.length === 1 && missing === 0) {
    return { notes: [`column ${shown} is left out: its value is always ${JSON.stringify(categories[0])}.`] };
  }
  const notes: string[] = [];
  const about = asCategory ? '' : aboutAlmostNumbers(categories);
  if (about !== '') notes.push(`column ${shown}: ${categories.length} texts are taken for names. ${about}`);
  if (missing > 0) {
    notes.push(`column ${shown}: ${missing} of ${rows.length} values are missing; they form a category of their own.`);
  }
  return { column: { kind: 'category', name, categories, missing: missing > 0 }, notes };
}

/** Texts among numbers. */
interface Texts {
  readonly count: number;
  /** The row of the first one. */
  readonly first: number | undefined;
}

/** A column's numbers, NaN for all else, the texts that are no numbers, and the cells if they had to be read. */
function readNumbers(
  table: Table,
  name: string,
): { readonly numbers: NumberCells; readonly texts: Texts; readonly read: readonly string[] | undefined } {
  const stored = table.numbers(name);
  if (stored !== undefined) return { numbers: stored, texts: { count: 0, first: undefined }, read: undefined };
  const cells = table.column(name);
  const numbers = new Float64Array(table.rowCount).fill(NaN);
  const read = cellReader();
  let [count, first]: [number, number | undefined] = [0, undefined];
  cells.forEach((cell, row) => {
    const value = read(cell);
    if (typeof value === 'number') {
      numbers[row] = value;
    } else if (value === 'text') {
      count++;
      first ??= row;
    }
  });
  return { numbers, texts: { count, first }, read: cells };
}

/** Texts that are remembered: names come back, numbers hardly do. */
const mostRemembered = 1000;

/** A function that says what a cell holds: a number, a text, or nothing. */
function cellReader(): (cell: string) => number | 'text' | 'missing' {
  const remembered = new Map<string, number | 'text' | 'missing'>();
  return (cell) => {
    const known = remembered.get(cell);
    if (known !== undefined) return known;
    const value = parseNumber(cell) ?? (isMissing(cell) ? 'missing' : 'text');
    if (remembered.size < mostRemembered) remembered.set(cell, value);
    return value;
  };
}

function leftOutAsEmpty(name: string, elsewhere: boolean): FittedFeature {
  const where = elsewhere ? ' in the rows to fit on' : '';
  return { notes: [`column ${JSON.stringify(name)} is left out: it has no values${where}.`] };
}

function fitNumbers(file: string, name: string, column: NumberCells, rows: Int32Array): FittedFeature {
  const shown = JSON.stringify(name);
  // The values of the rows, and behind them room for those that are missing.
  const filled = new Float64Array(rows.length);
  let count = 0;
  // Whether all values are one; whether they count the rows, which may be a shuffled part of the table: each is held against its own row.
  let [isConstant, isCount] = [true, true];
  let [first, firstRow] = [NaN, 0];
  for (const row of rows) {
    const value = column[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (count === 0) [first, firstRow] = [value, row];
    isConstant &&= value === first;
    isCount &&= value - row === first - firstRow;
    filled[count++] = value;
  }
  if (count === 0) return leftOutAsEmpty(name, !column.every(Number.isNaN));
  const missing = rows.length - count;
  const numbers = filled.subarray(0, count);
  if (isConstant) {
    return { notes: [`column ${shown} is left out: its value is always ${first}.`] };
  }
  const notes: string[] = [];
  const median = medianOf(numbers);
  if (missing > 0) {
    notes.push(`column ${shown}: ${missing} of ${rows.length} values are missing; they become the median, ${median}.`);
  }
  if (count >= 10 && isCount) notes.push(`column ${shown} counts the rows: if it only numbers them, ignore it.`);
  filled.fill(median, count);
  return { column: { kind: 'number', name, median, ...meanAndScale(filled, `${file}, column ${name}`) }, notes };
}

/** Why a column of names is of no use; undefined when it is. One that the caller declared may have as many texts as rows. */
function reasonToLeaveOut(
  names: ReadonlySet<string>,
  present: number,
  rows: number,
  declared: boolean,
  maxCategories: number,
): string | undefined {
  const different = names.size;
  const found = `${different} different texts in ${rows} rows`;
  if (different > maxCategories) {
    return `${found} are more than ${maxCategories} categories. ${aboutAlmostNumbers(names)}`.trimEnd();
  }
  if (!declared && different > 10 && different > present / 2)
    return `${found} look like identifiers. ${aboutAlmostNumbers(names)}`.trimEnd();
  return undefined;
}

/** A few texts among many different numbers are mistakes, not categories: taking them for such would lose the column in silence. */
function refuseStrayText(table: Table, name: string, numbers: NumberCells, texts: Texts): void {
  const row = texts.first;
  let values = 0;
  for (let i = 0; i < numbers.length; i++) values += Number(!Number.isNaN(numbers[i]));
  const present = values + texts.count;
  if (row === undefined || texts.count > Math.max(1, present / 10)) return;
  const different = new Set(numbers.filter((value) => !Number.isNaN(value))).size;
  if (different <= Math.min(10, present / 2)) return;
  throw notANumber(
    table,
    name,
    row,
    `but ${values} of the ${present} values in this column are numbers; correct it, leave it empty if unknown, or list the column as categorical`,
  );
}

/** The error for text where a number should stand. */
export function notANumber(table: Table, name: string, row: number, because: string): FormatError {
  const cell = table.column(name)[row] ?? '';
  return new FormatError(`${table.where(row)}, column ${name}: ${JSON.stringify(cell)} is not a number, ${because}.`, {
    file: table.name,
    line: table.line(row),
    column: name,
    expected: 'a number',
  });
}
