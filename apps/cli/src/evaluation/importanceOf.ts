import type { FeatureColumn } from '@keepdims/data';
import type { NDArray } from '@keepdims/ndarray';
import { accuracy, rSquared } from '@keepdims/training';
import type { RunExamples } from '../model/openExamples.js';
import { permutationImportance } from '../statistics/permutationImportance.js';
import type { Importance } from '../statistics/permutationImportance.js';

/** How often each column is shuffled. */
export const repeats = 5;

/**
 * The permutation importance of the table's columns: by how much R² (regression) or accuracy (classification) drops when a column's values
 * are shuffled among the rows.
 *
 * @returns The most important first.
 */
export function importanceOf({ net, params, preprocessing, X, Y }: RunExamples, seed: number): Importance[] {
  const metric: (output: NDArray, Y: NDArray) => number =
    preprocessing.task === 'regression' ? (output, Y) => rSquared(output, Y) : (output, Y) => accuracy(output, Y);
  const columns = preprocessing.columns.map((column) => ({ name: column.name, features: featuresOf(column) }));
  const score = (X: RunExamples['X']): number => metric(net.forward(params, X).output, Y);
  // The sort is stable: equals keep the table's order. R² of equal targets is not defined, and neither is any drop then.
  return permutationImportance(X, columns, score, { repeats, seed }).sort((a, b) => b.mean - a.mean || 0);
}

/** How many features a column became. */
export function featuresOf(column: FeatureColumn): number {
  return column.kind === 'number' ? 1 : column.categories.length + Number(column.missing);
}
