import { FormatError } from '@keepdims/shapes';
import { meanAndScale } from '../meanAndScale.js';
import type { Table } from '../table.js';
import { isMissing, parseNumber } from './cell.js';
import type { Target } from './columns.js';
import { notANumber } from './fitFeature.js';

/** What a target column is, decided from all rows of the table. */
export interface DecidedTarget {
  readonly name: string;
  readonly task: 'regression' | 'classification';
  /** Whether every cell is a number. */
  readonly numeric: boolean;
  /** One a row: the class it belongs to if this is a classification, numbers in their shortest form (1.0 is 1). */
  readonly labels: readonly string[];
  /** The different labels: numbers in ascending order, or texts in code-unit order. */
  readonly classes: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Decide whether a column is the target of a regression or of a classification, as `tabular.fit` does.
 *
 * It looks at all rows: so the answer does not depend on a split, which can then keep the classes' proportions.
 *
 * @param table - The data.
 * @param name - One of its columns.
 * @param options.task - As for `tabular.fit`; inferred by default.
 * @param options.maxCategories - As for `tabular.fit`. Default 50.
 * @returns The task, and the rows' labels (those `splitIndices` stratifies by).
 * @throws FormatError if there is no such column, or a target is missing, is text among numbers, never varies, or takes too many classes.
 * @example tabular.decideTarget(readCsv('x,y\n1,1.0\n2,1\n3,0\n'), 'y').labels // ['1', '1', '0']
 */
export function decideTarget(
  table: Table,
  name: string,
  options: { readonly task?: DecidedTarget['task'] | undefined; readonly maxCategories?: number } = {},
): DecidedTarget {
  const maxClasses = options.maxCategories ?? 50;
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
  const classes = [...new Set(labels)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  if (classes.length === 1) {
    throw new FormatError(
      `${table.name}, column ${name}: the target is ${JSON.stringify(classes[0])} in every row, so there is nothing to learn; choose another column.`,
      { file: table.name, column: name, expected: 'at least two different targets' },
    );
  }

  const task =
    options.task ?? (numeric && !looksLikeClasses(numbers, classes.length) ? 'regression' : 'classification');
  if (task === 'classification' && classes.length > maxClasses) {
    const remedy = numeric
      ? "; pass task: 'regression' to predict a number"
      : '; choose a column with fewer different values';
    throw new FormatError(
      `${table.name}, column ${name}: ${classes.length} different targets in ${cells.length} rows are more than ${maxClasses} classes${remedy}.`,
      { file: table.name, column: name, expected: `at most ${maxClasses} classes` },
    );
  }
  const guessed = task === 'classification' && numeric && options.task === undefined && classes.length > 2;
  const note = `target ${JSON.stringify(name)}: ${classes.length} different whole numbers are taken for classes; pass task: 'regression' to predict a number.`;
  return { name, task, numeric, labels, classes, notes: guessed ? [note] : [] };
}

/** Measure a decided target: a regression's mean and scale come from the rows to fit on, the classes from all. */
export function measureTarget(
  table: Table,
  { name, task, numeric, labels, classes, notes }: DecidedTarget,
  rows: readonly number[],
  center: boolean,
): { target: Target; notes: readonly string[] } {
  if (task === 'regression') {
    // All labels of a regression are numbers in their shortest form, which gives back the same bits.
    const { mean, scale } = meanAndScale(
      Float64Array.from(rows, (row) => Number(labels[row])),
      `${table.name}, column ${name}`,
    );
    return { target: { kind: 'number', name, mean: center ? mean : 0, scale }, notes };
  }
  const fitted = new Set(rows.map((row) => labels[row]));
  const unseen = classes.filter((label) => !fitted.has(label));
  const shown = JSON.stringify(name);
  return {
    target: { kind: 'classes', name, classes, numeric },
    notes: [
      ...notes,
      ...unseen.map((label) => `target ${shown}: no row to fit on has class ${JSON.stringify(label)}.`),
    ],
  };
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
