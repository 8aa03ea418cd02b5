import { FormatError } from '../formatError.js';
import { meanAndScale } from '../meanAndScale.js';
import type { Table } from '../table.js';
import { isMissing, parseNumber } from './cell.js';
import type { CategoryColumn, FeatureColumn } from './columns.js';

/** The outcome for one column: what it becomes (undefined when it is left out), and what the user should know. */
export interface FittedFeature {
  readonly column?: FeatureColumn;
  readonly notes: readonly string[];
}

/**
 * Decide what one column is, from the rows to fit on, and measure it.
 *
 * @param table - The table.
 * @param name - One of its columns.
 * @param rows - The rows to look at.
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
  const shown = JSON.stringify(name);
  // The rows were checked against the table, so each cell exists.
  const present = rows.filter((row) => !isMissing(cells[row] ?? ''));
  const missing = rows.length - present.length;
  if (present.length === 0) return { notes: [`column ${shown} is left out: it has no values.`] };

  const numbers = present.map((row) => parseNumber(cells[row] ?? ''));
  const texts = present.filter((_, i) => numbers[i] === undefined);
  if (!asCategory && texts.length > 0) refuseStrayText(table, name, present.length, numbers, texts);
  if (!asCategory && texts.length === 0) {
    // No text among them, so every one is a number.
    return fitNumbers(table.name, name, numbers as number[], present, missing);
  }
  const names = present.map((row) => (cells[row] ?? '').trim());
  const column = { kind: 'category', name, categories: [...new Set(names)].sort(), missing: missing > 0 } as const;
  const reason = reasonToLeaveOut(column, names, rows.length, asCategory, maxCategories);
  if (reason !== undefined) return { notes: [`column ${shown} is left out: ${reason}`] };
  const note = `column ${shown}: ${missing} of ${rows.length} values are missing; they form a category of their own.`;
  return { column, notes: missing > 0 ? [note] : [] };
}

function fitNumbers(
  file: string,
  name: string,
  numbers: readonly number[],
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
  const filled = missing === 0 ? numbers : [...numbers, ...Array<number>(missing).fill(median)];
  return { column: { kind: 'number', name, median, ...meanAndScale(filled, `${file}, column ${name}`) }, notes };
}

/** Why a column of categories is of no use; undefined when it is. One that the caller declared may have as many texts as rows. */
function reasonToLeaveOut(
  { categories, missing }: CategoryColumn,
  names: readonly string[],
  rows: number,
  declared: boolean,
  maxCategories: number,
): string | undefined {
  const [only] = categories;
  if (categories.length === 1 && !missing) return `its value is always ${JSON.stringify(only)}.`;
  const found = `${categories.length} different texts in ${rows} rows`;
  if (categories.length > maxCategories) {
    const decimalCommas = names.every((text) => /^[+-]?\d+,\d+$/.test(text));
    const hint = decimalCommas ? ' They look like numbers with a decimal comma: write a point instead.' : '';
    return `${found} are more than ${maxCategories} categories.${hint}`;
  }
  if (!declared && categories.length > 10 && categories.length > names.length / 2)
    return `${found} look like identifiers.`;
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

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  // There is at least one number, so both elements exist.
  const upper = sorted[middle] ?? 0;
  const lower = sorted[middle - 1] ?? upper;
  // Halving first keeps the sum of two huge numbers finite.
  return sorted.length % 2 === 1 ? upper : lower / 2 + upper / 2;
}
