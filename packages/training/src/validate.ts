import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import { outputCost } from '@keepdims/models';
import type { AnyLayerCache, LayerParams, Network } from '@keepdims/models';
import type { Data } from './examples.js';
import type { AnyMetric } from './metrics/metric.js';
import type { EpochRecord } from './options.js';
import { measure } from './seen.js';

/** What is validated, and how. */
interface Validation {
  readonly loss: Loss;
  readonly metrics: readonly AnyMetric[];
  readonly params: readonly LayerParams[];
  readonly validation: Data;
}

/** Cost and metrics of the validation examples: in inference, so without dropout and with running statistics. */
export function validate(
  net: Network,
  { loss, metrics, params, validation: { X, Y } }: Validation,
): Pick<EpochRecord, 'validationCost' | 'validationMetrics'> {
  const { validationCost, predictions } = np.scope(() => {
    const caches: readonly AnyLayerCache[] = net.forward(params, X).caches;
    const [layer, cache] = [net.layers[net.layers.length - 1], caches[caches.length - 1]];
    const none: { validationCost: number; predictions: NDArray } = { validationCost: NaN, predictions: Y };
    if (layer === undefined || cache === undefined) return none; // a network has a layer
    return { validationCost: outputCost(layer, cache, loss, Y), predictions: cache.A };
  });
  if (metrics.length === 0) return { validationCost };
  // Nothing can be told from NaN; the training itself may be sound, and the validation cost shows it too.
  if (np.any(np.isNaN(predictions))) {
    return { validationCost, validationMetrics: Object.fromEntries(metrics.map(({ name }) => [name, NaN])) };
  }
  return { validationCost, validationMetrics: measure(metrics, predictions, Y) };
}
