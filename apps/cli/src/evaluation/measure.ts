import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { accuracy, auc, confusionMatrix, f1, logLoss, precision, recall } from '@keepdims/training';
import { mostFrequent, regressionMetrics } from '../model/metrics.js';
import type { RegressionMetrics } from '../model/metrics.js';
import type { RunExamples } from '../model/openExamples.js';
import { requireFinite } from '../model/requireFinite.js';
import { bootstrap } from '../statistics/bootstrap.js';
import type { Interval } from '../statistics/bootstrap.js';
import { calibration } from '../statistics/calibration.js';
import type { Calibration } from '../statistics/calibration.js';
import { classOutputs } from './classOutputs.js';
import type { ClassOutputs } from './classOutputs.js';
import { classMetricNames, classStatistics } from './classStatistics.js';
import { regressionMetricNames, regressionStatistics } from './regressionStatistics.js';

/** A metric with its 95 % interval. */
export interface Estimate {
  /** Undefined where the metric is not defined for these rows. */
  readonly value: number | undefined;
  /** Undefined if there were no resamples, or the metric is not defined in more than half of them. */
  readonly interval: Interval | undefined;
  /** In how many resamples it is defined. */
  readonly defined: number;
}

/** How good a regression is on some rows. */
export interface MeasuredRegression {
  readonly task: 'regression';
  readonly rows: number;
  readonly metrics: Readonly<Record<(typeof regressionMetricNames)[number], Estimate>>;
  /** Always predicting the mean of these rows: the best that one number can do in squares. */
  readonly baseline: RegressionMetrics & { readonly predicts: number };
}

/** How good a classification is on some rows. */
export interface MeasuredClasses {
  readonly task: 'classification';
  readonly rows: number;
  readonly classes: readonly string[];
  /** Those of two classes are about the second one; of more, `precision`, `recall`, `f1` and `auc` are means over the classes. */
  readonly metrics: Readonly<Record<(typeof classMetricNames)[number], Estimate>>;
  /** Always predicting the most frequent class of these rows. */
  readonly baseline: { readonly accuracy: number; readonly predicts: string };
  /** [real][predicted] = how many rows. */
  readonly confusion: readonly (readonly number[])[];
  /** Of the probability of the second of two classes; of more, of the class predicted. */
  readonly calibration: Calibration;
}

export type Measured = MeasuredRegression | MeasuredClasses;

/**
 * Measure a run's model on rows with their targets.
 *
 * @param options.resamples - Of the bootstrap; 0 for no intervals.
 * @throws CliError if a prediction is not finite.
 */
export function measure(
  examples: RunExamples,
  options: { readonly resamples: number; readonly seed: number },
): Measured {
  const { net, params, X, table } = examples;
  return measureOutput(
    { ...examples, output: net.forward(params, X).output, where: (row) => table.where(row) },
    options,
  );
}

/** What a network gives for m rows, and what would be right. */
export interface MeasurableRows extends Pick<RunExamples, 'preprocessing'> {
  /** [outputs, m]. */
  readonly output: NDArray;
  /** [outputs, m]. */
  readonly Y: NDArray;
  /** Where a row is, for messages. */
  readonly where: (row: number) => string;
}

/** Measure what a network has given for some rows, as `measure` does. */
export function measureOutput(rows: MeasurableRows, options: Resampling): Measured {
  return rows.preprocessing.task === 'regression' ? measureRegression(rows, options) : measureClasses(rows, options);
}

type Resampling = Parameters<typeof measure>[1];

function measureRegression(rows: MeasurableRows, resampling: Resampling): MeasuredRegression {
  const { preprocessing, output, Y } = rows;
  const predicted = preprocessing.inverseTarget(output);
  const real = preprocessing.inverseTarget(Y);
  const values = Array.from(predicted.data);
  requireFinite(values, rows, 'so nothing was measured');
  const mean = np.mean(real);
  const { r2, ...errors } = regressionMetrics(predicted, real);
  const statistics = regressionStatistics(values, real.data);
  const m = values.length;
  return {
    task: 'regression',
    rows: m,
    metrics: estimates(regressionMetricNames, { r2: r2 ?? NaN, ...errors }, statistics, m, resampling),
    baseline: { ...regressionMetrics(np.full([1, m], mean), real), predicts: mean },
  };
}

function measureClasses(rows: MeasurableRows, resampling: Resampling): MeasuredClasses {
  const { preprocessing, output, Y } = rows;
  const { classes } = preprocessing;
  const outputs = classOutputs(output, Y);
  requireFinite(certainties(outputs), rows, 'so nothing was measured');
  const functions = { accuracy, precision, recall, f1, auc, logLoss };
  const values = Object.fromEntries(classMetricNames.map((name) => [name, functions[name](output, Y)]));
  const labels = Array.from(outputs.actual);
  const frequent = mostFrequent(labels);
  const binary = outputs.rows === 1;
  return {
    task: 'classification',
    rows: outputs.m,
    classes,
    metrics: estimates(classMetricNames, values, classStatistics(outputs), outputs.m, resampling),
    baseline: {
      accuracy: labels.filter((label) => label === frequent).length / labels.length,
      predicts: classes[frequent] ?? '',
    },
    confusion: confusionMatrix(output, Y).toArray(),
    calibration: binary
      ? calibration(outputs.probabilities, labels)
      : calibration(certainties(outputs), labels.map((label, j) => Number(label === outputs.predicted[j]))), // prettier-ignore
  };
}

/** The probability of the class predicted for each row, or of class 1 of two. */
function certainties({ probabilities, rows, m, predicted }: ClassOutputs): number[] {
  return Array.from({ length: m }, (_, j) => probabilities[rows === 1 ? j : (predicted[j] ?? 0) * m + j] ?? NaN);
}

function estimates<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<string, number>>,
  statistics: (counts: ArrayLike<number>) => number[],
  m: number,
  resampling: Resampling,
): Record<Name, Estimate> {
  const intervals = bootstrap(m, statistics, resampling);
  const entries = names.map((name, i) => {
    const value = values[name] ?? NaN;
    const { interval, defined = 0 } = intervals[i] ?? {};
    return [name, { value: Number.isFinite(value) ? value : undefined, interval, defined }] as const;
  });
  return Object.fromEntries(entries) as Record<Name, Estimate>; // one of each name
}
