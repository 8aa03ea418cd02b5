/** What must compile, and what must not. */
import type { Dim, NDArray } from '@keepdims/ndarray';
import * as np from '@keepdims/ndarray';
import {
  binaryCrossEntropy,
  type categoricalCrossEntropy,
  huber,
  lossByName,
  losses as byName,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
  type ElementwiseLoss,
  type Loss,
  type TargetRows,
} from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Expected>() {
  return <Actual>(_value: Actual, ..._equal: Equal<Actual, Expected> extends true ? [] : [never]): void => undefined;
}

declare const P: NDArray<[3, Dim<'m'>], 'float32'>;
declare const Y: NDArray<[3, Dim<'m'>], 'int32'>;
declare const yTest: NDArray<[3, Dim<'mTest'>], 'int32'>;
declare const unknown: NDArray;

is<number>()(meanSquaredError(P, Y));
is<NDArray<[1, Dim<'m'>], 'float64'>>()(meanSquaredError.perExample(P, Y));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(meanSquaredError.gradient(P, Y));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(binaryCrossEntropy.fromLogits.gradient(P, Y));
is<NDArray<[1, number], 'float64'>>()(meanSquaredError.perExample(unknown, Y));
meanSquaredError(P, unknown);
meanSquaredError(unknown, unknown);
const losses: Loss[] = [meanSquaredError, binaryCrossEntropy, lossByName('halfSquaredError')];
losses[0]?.(P, Y);

const every: Loss[] = [...Object.values(byName), huber({ delta: 2 })];
is<number | undefined>()(every[0]?.(P, Y));
is<ElementwiseLoss>()(huber({ delta: 2 }));
is<number>()(huber(P, Y));

declare const classes: NDArray<[1, Dim<'m'>], 'int32'>;
declare const other: NDArray<[1, Dim<'mTest'>], 'int32'>;
is<number>()(sparseCategoricalCrossEntropy(P, classes));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(sparseCategoricalCrossEntropy.gradient(P, classes));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(sparseCategoricalCrossEntropy.fromLogits.gradient(P, classes));
is<NDArray<[1, Dim<'m'>], 'float64'>>()(sparseCategoricalCrossEntropy.perExample(P, classes));
sparseCategoricalCrossEntropy(P, unknown);
sparseCategoricalCrossEntropy(unknown, classes);

// How many rows a loss's targets have, of 3 outputs.
declare const one: TargetRows<(typeof sparseCategoricalCrossEntropy)['targets'], 3>;
declare const three: TargetRows<(typeof categoricalCrossEntropy)['targets'], 3>;
declare const unsure: TargetRows<Loss['targets'], 3>;
is<1>()(one);
is<3>()(three);
is<number>()(unsure);

// @ts-expect-error one index a column, not a one-hot column
sparseCategoricalCrossEntropy(P, Y);
// @ts-expect-error m and mTest differ
sparseCategoricalCrossEntropy(P, other);
// @ts-expect-error a row is asked for
sparseCategoricalCrossEntropy.fromLogits(P, np.zeros([4]));
// @ts-expect-error no such option
huber({ beta: 1 });
// @ts-expect-error m and mTest differ
huber(P, yTest);
// @ts-expect-error m and mTest differ
meanSquaredError(P, yTest);
// @ts-expect-error nothing is broadcast
meanSquaredError(P, np.zeros([1, 1]));
// @ts-expect-error a row is asked for
binaryCrossEntropy(np.zeros([1, 5]), np.zeros([5]));
// @ts-expect-error vectors are no matrices, even when they are the same
binaryCrossEntropy.gradient(np.zeros([5]), np.zeros([5]));
// @ts-expect-error not every loss has it
lossByName('binaryCrossEntropy').fromLogits(P, Y);

/** In generic code shapes resolve. */
export function outputGradient<N extends number, M extends number>(
  p: NDArray<[N, M], 'float64'>,
  y: NDArray<[N, M], 'float64'>,
): NDArray<[N, M], 'float64'> {
  return meanSquaredError.gradient(p, y);
}
