import { meanAbsoluteError } from '@keepdims/losses';
import { definitionByName } from '@keepdims/shapes';
import { accuracy } from './accuracy.js';
import { auc } from './auc.js';
import { f1 } from './f1.js';
import { logLoss } from './logLoss.js';
import type { ClassMetric, Metric } from './metric.js';
import { precision } from './precision.js';
import { recall } from './recall.js';
import { rootMeanSquaredError } from './rootMeanSquaredError.js';
import { rSquared } from './rSquared.js';

/** The metrics by name; a test keeps the list complete. Any loss is one too, `meanAbsoluteError` by its own name. */
export const metrics = {
  accuracy,
  auc,
  f1,
  logLoss,
  meanAbsoluteError,
  precision,
  recall,
  rootMeanSquaredError,
  rSquared,
} as const;

/** The names of the metrics. */
export type MetricName = keyof typeof metrics;

/**
 * The metric of a name, as a command line or a configuration file gives it.
 *
 * @param name - Such as 'accuracy'; `MetricName` lists them.
 * @returns The metric without options.
 * @throws RangeError if there is no such metric.
 * @example metricByName('f1').better // 'higher'
 */
export function metricByName(name: string): Metric | ClassMetric {
  const found = definitionByName<unknown>(`metricByName('${name}')`, 'metric', metrics, name);
  // Each is a metric: a loss asks of shapes what a metric asks, and says by its gradients that lower is better.
  return found as Metric | ClassMetric;
}
