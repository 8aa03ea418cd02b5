import { FormatError } from '@keepdims/shapes';
import { meanAndScale } from '../meanAndScale.js';
import type { Table } from '../table.js';
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
  rows: readonly number[],
  asCategory: boolean,
  maxCategories: number,
): FittedFeature {
  const cells = table.column(name);
  const isPresent = cells.map((cell) => !isMissing(cell));
  const numbers = cells.map((cell, row) => (isPresent[row] === true ? parseNumber(cell) : undefined));
  const everywhere = cells.flatMap((_, row) => (isPresent[row] === true ? [row] : []));
  const texts = everywhere.filter((row) => numbers[row] === undefined);
  if (!asCategory && texts.length > 0) refuseStrayText(table, name, everywhere.length, numbers, texts);

  const shown = JSON.stringify(name);
  const present = rows.filter((row) => isPresent[row]);
  const missing = rows.length - present.length;
  if (present.length === 0) {
    const where = everywhere.length === 0 ? '' : ' in the rows to fit on';
    return { notes: [`column ${shown} is left out: it has no values${where}.`] };
  }
  if (!asCategory && texts.length === 0) {
    // No text in the whole column, so every present cell is a number.
    const values = Float64Array.from(present, (row) => numbers[row] ?? NaN);
    return fitNumbers(table.name, name, values, present, missing);
  }
  const namesAt = (chosen: readonly number[]): string[] => chosen.map((row) => (cells[row] ?? '').trim());
  const reason = reasonToLeaveOut(namesAt(everywhere), cells.length, asCategory, maxCategories);
  if (reason !== undefined) return { notes: [`column ${shown} is left out: ${reason}`] };
  const categories = [...new Set(namesAt(present))].sort();
  if (categories.length === 1 && missing === 0) {
    return { notes: [`column ${shown} is left out: its value is always ${JSON.stringify(categories[0])}.`] };
  }
  const note = `column ${shown}: ${missing} of ${rows.length} values are missing; they form a category of their own.`;
  return { column: { kind: 'category', name, categories, missing: missing > 0 }, notes: missing > 0 ? [note] : [] };
}

function fitNumbers(
  file: string,
  name: string,
  numbers: Float64Array,
  rows: readonly number[],
  missing: number,
): FittedFeature {
  const shown = JSON.stringify(name);
  const [first = 0] = numbers;
  if (numbers.every((value) => value === first)) {
    return { notes: [`column ${shown} is left out: its value is always ${first}.`] };
  }
  const notes: string[] = [];
  const median = medianOf(numbers);
  if (missing > 0) {
    notes.push(
      `column ${shown}: ${missing} of ${rows.length + missing} values are missing; they become the median, ${median}.`,
    );
  }
  // The rows may be a shuffled part of the table, so each value is held against its own row.
  if (numbers.length >= 10 && numbers.every((value, i) => value - (rows[i] ?? 0) === first - (rows[0] ?? 0))) {
    notes.push(`column ${shown} counts the rows: if it only numbers them, ignore it.`);
  }
  const filled = new Float64Array(numbers.length + missing).fill(median);
  filled.set(numbers);
  return { column: { kind: 'number', name, median, ...meanAndScale(filled, `${file}, column ${name}`) }, notes };
}

/** Why a column of names is of no use; undefined when it is. One that the caller declared may have as many texts as rows. */
function reasonToLeaveOut(
  names: readonly string[],
  rows: number,
  declared: boolean,
  maxCategories: number,
): string | undefined {
  const different = new Set(names).size;
  const found = `${different} different texts in ${rows} rows`;
  if (different > maxCategories) {
    const decimalCommas = names.every((text) => /^[+-]?\d+,\d+$/.test(text));
    const hint = decimalCommas ? ' They look like numbers with a decimal comma: write a point instead.' : '';
    return `${found} are more than ${maxCategories} categories.${hint}`;
  }
  if (!declared && different > 10 && different > names.length / 2) return `${found} look like identifiers.`;
  return undefined;
}

/** A few texts among many different numbers are mistakes, not categories: taking them for such would lose the column in silence. */
function refuseStrayText(
  table: Table,
  name: string,
  present: number,
  numbers: readonly (number | undefined)[],
  texts: readonly number[],
): void {
  const different = new Set(numbers.filter((value) => value !== undefined)).size;
  const [row] = texts;
  if (row === undefined || texts.length > Math.max(1, present / 10) || different <= Math.min(10, present / 2)) return;
  throw notANumber(
    table,
    name,
    row,
    `but ${present - texts.length} of the ${present} values in this column are numbers; correct it, leave it empty if unknown, or list the column as categorical`,
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

function medianOf(numbers: Float64Array): number {
  const sorted = numbers.slice().sort();
  const middle = sorted.length >> 1;
  // There is at least one number, so both elements exist.
  const upper = sorted[middle] ?? 0;
  const lower = sorted[middle - 1] ?? upper;
  // Halving first keeps the sum of two huge numbers finite.
  return sorted.length % 2 === 1 ? upper : lower / 2 + upper / 2;
}
