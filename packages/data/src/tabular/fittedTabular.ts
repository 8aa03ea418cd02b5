import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { FormatError, ShapeError, showShape } from '@keepdims/shapes';
import type { Table } from '../table.js';
import { isMissing } from './cell.js';
import { featureNamesOf } from './columns.js';
import type { FeatureColumn, Target } from './columns.js';
import { encodeTarget, writeCategories, writeNumbers } from './encode.js';
import type { UnseenCategories } from './encode.js';

/** A table as arrays, examples as columns. */
export interface TransformedTable {
  /** Features, shape [n_x, m], float64. */
  readonly X: NDArray<[number, number], 'float64'>;
  /** Targets, shape [outputs, m], float64; undefined when the table has none. */
  readonly Y: NDArray<[number, number], 'float64'> | undefined;
  /** Categories that were new here; empty when there were none. */
  readonly unseen: readonly UnseenCategories[];
}

/** The plain data of a fitted preprocessor: what `toJSON` gives and `tabularFromJSON` takes. */
export interface TabularJSON {
  readonly format: 'keepdims-tabular';
  readonly version: 1;
  readonly columns: readonly FeatureColumn[];
  readonly target: Target | null;
  readonly notes: readonly string[];
}

/**
 * A fitted preprocessor: turns tables into arrays always in the same way. Made by `tabular.fit` and `tabularFromJSON`.
 *
 * Numbers become (value − mean) / scale, with the median in place of a missing value. A column of categories becomes one row of 0 and 1
 * for each category seen while fitting, and one for "missing" if values were missing then; **a category not seen while fitting becomes
 * zeros in all of them** and is reported in `unseen`.
 */
export class Tabular {
  readonly columns: readonly FeatureColumn[];
  readonly target: Target | undefined;
  /** What fitting decided that a user may want to know: columns left out and why, missing values, the guess of the task. */
  readonly notes: readonly string[];
  /** Names of X's rows, such as `sqft`, `city=GALT`, `sex=(missing)`; n_x of them. */
  readonly featureNames: readonly string[];

  /** From parts that fit together, unchecked; `tabular.fit` and `tabularFromJSON` check theirs. */
  constructor(columns: readonly FeatureColumn[], target: Target | undefined, notes: readonly string[]) {
    this.columns = columns;
    this.target = target;
    this.notes = notes;
    this.featureNames = columns.flatMap(featureNamesOf);
  }

  /** What the target asks for; undefined when there is none. */
  get task(): 'regression' | 'classification' | undefined {
    if (this.target === undefined) return undefined;
    return this.target.kind === 'number' ? 'regression' : 'classification';
  }

  /** The classes in the order of Y's rows (for two classes: those of Y's 0 and 1); empty unless the task is classification. */
  get classes(): readonly string[] {
    return this.target?.kind === 'classes' ? this.target.classes : [];
  }

  /** Rows of Y: 1 for regression and for two classes, otherwise the number of classes; 0 without a target. */
  get outputs(): number {
    if (this.target === undefined) return 0;
    return this.target.kind === 'classes' && this.target.classes.length > 2 ? this.target.classes.length : 1;
  }

  /**
   * Turn a table into arrays.
   *
   * @param table - At least one row, with every column this was fitted on; others are ignored.
   * @param options.target - Whether to read the target. Default: if the table has its column and it is not entirely empty.
   * @returns X [n_x, m]; Y [outputs, m]: standardised numbers, 0 and 1 for two classes, one-hot columns for more; and the new categories.
   * @throws FormatError with file, line and column if a column is missing, text stands in a column of numbers, or a target is missing,
   *   not a number or an unknown class.
   */
  transform(table: Table, options: { readonly target?: boolean } = {}): TransformedTable {
    const m = table.rowCount;
    if (m === 0)
      throw new FormatError(`${table.name} has no rows to transform.`, { file: table.name, expected: 'rows' });
    const X = new Float64Array(this.featureNames.length * m);
    const unseen: UnseenCategories[] = [];
    let offset = 0;
    for (const column of this.columns) {
      if (column.kind === 'number') {
        writeNumbers(table, column, X.subarray(offset, offset + m));
        offset += m;
      } else {
        const size = featureNamesOf(column).length * m;
        const found = writeCategories(table, column, X.subarray(offset, offset + size));
        if (found !== undefined) unseen.push(found);
        offset += size;
      }
    }
    const { target } = this;
    const wanted = options.target ?? (target !== undefined && hasTarget(table, target.name));
    return {
      X: np.copy(np.asArray(X, { shape: [this.featureNames.length, m] })),
      Y:
        wanted && target !== undefined
          ? np.asArray(encodeTarget(table, target, this.outputs), { shape: [this.outputs, m] })
          : undefined,
      unseen,
    };
  }

  /**
   * Turn standardised targets or predictions back into the target's own unit.
   *
   * @param predictions - Shape [1, m].
   * @returns predictions · scale + mean, shape [1, m].
   * @throws TypeError unless the task is regression.
   */
  inverseTarget(predictions: NDArray): NDArray<[1, number], 'float64'> {
    const { target } = this;
    if (target?.kind !== 'number') {
      throw new TypeError(
        `Tabular.inverseTarget: the task is ${this.task ?? 'none'}, not regression; use classNames for classes.`,
      );
    }
    const values = rowOf(predictions, 'inverseTarget');
    return np.asArray(
      values.map((value) => value * target.scale + target.mean),
      { shape: [1, values.length] },
    );
  }

  /**
   * Name the predicted classes.
   *
   * @param indices - Class numbers as `net.predict` gives them (0 or 1 for two classes), shape [1, m].
   * @returns m names.
   * @throws TypeError unless the task is classification. RangeError if there is no such class.
   */
  classNames(indices: NDArray): string[] {
    const { classes } = this;
    if (classes.length === 0) {
      throw new TypeError(`Tabular.classNames: the task is ${this.task ?? 'none'}, not classification.`);
    }
    return Array.from(rowOf(indices, 'classNames'), (index, j) => {
      const name = classes[index];
      if (name === undefined) {
        throw new RangeError(
          `Tabular.classNames: there is no class ${index} (example ${j}); there are ${classes.length}, from 0.`,
        );
      }
      return name;
    });
  }

  /** Plain data that `tabularFromJSON` turns back into an equal preprocessor. */
  toJSON(): TabularJSON {
    return {
      format: 'keepdims-tabular',
      version: 1,
      columns: this.columns,
      target: this.target ?? null,
      notes: this.notes,
    };
  }
}

function hasTarget(table: Table, name: string): boolean {
  return table.has(name) && !table.column(name).every(isMissing);
}

/** The elements of a [1, m] array, in order. */
function rowOf(array: NDArray, operation: string): Float64Array {
  if (array.ndim !== 2 || array.shape[0] !== 1) {
    throw new ShapeError(`Tabular.${operation}: expected shape [1, m], got ${showShape(array.shape)}.`);
  }
  return Float64Array.from(np.contiguousData(array));
}
