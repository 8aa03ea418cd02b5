import { contiguousData } from '@keepdims/ndarray';
import type { Dense } from '../dense.js';
import { l2Term } from '../l2Term.js';
import type { AnyLayerCache, AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { LossAndTargets } from '../networkTypes.js';
import { outputCost } from '../outputCost.js';

/** The cost J of a forward pass that was done, with its L2 term (l2/2)·Σ‖W‖². */
export function costOf(
  net: Network,
  params: readonly AnyLayerParams[],
  caches: readonly AnyLayerCache[],
  { loss, Y, l2 = 0, weights }: LossAndTargets,
): number {
  const last = net.layers.length - 1;
  // A network has a layer, and there is a cache for each.
  const cost = outputCost(net.layers[last] as Dense, caches[last] as AnyLayerCache, loss, Y, weights);
  if (l2 === 0) return cost;
  return params.reduce((sum, { W }) => sum + l2Term(l2, contiguousData(W)), cost);
}
