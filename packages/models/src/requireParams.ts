import { ShapeError } from '@keepdims/shapes';
import { count } from './count.js';
import { describeValue } from './describeValue.js';
import type { AnyLayerParams } from './layer.js';
import type { Network } from './network.js';
import { requireLayerParams } from './requireLayer.js';

/**
 * Refuse parameters that are not this network's: for packages that take them for later.
 *
 * @param operation - The call as messages show it.
 * @param net - The network.
 * @param params - One `{ W, b }` a layer, with batch norm `{ W, b, gamma, runningMean, runningVariance }`.
 * @throws TypeError if they are no list of such objects. ShapeError naming the layer and the array. DTypeError if one isn't of floats.
 * @example
 * const net = logisticRegression(2);
 * requireParams('f(params)', net, net.initialize(randomState(1))) // undefined
 */
export function requireParams(
  operation: string,
  { nX, layers }: Pick<Network, 'nX' | 'layers'>,
  params: readonly AnyLayerParams[],
): void {
  if (!Array.isArray(params)) {
    throw new TypeError(
      `${operation}: params must be a list with one { W, b } a layer, but is ${describeValue(params)}. Use net.initialize(rng).`,
    );
  }
  if (params.length !== layers.length) {
    throw new ShapeError(
      `${operation}: params are of ${count(params.length, 'layer')}, but the network has ${layers.length}. Use net.initialize(rng).`,
    );
  }
  let inputs = nX;
  for (const [i, layer] of layers.entries()) {
    // As long as `layers`: just checked.
    requireLayerParams(operation, `layer ${i + 1}'s `, params[i] as AnyLayerParams, layer, inputs);
    inputs = layer.units;
  }
}
