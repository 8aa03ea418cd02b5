import type { AnyLayerParams } from './layer.js';
import type { Network } from './network.js';
import { requireNetworkParams } from './requireNetwork.js';

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
  requireNetworkParams(operation, params, layers, [nX, ...layers.map(({ units }) => units)]);
}
