import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { outputCost, trainingRun } from '@keepdims/models';
import type { AnyLayerCache, LayerParams, Network } from '@keepdims/models';
import { requireFiniteCost, requireFiniteParams } from './divergence.js';
import { examples } from './examples.js';
import type { ExampleBatch } from './examples.js';
import type { EpochRecord, MetricValues } from './options.js';
import type { Data, Plan } from './plan.js';

/** One turn of the loop: a step, and at an epoch's end its numbers. */
export type Turn = EpochEnd | 'step';

/** What is known after an epoch. The parameters are copied when they are asked for, which must be before the loop goes on. */
export interface EpochEnd extends Omit<EpochRecord, 'params'> {
  readonly params: () => readonly LayerParams[];
}

/**
 * The training loop, which `fit` and `train` both drive: it stops after every step ('step') and after every epoch (its numbers).
 *
 * A step is: forward, cost, backward, update. It ends early, without the epoch's numbers, once the signal is aborted.
 *
 * @throws TrainingDiverged when the cost is NaN or a parameter is not finite.
 */
export function* epochs(operation: string, net: Network, plan: Plan): Generator<Turn, void, undefined> {
  const { Y, loss, optimizer, initialParams, batchSize, metrics, rng, signal } = plan;
  const m = Y.shape[1] ?? 0;
  const dtype = initialParams.every(({ W }) => W.dtype === 'float32') ? 'float32' : 'float64';
  const { batches } = examples(plan, dtype, batchSize, rng);
  const run = trainingRun({ net, params: initialParams, loss, optimizer });
  const seen = metrics.length > 0 ? new Seen(Y.shape[0] ?? 0, m) : undefined;
  let step = 0;

  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    let cost = 0;
    for (const batch of batches()) {
      if (signal?.aborted === true) return;
      step++;
      const at = { operation, step, epoch, plan };
      const { cost: batchCost, output } = run.step(batch.X, batch.Y); // the cost is from before the update
      requireFiniteCost(at, batchCost);
      cost += batch.size === m ? batchCost : batchCost * (batch.size / m);
      seen?.add(output, batch);
      if (!run.isFinite()) requireFiniteParams(at, run.params());
      yield 'step';
    }
    let copies: readonly LayerParams[] | undefined;
    const params = (): readonly LayerParams[] => (copies ??= run.params());
    const end = endOf(net, plan, { epoch, cost, params, seen });
    for (const callback of plan.callbacks) callback({ ...end, params: params() });
    yield end;
  }
}

/** An epoch's outputs, from before the updates, beside their targets. */
class Seen {
  readonly #predictions: NDArray;
  readonly #targets: NDArray;
  readonly #m: number;
  #count = 0;

  constructor(outputs: number, m: number) {
    this.#predictions = np.zeros([outputs, m]);
    this.#targets = np.zeros([outputs, m]);
    this.#m = m;
  }

  /** The next batch's; after the last one it begins again. */
  add(output: NDArray, { Y, size }: ExampleBatch): void {
    const columns = [this.#count, this.#count + size] as const;
    np.assign(np.slice(this.#predictions, ':', columns), output);
    np.assign(np.slice(this.#targets, ':', columns), Y);
    this.#count = (this.#count + size) % this.#m;
  }

  measure(metrics: Plan['metrics']): MetricValues {
    return measure(metrics, this.#predictions, this.#targets);
  }
}

function measure(metrics: Plan['metrics'], predictions: NDArray, targets: NDArray): MetricValues {
  return Object.fromEntries(metrics.map((metric) => [metric.name, metric(predictions, targets)]));
}

interface Epoch {
  readonly epoch: number;
  readonly cost: number;
  readonly params: () => readonly LayerParams[];
  readonly seen: Seen | undefined;
}

function endOf(net: Network, plan: Plan, { epoch, cost, params, seen }: Epoch): EpochEnd {
  const { metrics, validation } = plan;
  const ownMetrics = seen === undefined ? {} : { metrics: seen.measure(metrics) };
  if (validation === undefined) return { epoch, cost, ...ownMetrics, params };

  const current = params(); // before the scope, which releases what is made inside
  const { validationCost, predictions } = np.scope(() => validate(net, plan, current, validation));
  const validationMetrics =
    metrics.length === 0 ? {} : { validationMetrics: measure(metrics, predictions, validation.Y) };
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
