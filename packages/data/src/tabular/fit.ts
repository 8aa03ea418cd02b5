import { FormatError } from '@keepdims/shapes';
import type { Table } from '../table.js';
import type { FeatureColumn } from './columns.js';
import { fitFeature } from './fitFeature.js';
import { decideTarget, measureTarget } from './fitTarget.js';
import { Tabular } from './fittedTabular.js';

/** Options of `tabular.fit`. */
export interface TabularFitOptions {
  /** Column to predict. Without it only features are prepared. */
  readonly target?: string;
  /** By default inferred: text, two whole numbers or few whole numbers that come back often are classes, other numbers a regression. */
  readonly task?: 'regression' | 'classification';
  /** Columns to learn from, in this order, each once. Default: all but the target. */
  readonly features?: readonly string[];
  /** Columns to leave out. */
  readonly ignore?: readonly string[];
  /** Columns that hold names: numbers such as post codes, or texts of which hardly two are equal. */
  readonly categorical?: readonly string[];
  /**
   * Rows to measure on, from 0: the training rows, so that no median, mean, scale or category of the others leaks in. Default: all. What
   * a column is (numbers or names) is always decided on the whole table, so that it does not depend on a split.
   */
  readonly rows?: ArrayLike<number>;
  /** A column of more different texts is left out; a target of more classes is refused. Default 50. */
  readonly maxCategories?: number;
  /**
   * Whether a regression's target is shifted to mean 0. Default true. With false it is only divided by its standard deviation, so that
   * prices stay positive, as a ReLU output needs.
   */
  readonly centerTarget?: boolean;
}

/**
 * Fit a preprocessor to a table: decide what each column is from all rows, and measure it on `options.rows`.
 *
 * A column is numbers if every value is one, categories otherwise. Empty, NA, N/A, NaN, null and ? (any case) are missing. Left out,
 * with a note: columns without values, of a single value, of more than `maxCategories` texts, or of texts that hardly repeat.
 *
 * @param table - The data. What the columns are, and the target's classes, are taken from all its rows; medians, means, scales and the
 *   lists of categories from `options.rows`.
 * @param options - The target and the exceptions.
 * @returns A `Tabular`, whose `transform` gives X [n_x, m] and Y [outputs, m].
 * @throws FormatError with file, line and column if a named column does not exist, a target is missing or never varies, a few texts
 *   stand among numbers, or no feature is left. RangeError if there are no rows, a feature is named twice or an
 *   option is out of range.
 * @example
 * const table = readCsv('beds,price\n2,100\n4,300\n3,200\n'); tabular.fit(table, { target: 'price' }).task // 'regression'
 * const table = readCsv('beds,price\n2,100\n4,300\n'); tabular.fit(table, { target: 'price' }).transform(table).X.toArray() // [[-1, 1]]
 */
export function fit(table: Table, options: TabularFitOptions = {}): Tabular {
  const { target, ignore = [], categorical = [], maxCategories = 50 } = options;
  if (!Number.isInteger(maxCategories) || maxCategories < 2) {
    throw new RangeError(`tabular.fit: maxCategories must be a whole number, 2 or more, got ${maxCategories}.`);
  }
  const rows = checkRows(table, options.rows);
  const features = chooseFeatures(table, options.features, [...ignore, ...(target === undefined ? [] : [target])]);
  for (const name of [...ignore, ...categorical]) if (!table.has(name)) table.column(name); // says so
  if (target !== undefined && (options.features?.includes(target) || ignore.includes(target))) {
    throw new RangeError(`tabular.fit: the target ${JSON.stringify(target)} can be neither a feature nor ignored.`);
  }

  const fittedTarget =
    target === undefined
      ? undefined
      : measureTarget(
          table,
          decideTarget(table, target, { task: options.task, maxCategories }),
          rows,
          options.centerTarget ?? true,
        );
  const columns: FeatureColumn[] = [];
  const notes = [...(fittedTarget?.notes ?? [])];
  for (const name of features) {
    const fitted = fitFeature(table, name, rows, categorical.includes(name), maxCategories);
    if (fitted.column !== undefined) columns.push(fitted.column);
    notes.push(...fitted.notes);
  }
  if (columns.length === 0) {
    const reasons = notes.length === 0 ? 'there is no column besides the target' : notes.join(' ');
    throw new FormatError(`${table.name}: no column is left to learn from: ${reasons}`.replace(/\.?$/, '.'), {
      file: table.name,
      expected: 'at least one column that varies',
    });
  }
  return new Tabular(columns, fittedTarget?.target, notes);
}

function checkRows(table: Table, rows: ArrayLike<number> | undefined): Int32Array {
  // Those of a split are taken as they are: there may be ten million.
  const chosen = rows instanceof Int32Array ? rows : new Int32Array(rows?.length ?? table.rowCount);
  if (chosen.length === 0) throw new RangeError(`tabular.fit: there are no rows to fit on (${table.name}).`);
  for (let i = 0; i < chosen.length; i++) {
    const row = rows === undefined ? i : (rows[i] ?? 0);
    table.line(row); // refuses rows that do not exist
    chosen[i] = row;
  }
  return chosen;
}

function chooseFeatures(table: Table, features: readonly string[] | undefined, left: readonly string[]): string[] {
  features?.forEach((name, j) => {
    if (!table.has(name)) table.column(name); // says so
    if (features.indexOf(name) !== j) {
      throw new RangeError(
        `tabular.fit: features names the column ${JSON.stringify(name)} twice; name each column once.`,
      );
    }
  });
  return (features ?? table.columns).filter((name) => !left.includes(name));
}
