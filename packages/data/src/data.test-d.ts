import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { batches } from './batches.js';
import { oneHot } from './oneHot.js';
import { splitIndices } from './splitIndices.js';
import { standardScaler } from './standardScaler.js';
import { trainTestSplit } from './trainTestSplit.js';

/** Compiles only if A and B are the same type. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {
  // The type argument is the check.
}

const X = np.zeros([2, 400]);
const Y = np.zeros([1, 400], { dtype: 'float32' });

const split = trainTestSplit(X, Y, { seed: 1 });
same<typeof split.XTrain, NDArray<[2, number], 'float64'>>(true);
same<typeof split.YTest, NDArray<[1, number], 'float32'>>(true);

for (const batch of batches({ X, Y }, 'full')) {
  same<typeof batch.X, NDArray<[2, number], 'float64'>>(true);
  same<typeof batch.Y, NDArray<[1, number], 'float32'>>(true);
}

const labels = np.zeros([1, 400], { dtype: 'int32' });
const encoded = oneHot(labels, { classes: 10 });
same<typeof encoded, NDArray<[10, 400], 'float64'>>(true);
const open = oneHot([0, 1]);
same<typeof open, NDArray<[number, number], 'float64'>>(true);

const scaled = standardScaler().fit(X).transform(Y);
same<typeof scaled, NDArray<[1, 400], 'float32'>>(true);

// @ts-expect-error the source of randomness must be named
splitIndices(10, { testSize: 0.2 });
// @ts-expect-error a seed or a generator, not both
splitIndices(10, { seed: 1, rng: np });
// @ts-expect-error a batch size is a number or 'full'
batches({ X, Y }, 'all');

// Sizes that are known only at run time fit.
declare const unknownShape: NDArray;
declare const n: number;
trainTestSplit(unknownShape, Y, { seed: 1 });
trainTestSplit(np.zeros([2, n]), Y, { seed: 1 });
// @ts-expect-error 2 examples and 400
trainTestSplit(X.T(), Y, { seed: 1 });
// @ts-expect-error a vector has no columns
trainTestSplit(X, np.zeros([400]), { seed: 1 });
// @ts-expect-error 2 examples and 400
batches({ X: X.T(), Y }, 2);
