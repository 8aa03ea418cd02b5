import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import { outputCost } from '@keepdims/models';
import type { AnyLayerCache, LayerParams, Network } from '@keepdims/models';
import type { Data } from './examples.js';
import type { AnyMetric } from './metrics/metric.js';
import type { EpochRecord } from './options.js';
import { Seen } from './seen.js';
import type { Supply } from './supply.js';

/** What is validated, and how. */
interface Validation {
  readonly loss: Loss;
  readonly metrics: readonly AnyMetric[];
  readonly params: readonly LayerParams[];
  readonly validation: Supply;
}

/** Cost and metrics of the validation examples: in inference, so without dropout and with running statistics. */
export function validate(
  net: Network,
  { loss, metrics, params, validation }: Validation,
): Pick<EpochRecord, 'validationCost' | 'validationMetrics'> {
  return np.scope(() => {
    const { m, targetRows } = validation;
    const seen = metrics.length > 0 ? new Seen(net.layers.at(-1)?.units ?? 0, targetRows, m) : undefined;
    let validationCost = 0;
    for (const part of validation.parts()) {
      const cost = np.scope(() => {
        const { cost, output } = judge(net, loss, params, part);
        seen?.add(output, part);
        return cost;
      });
      validationCost += part.size === m ? cost : cost * (part.size / m);
    }
    if (seen === undefined) return { validationCost };
    // Nothing can be told from NaN; the training itself may be sound, and the validation cost shows it too.
    if (!seen.hasNaN()) return { validationCost, validationMetrics: seen.measure(metrics) };
    return { validationCost, validationMetrics: Object.fromEntries(metrics.map(({ name }) => [name, NaN])) };
  });
}

function judge(
  net: Network,
  loss: Loss,
  params: readonly LayerParams[],
  { X, Y }: Data,
): { readonly cost: number; readonly output: NDArray } {
  const caches: readonly AnyLayerCache[] = net.forward(params, X).caches;
  const [layer, cache] = [net.layers[net.layers.length - 1], caches[caches.length - 1]];
  if (layer === undefined || cache === undefined) return { cost: NaN, output: Y }; // a network has a layer
  return { cost: outputCost(layer, cache, loss, Y), output: cache.A };
}
