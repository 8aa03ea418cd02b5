import { activationByName } from '@keepdims/activations';
import { initializerByName } from '@keepdims/initializers';
import * as np from '@keepdims/ndarray';
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
}

/** A network with its parameters as plain JSON data. */
export interface NetworkJSON {
  readonly format: 'keepdims-network';
  readonly version: 1;
  readonly nX: number;
  readonly dtype: FloatDType;
  readonly layers: readonly LayerJSON[];
}

/** Write a network whose parameters were checked; see `Network.toJSON`. */
export function networkToJSON(nX: number, layers: readonly Dense[], params: readonly AnyLayerParams[]): NetworkJSON {
  const float32 = params.every(({ W, b }) => W.dtype === 'float32' && b.dtype === 'float32');
  return {
    format: 'keepdims-network',
    version: 1,
    nX,
    dtype: float32 ? 'float32' : 'float64',
    layers: layers.map(({ units, activation, initializer }, i) => {
      const { W, b } = params[i] as AnyLayerParams; // one a layer: checked
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
      };
    }),
  };
}

function floats(values: ArrayLike<number>): FloatJSON[] {
  return Array.from(values, (value) => {
    if (Object.is(value, -0)) return '-0';
    if (Number.isFinite(value)) return value;
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  });
}
