import type { NDArray } from '@keepdims/ndarray';
import type { AnyLayerCache, AnyLayerParams, ForwardOptions } from '../layer.js';
import type { Network } from '../network.js';

/** The caches of one forward pass, one a layer. */
export function cachesOf(
  net: Network,
  params: readonly AnyLayerParams[],
  X: NDArray,
  options: ForwardOptions,
): readonly AnyLayerCache[] {
  return net.forward(params, X, options).caches;
}
