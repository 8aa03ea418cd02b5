import type { FeatureColumn, Tabular } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { SavedModel } from '../run/savedModel.js';

/** Arrays by name. */
export type NamedArrays = Readonly<Record<string, NDArray>>;

/**
 * The parameters under the course's names: `W1` [units, inputs], `b1` [units, 1], `W2`, …; with batch normalisation also `gamma1`,
 * `runningMean1`, `runningVariance1`, [units, 1] each.
 */
export function parameterArrays({ params }: Pick<SavedModel, 'params'>): NamedArrays {
  return Object.fromEntries(
    params.flatMap((layer, i) =>
      Object.entries(layer).map(([name, array]: [string, NDArray]) => [`${name}${i + 1}`, array]),
    ),
  );
}

/** The layers without their parameters: units, activations, initializers, and dropout and batch normalisation where there are any. */
export function architecture({ net, params }: Pick<SavedModel, 'net' | 'params'>): object {
  const { nX, dtype, layers } = net.toJSON(params);
  return {
    nX,
    dtype,
    layers: layers.map(({ units, activation, initializer, dropout, batchNorm }) => ({
      ...{ units, activation, initializer },
      ...(dropout === undefined ? {} : { dropout }),
      ...(batchNorm === undefined ? {} : { batchNorm }),
    })),
  };
}

/**
 * The preprocessing as far as arrays can hold it: `featureMean` and `featureScale` [n_x, 1] make x = (raw − mean) / scale of each feature,
 * 0 and 1 for those that stand for a category; of a regression `targetMean` and `targetScale` [1, 1] make the prediction ŷ · scale + mean.
 */
export function scalingArrays({ columns, target }: Tabular): NamedArrays {
  const scalings = columns.flatMap(scalingsOf);
  const column = (values: readonly number[]): NDArray => np.array(values.map((value) => [value]));
  return {
    featureMean: column(scalings.map(({ mean }) => mean)),
    featureScale: column(scalings.map(({ scale }) => scale)),
    ...(target?.kind === 'number' ? { targetMean: column([target.mean]), targetScale: column([target.scale]) } : {}),
  };
}

function scalingsOf(column: FeatureColumn): { readonly mean: number; readonly scale: number }[] {
  if (column.kind === 'number') return [column];
  const features = column.categories.length + (column.missing ? 1 : 0);
  return Array.from({ length: features }, () => ({ mean: 0, scale: 1 }));
}
