import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import { matrixRows } from './matrixRows.js';
import { checkSameExamples } from './sameExamples.js';
import type { Columns, SameExamplesR } from './sameExamples.js';
import { requireRandomSource, splitIndices } from './splitIndices.js';
import type { RandomSource } from './splitIndices.js';

/** Options of {@link trainTestSplit}, besides the seed or generator. */
export interface TrainTestSplitOptions {
  /** Share of the examples (below 1, rounded up) or their number. Default 0.2. */
  readonly testSize?: number;
  /** Keep the proportions of Y's different columns (the classes) in both parts. Default false. */
  readonly stratify?: boolean;
}

/** What {@link trainTestSplit} gives. */
export interface TrainTestSplit<X extends NDArray, Y extends NDArray> {
  readonly XTrain: Columns<X>;
  readonly XTest: Columns<X>;
  readonly YTrain: Columns<Y>;
  readonly YTest: Columns<Y>;
  /** The columns of X that the training part holds, in its order. */
  readonly trainIndices: Int32Array;
  readonly testIndices: Int32Array;
}

/**
 * Divide examples at random into a part to train on and a part to test on.
 *
 * @param X - Features, shape [n_x, m]; an example is a column.
 * @param Y - Targets, shape [outputs, m].
 * @param options - Size of the test part, stratification, and `seed` or `rng`. One permutation is drawn.
 * @returns Copies of the columns, XTrain [n_x, m_train] and so on, and the column numbers. With a seed and without `stratify`, the parts
 *   of scikit-learn's `train_test_split(…, random_state=seed)`.
 * @throws ShapeError if X and Y do not have two axes or differ in m. RangeError if a part would be empty, or if stratifying a class of one.
 *   TypeError without `seed` or `rng`.
 * @example trainTestSplit(np.array([[10, 11, 12, 13, 14]]), np.array([[0, 1, 0, 1, 0]]), { testSize: 0.4, seed: 0 }).XTest.toArray() // [[12, 10]]
 */
export function trainTestSplit<X extends NDArray, Y extends NDArray>(
  X: X,
  Y: Check<SameExamplesR<X['shape'], Y['shape'], 'trainTestSplit'>, Y>,
  options: TrainTestSplitOptions & RandomSource,
): TrainTestSplit<X, Y> {
  requireRandomSource('trainTestSplit(X, Y, options)', options);
  const targets = Y as Y; // Check gives a message only to calls that don't compile
  const m = checkSameExamples('trainTestSplit(X, Y)', X, targets);
  const { stratify = false, ...sizes } = options;
  const { train, test } = splitIndices(m, stratify ? { ...sizes, stratify: columnLabels(targets, m) } : sizes);
  const pick = <A extends NDArray>(array: A, indices: Int32Array): Columns<A> => {
    const matrix: NDArray = array;
    // The rows and the dtype of A, and as many columns as indices: what Columns<A> says.
    return np.take(matrix, np.asArray(indices), { axis: 1 }) as NDArray as Columns<A>;
  };
  return {
    XTrain: pick(X, train),
    XTest: pick(X, test),
    YTrain: pick(targets, train),
    YTest: pick(targets, test),
    trainIndices: train,
    testIndices: test,
  };
}

/** One text a column: equal columns, equal texts. */
function columnLabels(Y: NDArray, m: number): string[] {
  const rows = matrixRows(Y, 'trainTestSplit(X, Y): Y');
  return Array.from({ length: m }, (_, j) => rows.map((row) => row[j]).join());
}
