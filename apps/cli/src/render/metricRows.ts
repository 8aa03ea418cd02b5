import type { Estimate, Measured } from '../evaluation/measure.js';
import { formatMeasure } from './numbers.js';
import { plainText } from './plainText.js';
import { shorten } from './width.js';

/** A metric as it is printed. */
export interface MetricRow {
  readonly name: string;
  readonly estimate: Estimate;
  /** The baseline's value; empty where it has none. */
  readonly baseline: string;
  readonly format: (value: number) => string;
}

/**
 * The metrics of a measurement, in the order in which they are printed.
 *
 * @param unit - The target's unit, if it has one.
 * @returns The rows, and what the baseline does: `mean of these rows`.
 */
export function metricRows(
  measured: Measured,
  unit: string | undefined,
): { readonly rows: readonly MetricRow[]; readonly baselineTitle: string } {
  const share = (value: number): string => value.toFixed(4);
  if (measured.task === 'regression') {
    const { metrics, baseline } = measured;
    const amount = (value: number): string => formatMeasure(value, unit);
    const row = (name: string, key: keyof typeof metrics, format: MetricRow['format']): MetricRow => {
      const value = baseline[key];
      return { name, estimate: metrics[key], baseline: value === undefined ? '-' : format(value), format };
    };
    return {
      rows: [
        row('R² (1 is perfect)', 'r2', share),
        row('mean absolute error', 'meanAbsoluteError', amount),
        row('root mean squared error', 'rootMeanSquaredError', amount),
      ],
      baselineTitle: 'mean of these rows',
    };
  }
  const { metrics, baseline, classes } = measured;
  const binary = classes.length === 2;
  const positive = binary ? ` of ${quoted(classes[1])}` : ', mean of classes';
  const row = (name: string, key: keyof typeof metrics, value = ''): MetricRow => ({
    name,
    estimate: metrics[key],
    baseline: value,
    format: share,
  });
  return {
    rows: [
      row('accuracy', 'accuracy', share(baseline.accuracy)),
      row(`precision${positive}`, 'precision'),
      row(`recall${positive}`, 'recall'),
      row(`F1${positive}`, 'f1'),
      row(`area under ROC${binary ? '' : positive}`, 'auc'),
      row('log loss (0 is perfect)', 'logLoss'),
    ],
    baselineTitle: `always ${quoted(baseline.predicts)}`,
  };
}

function quoted(name = ''): string {
  return `"${shorten(plainText(name), 12)}"`;
}
