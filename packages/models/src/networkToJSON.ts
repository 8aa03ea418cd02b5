import { activationByName } from '@keepdims/activations';
import { initializerByName } from '@keepdims/initializers';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { BatchNorm } from './batchNorm.js';
import type { Dense } from './dense.js';
import type { AnyLayerParams, FloatDType } from './layer.js';

/** A float in JSON: a number, or by name one of the four that JSON has no number for. */
export type FloatJSON = number | '-0' | 'NaN' | 'Infinity' | '-Infinity';

/** A definition by its name, with its options. */
export interface NamedJSON {
  readonly name: string;
  readonly options: Readonly<Record<string, number>>;
}

/** One layer with its parameters. */
export interface LayerJSON {
  readonly units: number;
  readonly activation: NamedJSON;
  readonly initializer: NamedJSON;
  /** The rows of W, [units][inputs]. */
  readonly W: readonly (readonly FloatJSON[])[];
  /** The biases, [units]. */
  readonly b: readonly FloatJSON[];
  /** The dropout rate, where there is one. */
  readonly dropout?: number;
  /** Only with batch normalisation: its options, scale and running statistics, [units] each. */
  readonly batchNorm?: BatchNorm;
  readonly gamma?: readonly FloatJSON[];
  readonly runningMean?: readonly FloatJSON[];
  readonly runningVariance?: readonly FloatJSON[];
}

/** A network with its parameters as plain JSON data. */
export interface NetworkJSON {
  readonly format: 'keepdims-network';
  /** 2 if a layer has dropout or batch normalisation, which a reader of version 1 would overlook. */
  readonly version: 1 | 2;
  readonly nX: number;
  readonly dtype: FloatDType;
  readonly layers: readonly LayerJSON[];
}

/** Write a network whose parameters were checked; see `Network.toJSON`. */
export function networkToJSON(nX: number, layers: readonly Dense[], params: readonly AnyLayerParams[]): NetworkJSON {
  const arrays = params.flatMap((layer) => Object.values(layer) as NDArray[]); // a layer holds nothing else
  const isPlain = layers.every(({ dropout, batchNorm }) => dropout === 0 && batchNorm === undefined);
  return {
    format: 'keepdims-network',
    version: isPlain ? 1 : 2,
    nX,
    dtype: arrays.every(({ dtype }) => dtype === 'float32') ? 'float32' : 'float64',
    layers: layers.map(({ units, activation, initializer, dropout, batchNorm }, i) => {
      const own = params[i] as AnyLayerParams; // one a layer: checked
      const { W, b } = own;
      // What can't be found by name now couldn't be found when the file is read, after the training is lost.
      activationByName(activation.name, activation.options);
      initializerByName(initializer.name, initializer.options);
      const inputs = W.shape[1] ?? 0;
      const weights = np.contiguousData(W);
      return {
        units,
        activation: { name: activation.name, options: activation.options },
        initializer: { name: initializer.name, options: initializer.options },
        W: Array.from({ length: units }, (_, row) => floats(weights.subarray(row * inputs, (row + 1) * inputs))),
        b: floats(np.contiguousData(b)),
        ...(dropout === 0 ? {} : { dropout }),
        ...(batchNorm === undefined ? {} : { batchNorm, ...normalizingNumbers(own as Required<AnyLayerParams>) }), // checked
      };
    }),
  };
}

function normalizingNumbers({ gamma, runningMean, runningVariance }: Required<AnyLayerParams>): object {
  return {
    gamma: floats(np.contiguousData(gamma)),
    runningMean: floats(np.contiguousData(runningMean)),
    runningVariance: floats(np.contiguousData(runningVariance)),
  };
}

function floats(values: ArrayLike<number>): FloatJSON[] {
  return Array.from(values, (value) => {
    if (Object.is(value, -0)) return '-0';
    if (Number.isFinite(value)) return value;
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  });
}
