import { FormatError } from '@keepdims/shapes';
import type { Table } from '../table.js';
import { isMissing, parseNumber } from './cell.js';
import type { CategoryColumn, NumberColumn, Target } from './columns.js';
import { notANumber } from './fitFeature.js';
import { classLabel, missingTarget } from './fitTarget.js';

/** Values that the rows to fit on did not have, in one column of categories. */
export interface UnseenCategories {
  readonly column: string;
  /** How many rows hold such a value; all features of this column are 0 there. */
  readonly count: number;
  /** The first such value, as written; the empty string stands for a missing one. */
  readonly example: string;
  /** Where that is: `houses.csv, line 7`. */
  readonly where: string;
}

/** Write a column of numbers, standardised, into the m elements of `out`. @throws FormatError for a text. */
export function writeNumbers(table: Table, column: NumberColumn, out: Float64Array): void {
  const numbers = table.numbers(column.name);
  if (numbers !== undefined) {
    const { median, mean, scale } = column;
    for (let row = 0; row < numbers.length; row++) {
      const value = numbers[row] ?? NaN;
      out[row] = ((Number.isNaN(value) ? median : value) - mean) / scale;
    }
    return;
  }
  table.column(column.name).forEach((cell, row) => {
    const value = parseNumber(cell) ?? (isMissing(cell) ? column.median : undefined);
    if (value === undefined) {
      throw notANumber(
        table,
        column.name,
        row,
        'but the preprocessor was fitted on numbers in this column; correct it, or leave it empty if unknown',
      );
    }
    out[row] = (value - column.mean) / column.scale;
  });
}

/** Write the one-hot rows of a column of categories into `out`; tell of values that were not there when the preprocessor was fitted. */
export function writeCategories(table: Table, column: CategoryColumn, out: Float64Array): UnseenCategories | undefined {
  const m = table.rowCount;
  const positions = new Map(column.categories.map((category, index) => [category, index]));
  let unseen: UnseenCategories | undefined;
  table.column(column.name).forEach((cell, row) => {
    const missing = isMissing(cell);
    const index = missing ? (column.missing ? column.categories.length : undefined) : positions.get(cell.trim());
    if (index !== undefined) {
      out[index * m + row] = 1;
      return;
    }
    unseen = {
      column: column.name,
      count: (unseen?.count ?? 0) + 1,
      example: unseen?.example ?? (missing ? '' : cell.trim()),
      where: unseen?.where ?? table.where(row),
    };
  });
  return unseen;
}

/**
 * The elements of Y, row after row: scaled numbers, 0 and 1 for two classes (one output), one-hot columns for more.
 *
 * @throws FormatError if a target is missing, not a number, or an unknown class.
 */
export function encodeTarget(table: Table, target: Target, outputs: number): Float64Array {
  const m = table.rowCount;
  const Y = new Float64Array(outputs * m);
  const classes = target.kind === 'classes' ? target.classes : [];
  const positions = new Map(classes.map((name, index) => [name, index]));
  table.column(target.name).forEach((cell, row) => {
    if (isMissing(cell)) throw missingTarget(table, target.name, row);
    const number = parseNumber(cell);
    if (target.kind === 'number') {
      if (number === undefined) {
        throw notANumber(table, target.name, row, 'which a regression needs; correct it or delete the row');
      }
      Y[row] = (number - target.mean) / target.scale;
      return;
    }
    const label = classLabel(cell, target.numeric ? number : undefined);
    const index = positions.get(label);
    if (index === undefined) throw unknownClass(table, target.name, row, label, classes);
    if (outputs === 1) Y[row] = index;
    else Y[index * m + row] = 1;
  });
  return Y;
}

function unknownClass(table: Table, name: string, row: number, label: string, classes: readonly string[]): FormatError {
  return new FormatError(
    `${table.where(row)}, column ${name}: ${JSON.stringify(label)} is none of the classes ${classes.join(', ')}; correct it or delete the row.`,
    { file: table.name, line: table.line(row), column: name, expected: 'a known class' },
  );
}
