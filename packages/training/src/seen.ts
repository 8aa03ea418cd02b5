import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ExampleBatch } from './examples.js';
import type { AnyMetric } from './metrics/metric.js';
import type { MetricValues } from './options.js';

/** An epoch's outputs, from before the updates, beside their targets. */
export class Seen {
  readonly #predictions: NDArray;
  readonly #targets: NDArray;
  readonly #m: number;
  #count = 0;

  /** Room for m columns of outputs, and of targets of so many rows. */
  constructor(outputs: number, rows: number, m: number) {
    this.#predictions = np.zeros([outputs, m]);
    this.#targets = np.zeros([rows, m]);
    this.#m = m;
  }

  /** The next batch's; after the last one it begins again. */
  add(output: NDArray, { Y, size }: Pick<ExampleBatch, 'Y' | 'size'>): void {
    const columns = [this.#count, this.#count + size] as const;
    np.assign(np.slice(this.#predictions, ':', columns), output);
    np.assign(np.slice(this.#targets, ':', columns), Y);
    this.#count = (this.#count + size) % this.#m;
  }

  /** The outputs so far: a copy. */
  outputs(): NDArray {
    return np.copy(np.slice(this.#predictions, ':', [0, this.#count]));
  }

  /** Go on where `outputs` was taken in an epoch of this order. */
  restore(outputs: NDArray, Y: NDArray, order: Int32Array): void {
    const size = outputs.shape[1] ?? 0;
    const columns = Int32Array.from(order.subarray(0, size));
    this.add(outputs, { Y: np.take(Y, np.asArray(columns), { axis: 1 }), size });
  }

  /** Whether an output is NaN, of which no metric can tell anything. */
  hasNaN(): boolean {
    return np.any(np.isNaN(this.#predictions));
  }

  /** The metrics of a whole epoch. */
  measure(metrics: readonly AnyMetric[]): MetricValues {
    return measure(metrics, this.#predictions, this.#targets);
  }
}

/** Metrics by name. */
export function measure(metrics: readonly AnyMetric[], predictions: NDArray, targets: NDArray): MetricValues {
  return Object.fromEntries(metrics.map((metric) => [metric.name, metric(predictions as never, targets as never)])); // shapes were checked
}
