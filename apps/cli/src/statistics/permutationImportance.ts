import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';

type Matrix = NDArray<[number, number], 'float64'>;

/** How much worse a model gets without the information in one column. */
export interface Importance {
  readonly name: string;
  /** The mean of the drops. */
  readonly mean: number;
  /** Their standard deviation (divided by their number). */
  readonly standardDeviation: number;
  /** The score less the score with this column shuffled, one a repetition. */
  readonly drops: readonly number[];
}

/**
 * Shuffle one column after another among the rows and see by how much the score drops: nothing else about the examples changes, so the
 * drop is what the model owes to this column. Of two columns that say the same, each may look unimportant.
 *
 * @param X - Examples as columns, [n_x, m]; left alone.
 * @param columns - The columns of the table, in order: which rows of X each of them became, as their number. They are shuffled together.
 * @param score - Of examples as columns; higher is better.
 * @param options.repeats - Shuffles a column, >= 1.
 * @param options.seed - Each column is shuffled by NumPy's `RandomState(seed).permutation(m)`, repetition after repetition.
 * @returns One a column, in their order.
 * @see Breiman (2001), Machine Learning 45(1), 5–32, §10.
 */
export function permutationImportance(
  X: Matrix,
  columns: readonly { readonly name: string; readonly features: number }[],
  score: (X: Matrix) => number,
  options: { readonly repeats: number; readonly seed: number },
): Importance[] {
  const [, m] = X.shape;
  const whole = np.contiguousData(X);
  const complete = score(X);
  const rng = randomState(options.seed);
  const orders = Array.from({ length: options.repeats }, () => rng.permutation(m).data);
  let start = 0;
  return columns.map(({ name, features }) => {
    const [from, to] = [start, (start += features * m)];
    const drops = orders.map((order) => {
      const shuffled = Float64Array.from(whole);
      for (let k = from; k < to; k++) {
        const j = (k - from) % m;
        shuffled[k] = whole[k - j + (order[j] ?? 0)] ?? NaN; // order has m elements
      }
      return complete - score(np.asArray(shuffled, { shape: X.shape }));
    });
    const mean = drops.reduce((sum, drop) => sum + drop, 0) / drops.length;
    const variance = drops.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / drops.length;
    return { name, mean, standardDeviation: Math.sqrt(variance), drops };
  });
}
