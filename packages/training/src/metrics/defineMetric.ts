import type { NDArray } from '@keepdims/ndarray';
import type { Metric } from './metric.js';
import { rowMajorExamples } from './rowMajorExamples.js';
import type { Examples } from './rowMajorExamples.js';

/**
 * Make a metric from its formula.
 *
 * @param name - Its name in histories; a function's own name may be shortened by a bundler.
 * @param formula - Given both as row-major numbers of equal, checked shape.
 * @returns The metric.
 */
export function defineMetric(name: string, formula: (examples: Examples) => number): Metric {
  const metric = (predictions: NDArray, targets: NDArray): number =>
    formula(rowMajorExamples(`${name}(predictions, targets)`, predictions, targets));
  Object.defineProperty(metric, 'name', { value: name, enumerable: true });
  return Object.freeze(metric) as Metric; // the interface says in types what rowMajorExamples checks
}
