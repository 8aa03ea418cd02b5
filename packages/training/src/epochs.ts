import { batches } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { outputCost, parameterGradients } from '@keepdims/models';
import type { AnyLayerCache, LayerParams, Network } from '@keepdims/models';
import { requireFiniteCost, requireFiniteParams } from './divergence.js';
import type { EpochRecord, MetricValues } from './options.js';
import type { Data, Plan } from './plan.js';

/** One turn of the loop: a step, and at an epoch's end its record. */
export type Turn = EpochRecord | 'step';

/**
 * The training loop, which `fit` and `train` both drive: it stops after every step ('step') and after every epoch (its record).
 *
 * A step is: forward, cost, backward, update. It ends early, without the epoch's record, once the signal is aborted.
 *
 * @throws TrainingDiverged when the cost is NaN or a parameter is not finite.
 */
export function* epochs(operation: string, net: Network, plan: Plan): Generator<Turn, void, undefined> {
  const { X, Y, loss, optimizer, batchSize, metrics, rng, signal } = plan;
  const last = net.layers[net.layers.length - 1];
  if (last === undefined) return; // a network has a layer
  const m = X.shape[1] ?? 0;
  let params = plan.initialParams;
  let state = optimizer.init(params);
  let step = 0;

  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    let cost = 0;
    const seen: Seen[] = [];
    for (const batch of batches({ X, Y }, batchSize, rng)) {
      if (signal?.aborted === true) return;
      step++;
      const at = { operation, step, epoch, plan };
      const caches: readonly AnyLayerCache[] = net.forward(params, batch.X).caches;
      const output = caches[caches.length - 1] as AnyLayerCache; // one a layer
      const batchCost = outputCost(last, output, loss, batch.Y); // before the update
      requireFiniteCost(at, batchCost);
      cost += batch.size === m ? batchCost : batchCost * (batch.size / m);
      if (metrics.length > 0) seen.push({ predictions: output.A, targets: batch.Y });

      const gradients = net.backward(params, caches, { loss, Y: batch.Y });
      ({ params, state } = optimizer.update(params, parameterGradients(gradients), state));
      requireFiniteParams(at, params);
      yield 'step';
    }
    const record = recordOf(net, plan, { epoch, cost, params, seen });
    for (const callback of plan.callbacks) callback(record);
    yield record;
  }
}

/** A batch's outputs, from before the update. */
interface Seen {
  readonly predictions: NDArray;
  readonly targets: NDArray;
}

interface Epoch {
  readonly epoch: number;
  readonly cost: number;
  readonly params: readonly LayerParams[];
  readonly seen: readonly Seen[];
}

function recordOf(net: Network, plan: Plan, { epoch, cost, params, seen }: Epoch): EpochRecord {
  const measure = (predictions: NDArray, targets: NDArray): MetricValues =>
    Object.fromEntries(plan.metrics.map((metric) => [metric.name, metric(predictions, targets)]));
  const ownMetrics =
    plan.metrics.length === 0
      ? {}
      : {
          metrics: measure(joined(seen.map((batch) => batch.predictions)), joined(seen.map((batch) => batch.targets))),
        };
  if (plan.validation === undefined) return { epoch, cost, ...ownMetrics, params };

  const { validationCost, predictions } = validate(net, plan, params, plan.validation);
  const validationMetrics =
    plan.metrics.length === 0 ? {} : { validationMetrics: measure(predictions, plan.validation.Y) };
  return { epoch, cost, ...ownMetrics, validationCost, ...validationMetrics, params };
}

function validate(
  net: Network,
  { loss }: Plan,
  params: readonly LayerParams[],
  { X, Y }: Data,
): { validationCost: number; predictions: NDArray } {
  const caches: readonly AnyLayerCache[] = net.forward(params, X).caches;
  const [layer, cache] = [net.layers[net.layers.length - 1], caches[caches.length - 1]];
  if (layer === undefined || cache === undefined) return { validationCost: NaN, predictions: Y }; // a network has a layer
  return { validationCost: outputCost(layer, cache, loss, Y), predictions: cache.A };
}

/** All batches side by side; one batch is not copied. */
function joined(arrays: readonly NDArray[]): NDArray {
  const [only] = arrays;
  return only !== undefined && arrays.length === 1 ? only : np.concatenate(arrays, { axis: 1 });
}
