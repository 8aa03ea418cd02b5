/** Parameters as arrays by name, as files keep them, and back. */
import { DTypeError } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions, ShapeError } from '@keepdims/shapes';
import type { Dense } from './dense.js';
import { describeValue } from './describeValue.js';
import type { AnyLayerParams } from './layer.js';
import type { Network } from './network.js';
import type { NetworkParams } from './networkTypes.js';
import { requireArray, requireLayerParams } from './requireLayer.js';

/** The arrays of a layer by name; some may be missing. */
type LayerArrays = { readonly [name in keyof AnyLayerParams]?: NDArray | undefined };

/** Options of `paramsToArrays` and `paramsFromArrays`. */
export interface ParameterArraysOptions {
  /** What every name begins with. Default 'params'. */
  readonly prefix?: string;
}

/**
 * The name of one array in files and checkpoints, such as `params.0.W`.
 *
 * @param prefix - What the names of all layers begin with.
 * @param layer - The layer's position in the list of parameters, counted from 0.
 * @param name - W, b, gamma, runningMean or runningVariance.
 * @example parameterName('params', 0, 'W') // 'params.0.W'
 */
export function parameterName(prefix: string, layer: number, name: string): string {
  return `${prefix}.${layer}.${name}`;
}

/**
 * Parameters as arrays by name, to be written to a file: what `writeNpz` and `writeSafetensors` take. Checkpoints have the same names.
 *
 * @param params - A network's parameters, one item a layer; or anything of that structure.
 * @param options.prefix - What every name begins with. Default 'params'.
 * @returns `params.0.W`, `params.0.b`, …, with gamma, runningMean and runningVariance where there are any; layers are counted from 0. The
 *   same arrays, not copies.
 * @throws RangeError for an unknown option.
 * @example
 * const params = network(2, dense(3, tanh, { batchNorm: true }), dense(1, sigmoid)).initialize(randomState(1));
 * Object.keys(paramsToArrays(params)).slice(3) // ['params.0.runningMean', 'params.0.runningVariance', 'params.1.W', 'params.1.b']
 */
export function paramsToArrays(
  params: readonly LayerArrays[],
  options: ParameterArraysOptions = {},
): Record<string, NDArray> {
  const prefix = prefixOf('paramsToArrays(params, options)', options);
  return Object.fromEntries(
    params.flatMap((layer, i) =>
      Object.entries(layer).flatMap(([name, array]) =>
        array === undefined ? [] : [[parameterName(prefix, i, name), array] as const],
      ),
    ),
  );
}

/**
 * A network's parameters from arrays by name: the way back from `paramsToArrays`, by way of a file that `readNpz` or `readSafetensors` has
 * read.
 *
 * @param net - The network that they are for.
 * @param arrays - By the names that `paramsToArrays` gives: W, b and, with batch normalisation, gamma, runningMean and runningVariance of
 *   every layer. Arrays whose names begin with something else, such as the scale of the inputs, are none of its business.
 * @param options.prefix - What the names begin with. Default 'params'.
 * @returns The parameters, one item a layer, typed by the network's sizes: the same arrays, not copies.
 * @throws ShapeError if an array is missing, is one too many, or has another shape. DTypeError if one isn't of floats, or they are of
 *   different ones. TypeError for anything but arrays, or if net is no network. RangeError for an unknown option.
 * @example
 * const net = network(2, dense(3, tanh), dense(1, sigmoid));
 * const arrays = paramsToArrays(net.initialize(randomState(1)));
 * paramsFromArrays(net, arrays)[0].W === arrays['params.0.W'] // true
 */
export function paramsFromArrays<N extends number, L extends readonly Dense[]>(
  net: Network<N, L>,
  arrays: Readonly<Record<string, NDArray>>,
  options: ParameterArraysOptions = {},
): NetworkParams<N, L> {
  const call = 'paramsFromArrays(net, arrays)';
  const prefix = prefixOf('paramsFromArrays(net, arrays, options)', options);
  const given: { readonly net: unknown; readonly arrays: unknown } = { net, arrays };
  if (typeof given.net !== 'object' || given.net === null || !('layers' in given.net)) {
    throw new TypeError(
      `${call}: net must be a network, but is ${describeValue(given.net)}. Make one with network(nX, …layers).`,
    );
  }
  if (typeof given.arrays !== 'object' || given.arrays === null || Array.isArray(given.arrays)) {
    throw new TypeError(
      `${call}: arrays must be an object of NDArrays by name, such as readNpz gives, but is ${describeValue(given.arrays)}.`,
    );
  }
  const wanted = net.layers.map(namesOf);
  requireNames(call, prefix, wanted, Object.keys(arrays));
  let inputs: number = net.nX;
  const params = wanted.map((names, i) => {
    const layer = net.layers[i] as Dense; // wanted is as long
    const entries = names.map((name) => {
      const array: unknown = arrays[parameterName(prefix, i, name)];
      requireArray(call, parameterName(prefix, i, name), array);
      return [name, array] as const;
    });
    const own = Object.fromEntries(entries) as unknown as AnyLayerParams; // the names that such a layer has
    requireLayerParams(call, parameterName(prefix, i, ''), own, layer, inputs);
    inputs = layer.units;
    return own;
  });
  requireOneDType(call, Object.entries(paramsToArrays(params, { prefix })));
  return params as unknown as NetworkParams<N, L>; // shapes and floats were checked
}

function prefixOf(call: string, options: ParameterArraysOptions): string {
  refuseUnknownOptions(call, options, ['prefix']);
  return options.prefix ?? 'params';
}

function namesOf({ batchNorm }: Dense): readonly (keyof AnyLayerParams)[] {
  return batchNorm === undefined ? ['W', 'b'] : ['W', 'b', 'gamma', 'runningMean', 'runningVariance'];
}

/** @throws ShapeError if a name is missing, or one with the prefix is too many. */
function requireNames(
  call: string,
  prefix: string,
  layers: readonly (readonly string[])[],
  given: readonly string[],
): void {
  const wanted = layers.flatMap((names, i) => names.map((name) => parameterName(prefix, i, name)));
  const missing = wanted.find((name) => !given.includes(name));
  const extra = given.find((name) => name.startsWith(`${prefix}.`) && !wanted.includes(name));
  if (missing === undefined && extra === undefined) return;
  const [verb, name] = missing === undefined ? ['has no', extra] : ['has', missing];
  const there = given.length === 0 ? 'none' : given.slice(0, 12).join(', ') + (given.length > 12 ? ', …' : '');
  throw new ShapeError(
    `${call}: the network ${verb} ${name ?? ''}, but the arrays ${missing === undefined ? 'do' : 'do not'}: they are ${there}. ` +
      'Use the arrays that paramsToArrays gave for this network.',
  );
}

/** @throws DTypeError unless all are of the first one's element type. */
function requireOneDType(call: string, entries: readonly (readonly [string, NDArray])[]): void {
  const [first] = entries;
  const other = entries.find(([, { dtype }]) => dtype !== first?.[1].dtype);
  if (first === undefined || other === undefined) return;
  throw new DTypeError(
    `${call}: parameters are all float64 or all float32, but ${first[0]} is ${first[1].dtype} and ${other[0]} is ${other[1].dtype}. ` +
      `Convert them: astype('${first[1].dtype}').`,
  );
}
