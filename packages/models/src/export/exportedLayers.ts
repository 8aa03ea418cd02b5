import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { count } from '../count.js';
import type { Dense } from '../dense.js';
import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import { requireParams } from '../requireParams.js';
import { activationCode } from './activationCode.js';
import type { ActivationCode, Language } from './activationCode.js';

/** One layer, as a generated program needs it. */
export interface ExportedLayer {
  /** Counted from 1. */
  readonly number: number;
  readonly units: number;
  readonly inputs: number;
  /** Such as '4 tanh units on 2 inputs'. */
  readonly description: string;
  readonly code: ActivationCode;
  /** The parameters in the order in which they are used, with the names that the program gives them. */
  readonly arrays: readonly ExportedArray[];
  /** What is added to the variance; undefined without batch normalisation. */
  readonly epsilon: number | undefined;
}

export interface ExportedArray {
  readonly name: 'W' | 'b' | 'gamma' | 'mean' | 'variance';
  readonly dtype: string;
  /** Row by row; the columns b, gamma, mean and variance are rows of one number. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * The network's layers with their parameters and code.
 *
 * @throws ShapeError, DTypeError or TypeError if the parameters don't fit. RangeError for an activation that is none of ours.
 */
export function exportedLayers(
  operation: string,
  language: Language,
  net: Network,
  params: readonly AnyLayerParams[],
): ExportedLayer[] {
  requireParams(operation, net, params);
  const sizes = [net.nX, ...net.layers.map(({ units }) => units)];
  return params.map(({ W, b, gamma, runningMean: mean, runningVariance: variance }, i) => {
    const { units, activation, batchNorm } = net.layers[i] as Dense; // one a layer
    const inputs = sizes[i] ?? 0;
    const arrays = Object.entries({ W, gamma, mean, variance, b } as const).flatMap(
      ([name, array]) =>
        array === undefined ? [] : [{ name: name as ExportedArray['name'], dtype: array.dtype, rows: rowsOf(array) }], // the keys above
    );
    return {
      number: i + 1,
      units,
      inputs,
      description: `${count(units, `${activation.name} unit`)} on ${count(inputs, 'input')}${batchNorm === undefined ? '' : ', with batch normalisation'}`,
      code: activationCode(operation, language, i + 1, activation),
      arrays,
      epsilon: batchNorm?.epsilon,
    };
  });
}

export function isNormalized({ epsilon }: ExportedLayer): boolean {
  return epsilon !== undefined;
}

function rowsOf(array: NDArray): number[][] {
  const [rows = 0, columns = 0] = array.shape;
  const values = Array.from<number>(contiguousData(array));
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}
