/**
 * What a fitted preprocessor knows of each column: plain data, saved with a model as it stands.
 */

/** A column of numbers: missing values become the median, then (value − mean) / scale. One feature. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** Replaces a missing value, in the column's unit. */
  readonly median: number;
  /** In the column's unit. */
  readonly mean: number;
  /** In the column's unit, > 0. */
  readonly scale: number;
}

/** A column of names: one feature of 0 or 1 a category, and one for "missing" if values were missing when it was fitted. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  /** Sorted, without doubles. */
  readonly categories: readonly string[];
  readonly missing: boolean;
}

export type FeatureColumn = NumberColumn | CategoryColumn;

/** The target of a regression: trained as (value − mean) / scale. */
export interface NumberTarget {
  readonly kind: 'number';
  readonly name: string;
  readonly mean: number;
  readonly scale: number;
}

/** The target of a classification. */
export interface ClassTarget {
  readonly kind: 'classes';
  readonly name: string;
  /** At least two: numbers in ascending order, or texts in code-unit order. */
  readonly classes: readonly string[];
  /** Whether classes are numbers, so that 1 and 1.0 are the same class. */
  readonly numeric: boolean;
}

export type Target = NumberTarget | ClassTarget;

/** The features a column becomes, named for people: `sqft`, `city=GALT`, `sex=(missing)`. */
export function featureNamesOf(column: FeatureColumn): string[] {
  if (column.kind === 'number') return [column.name];
  const names = column.categories.map((category) => `${column.name}=${category}`);
  return column.missing ? [...names, `${column.name}=(missing)`] : names;
}
