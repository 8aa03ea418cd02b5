import type { NDArray } from '@keepdims/ndarray';
import type { Metric, MetricFacts } from './metric.js';
import { rowMajorExamples } from './rowMajorExamples.js';
import type { Examples } from './rowMajorExamples.js';

/**
 * Make a metric from its formula.
 *
 * @param name - Its name in histories; a function's own name may be shortened by a bundler.
 * @param formula - Given both as row-major numbers of equal, checked shape.
 * @param options.better - Whether a 'higher' or a 'lower' number is better; early stopping can watch it only if that is said.
 * @returns The metric.
 * @example
 * const largestError = defineMetric('largestError', ({ predictions, targets, m }) => {
 *   let largest = 0;
 *   for (let j = 0; j < m; j++) largest = Math.max(largest, Math.abs(predictions[j] - targets[j]));
 *   return largest;
 * }, { better: 'lower' });
 * largestError(np.array([[1, 4]]), np.array([[2, 2]])) // 2
 */
export function defineMetric(
  name: string,
  formula: (examples: Examples) => number,
  { better }: Pick<MetricFacts, 'better'> = {},
): Metric {
  const metric = (predictions: NDArray, targets: NDArray): number =>
    formula(rowMajorExamples(`${name}(predictions, targets)`, predictions, targets));
  return withFacts(metric, { name, ...(better === undefined ? {} : { better }) }) as Metric; // the interface says in types what rowMajorExamples checks
}

/** A function with the facts as its own properties, frozen. */
export function withFacts<F extends (...values: never[]) => unknown>(metric: F, { name, better }: MetricFacts): F {
  Object.defineProperty(metric, 'name', { value: name, enumerable: true });
  if (better !== undefined) Object.defineProperty(metric, 'better', { value: better, enumerable: true });
  return Object.freeze(metric);
}
