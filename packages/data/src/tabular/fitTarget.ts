import { FormatError } from '../formatError.js';
import { meanAndScale } from '../meanAndScale.js';
import type { Table } from '../table.js';
import { isMissing, parseNumber } from './cell.js';
import type { Target } from './columns.js';
import { notANumber } from './fitFeature.js';

/** How {@link fitTarget} reads the target. */
export interface TargetOptions {
  readonly task: 'regression' | 'classification' | undefined;
  /** Rows that the mean and scale of a regression's target are measured on. */
  readonly rows: readonly number[];
  readonly maxClasses: number;
  /** Whether a regression's target is shifted to mean 0. */
  readonly center: boolean;
}

/**
 * Decide what the target is and measure it.
 *
 * The task and the classes come from all rows of the table, so that validation rows have no unknown class; mean and scale come from
 * the rows to fit on only.
 *
 * @throws FormatError if a target is missing, is text among numbers, never varies, or takes too many classes.
 */
export function fitTarget(table: Table, name: string, options: TargetOptions): { target: Target; notes: string[] } {
  const cells = table.column(name);
  cells.forEach((cell, row) => {
    if (isMissing(cell)) throw missingTarget(table, name, row);
  });
  const numbers = cells.map(parseNumber);
  const texts = numbers.flatMap((value, row) => (value === undefined ? [row] : []));
  const [firstText] = texts;
  const numeric = firstText === undefined;
  if (firstText !== undefined && options.task === 'regression') {
    throw notANumber(table, name, firstText, 'which a regression needs; correct it or delete the row');
  }
  if (firstText !== undefined && options.task === undefined && texts.length <= cells.length / 10) {
    const rest = `${cells.length - texts.length} of the ${cells.length} targets are`;
    const remedy = "correct it, delete the row, or pass task: 'classification' if it names a class";
    throw notANumber(table, name, firstText, `but ${rest}; ${remedy}`);
  }

  const labels = cells.map((cell, row) => classLabel(cell, numeric ? numbers[row] : undefined));
  const different = [...new Set(labels)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  if (different.length === 1) {
    throw new FormatError(
      `${table.name}, column ${name}: the target is ${JSON.stringify(different[0])} in every row, so there is nothing to learn; choose another column.`,
      { file: table.name, column: name, expected: 'at least two different targets' },
    );
  }

  const task =
    options.task ?? (numeric && !looksLikeClasses(numbers, different.length) ? 'regression' : 'classification');
  if (task === 'regression') {
    // Texts were refused above, so every target of a regression is a number.
    const { mean, scale } = meanAndScale(
      options.rows.map((row) => numbers[row] ?? Number.NaN),
      `${table.name}, column ${name}`,
    );
    return { target: { kind: 'number', name, mean: options.center ? mean : 0, scale }, notes: [] };
  }

  if (different.length > options.maxClasses) {
    const remedy = numeric
      ? "; pass task: 'regression' to predict a number"
      : '; choose a column with fewer different values';
    throw new FormatError(
      `${table.name}, column ${name}: ${different.length} different targets in ${cells.length} rows are more than ${options.maxClasses} classes${remedy}.`,
      { file: table.name, column: name, expected: `at most ${options.maxClasses} classes` },
    );
  }
  const notes: string[] = [];
  const shown = JSON.stringify(name);
  if (numeric && options.task === undefined && different.length > 2) {
    notes.push(
      `target ${shown}: ${different.length} different whole numbers are taken for classes; pass task: 'regression' to predict a number.`,
    );
  }
  const fitted = new Set(options.rows.map((row) => labels[row]));
  for (const label of different) {
    if (!fitted.has(label)) notes.push(`target ${shown}: no row to fit on has class ${JSON.stringify(label)}.`);
  }
  return { target: { kind: 'classes', name, classes: different, numeric }, notes };
}

/** The name of a cell's class: the text without surrounding spaces, or the number in its shortest form (1.0 is 1). */
export function classLabel(cell: string, number: number | undefined): string {
  // Adding 0 turns −0 into 0.
  return number === undefined ? cell.trim() : String(number + 0);
}

/** The error for a row without a target. */
export function missingTarget(table: Table, name: string, row: number): FormatError {
  return new FormatError(
    `${table.where(row)}, column ${name}: the target is missing (${JSON.stringify(table.column(name)[row] ?? '')}); fill it in or delete the row.`,
    { file: table.name, line: table.line(row), column: name, expected: 'a target' },
  );
}

/** Two different whole numbers, or up to 20 that come back five times each on average. */
function looksLikeClasses(numbers: readonly (number | undefined)[], different: number): boolean {
  if (!numbers.every((value) => Number.isInteger(value))) return false;
  return different === 2 || different <= Math.min(20, numbers.length / 5);
}
