import { FormatError } from '@keepdims/shapes';
import { meanAndScale } from '../meanAndScale.js';
import type { NumberCells, Table } from '../table.js';
import { aboutAlmostNumbers } from './almostNumbers.js';
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
  const m = table.rowCount;
  const { numbers, texts, firstText } = readTargets(table, name);
  const numeric = firstText === undefined;
  if (firstText !== undefined && options.task === 'regression') {
    throw notANumber(table, name, firstText, 'which a regression needs; correct it or delete the row');
  }
  if (firstText !== undefined && options.task === undefined && texts <= m / 10) {
    const rest = `${m - texts} of the ${m} targets are`;
    const remedy = "correct it, delete the row, or pass task: 'classification' if it names a class";
    throw notANumber(table, name, firstText, `but ${rest}; ${remedy}`);
  }

  const labels = numeric ? numberLabels(numbers) : textLabels(table.column(name));
  if (!numeric && options.task === undefined) refuseAlmostNumbers(table, name, labels);
  if (labels.isConstant()) {
    throw new FormatError(
      `${table.name}, column ${name}: the target is ${JSON.stringify(labels.classes()[0])} in every row, so there is nothing to learn; choose another column.`,
      { file: table.name, column: name, expected: 'at least two different targets' },
    );
  }

  const task = options.task ?? (numeric && !looksLikeClasses(numbers, labels) ? 'regression' : 'classification');
  // Of a regression's numbers nobody asks.
  const different = task === 'classification' ? labels.different() : Infinity;
  if (task === 'classification' && different > maxClasses) {
    const remedy = numeric
      ? "; pass task: 'regression' to predict a number"
      : '; choose a column with fewer different values';
    throw new FormatError(
      `${table.name}, column ${name}: ${different} different targets in ${m} rows are more than ${maxClasses} classes${remedy}.`,
      { file: table.name, column: name, expected: `at most ${maxClasses} classes` },
    );
  }
  const guessed = task === 'classification' && numeric && options.task === undefined && different > 2;
  const note = `target ${JSON.stringify(name)}: ${different} different whole numbers are taken for classes; pass task: 'regression' to predict a number.`;
  return {
    name,
    task,
    numeric,
    // Made when they are asked for, too.
    get labels() {
      return labels.ofRows();
    },
    get classes() {
      return labels.classes();
    },
    notes: guessed ? [note] : [],
  };
}

/** Prices such as $1,000 are no classes, and taken for such nobody would be told. */
function refuseAlmostNumbers(table: Table, name: string, labels: Labels): void {
  const classes = labels.classes();
  const about = aboutAlmostNumbers(classes);
  if (about === '') return;
  throw new FormatError(
    `${table.name}, column ${name}: the targets, such as ${JSON.stringify(classes[0])}, are texts. ${about.replace(/\.$/, '')}, ` +
      "or pass task: 'classification' if they are names.",
    { file: table.name, column: name, expected: 'plain numbers, or names' },
  );
}

/** A target column's numbers, NaN for texts, and how many texts there are. */
function readTargets(
  table: Table,
  name: string,
): { readonly numbers: NumberCells; readonly texts: number; readonly firstText: number | undefined } {
  const stored = table.numbers(name);
  if (stored !== undefined) {
    const missing = stored.findIndex(Number.isNaN);
    if (missing !== -1) throw missingTarget(table, name, missing, stored.filter(Number.isNaN).length - 1);
    return { numbers: stored, texts: 0, firstText: undefined };
  }
  const cells = table.column(name);
  const missing = cells.findIndex(isMissing);
  if (missing !== -1) throw missingTarget(table, name, missing, cells.filter(isMissing).length - 1);
  const numbers = new Float64Array(cells.length);
  let [texts, firstText]: [number, number | undefined] = [0, undefined];
  cells.forEach((cell, row) => {
    const value = parseNumber(cell);
    numbers[row] = value ?? NaN;
    if (value !== undefined) return;
    texts++;
    firstText ??= row;
  });
  return { numbers, texts, firstText };
}

/** The labels of a column, counted and listed when they are asked for. */
interface Labels {
  readonly isConstant: () => boolean;
  readonly different: () => number;
  readonly classes: () => readonly string[];
  readonly ofRows: () => readonly string[];
}

function numberLabels(numbers: NumberCells): Labels {
  const distinct = (): Float64Array => {
    const sorted = new Float64Array(numbers.length);
    for (let row = 0; row < sorted.length; row++) sorted[row] = (numbers[row] ?? NaN) + 0; // adding 0 turns −0 into 0
    sorted.sort();
    let count = 0;
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i] ?? NaN;
    }
    return sorted.subarray(0, count);
  };
  return {
    isConstant: () => numbers.every((value) => value === numbers[0]),
    different: () => distinct().length,
    classes: () => Array.from(distinct(), String),
    ofRows: () => {
      // Classes are few: rows of one share its text.
      const texts = new Map<number, string>();
      return Array.from(numbers, (value) => {
        const text = texts.get(value) ?? classLabel('', value);
        if (texts.size < 1000) texts.set(value, text);
        return text;
      });
    },
  };
}

function textLabels(cells: readonly string[]): Labels {
  const classes = new Set<string>();
  for (const cell of cells) classes.add(cell.trim());
  return {
    isConstant: () => classes.size === 1,
    different: () => classes.size,
    classes: () => [...classes].sort(),
    ofRows: () => cells.map((cell) => cell.trim()),
  };
}

/** Measure a decided target: a regression's mean and scale come from the rows to fit on, the classes from all. */
export function measureTarget(
  table: Table,
  decided: DecidedTarget,
  rows: ArrayLike<number>,
  center: boolean,
): { target: Target; notes: readonly string[] } {
  const { name, task, numeric, notes } = decided;
  if (task === 'regression') {
    const { numbers } = readTargets(table, name);
    const values = new Float64Array(rows.length);
    for (let i = 0; i < values.length; i++) values[i] = (numbers[rows[i] ?? 0] ?? NaN) + 0;
    const { mean, scale } = meanAndScale(values, `${table.name}, column ${name}`);
    return { target: { kind: 'number', name, mean: center ? mean : 0, scale }, notes };
  }
  const { labels, classes } = decided;
  const fitted = new Set<string | undefined>();
  for (let i = 0; i < rows.length; i++) fitted.add(labels[rows[i] ?? 0]);
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

/** The error for a row without a target. @param others - How many more rows have none. */
export function missingTarget(table: Table, name: string, row: number, others = 0): FormatError {
  const rows = others === 1 ? 'one more row' : `${others} more rows`;
  const more = others === 0 ? '; fill it in or delete the row' : `, and in ${rows}; fill them in or delete the rows`;
  return new FormatError(
    `${table.where(row)}, column ${name}: the target is missing (${JSON.stringify(table.column(name)[row] ?? '')})${more}.`,
    { file: table.name, line: table.line(row), column: name, expected: 'a target' },
  );
}

/** Two different whole numbers, or up to 20 that come back five times each on average. */
function looksLikeClasses(numbers: NumberCells, labels: Labels): boolean {
  if (!numbers.every((value) => Number.isInteger(value))) return false;
  const different = labels.different();
  return different === 2 || different <= Math.min(20, numbers.length / 5);
}
