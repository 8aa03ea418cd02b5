import { repeats } from '../evaluation/importanceOf.js';
import type { Estimate, Measured, MeasuredClasses, MeasuredRegression } from '../evaluation/measure.js';
import type { Importance } from '../statistics/permutationImportance.js';
import type { Calibration } from '../statistics/calibration.js';
import type { Colors } from './colors.js';
import { confusionMatrix } from './confusionMatrix.js';
import { count, formatInteger, formatMeasure } from './numbers.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { shorten } from './width.js';
import { wrap } from './wrap.js';

/** How the numbers came about. */
export interface EvaluationOptions {
  readonly resamples: number;
  readonly seed: number;
  /** The target's unit. */
  readonly unit: string | undefined;
  readonly importance: readonly Importance[] | undefined;
}

/** The tables of `keepdims evaluate`. */
export function evaluationReport(measured: Measured, options: EvaluationOptions, colors: Colors): string[] {
  const tables =
    measured.task === 'regression'
      ? regressionTable(measured, options, colors)
      : classificationTables(measured, options, colors);
  return [...tables, ...importanceTable(measured, options, colors)];
}

type Row = readonly [name: string, estimate: Estimate, baseline: string, format: (value: number) => string];

function metricTable(
  rows: readonly Row[],
  baselineTitle: string,
  options: EvaluationOptions,
  colors: Colors,
): string[] {
  const { resamples, seed } = options;
  const header = ['value', ...(resamples === 0 ? [] : ['95 % interval']), baselineTitle];
  const lines = table(
    [
      [colors.bold('Result'), ...header.map(colors.dim)],
      ...rows.map(([name, { value, interval }, baseline, format]) => [
        name,
        colors.bold(value === undefined ? '-' : format(value)),
        ...(resamples === 0
          ? []
          : [interval === undefined ? '-' : `${format(interval.low)} … ${format(interval.high)}`]),
        baseline,
      ]),
    ],
    { indent: 0 },
  );
  if (resamples === 0) return lines;
  const partly = rows.filter(([, { value, defined }]) => value !== undefined && defined < resamples);
  const notes = partly.map(
    ([name, { defined }]) => ` ${name} is not defined in ${formatInteger(resamples - defined)} of them.`,
  );
  return [
    ...lines,
    ...wrap(
      `Intervals: percentiles of ${count(resamples, 'bootstrap resample')} of the rows, seed ${seed}.${notes.join('')}`,
    ).map(colors.dim),
  ];
}

function regressionTable(
  { metrics, baseline }: MeasuredRegression,
  options: EvaluationOptions,
  colors: Colors,
): string[] {
  const { r2, meanAbsoluteError, rootMeanSquaredError } = metrics;
  const share = (value: number): string => value.toFixed(4);
  const measure = (value: number): string => formatMeasure(value, options.unit);
  const rows: Row[] = [
    ['R² (1 is perfect)', r2, baseline.r2 === undefined ? '-' : share(baseline.r2), share],
    ['mean absolute error', meanAbsoluteError, measure(baseline.meanAbsoluteError), measure],
    ['root mean squared error', rootMeanSquaredError, measure(baseline.rootMeanSquaredError), measure],
  ];
  return metricTable(rows, 'always their mean', options, colors);
}

function classificationTables(measured: MeasuredClasses, options: EvaluationOptions, colors: Colors): string[] {
  const { metrics, baseline, classes, confusion, calibration } = measured;
  const share = (value: number): string => value.toFixed(4);
  const name = (text: string, width: number): string => `"${shorten(plainText(text), width)}"`;
  const positive = classes.length === 2 ? ` of ${name(classes[1] ?? '', 12)}` : ', mean of classes';
  const rows: Row[] = [
    ['accuracy', metrics.accuracy, share(baseline.accuracy), share],
    [`precision${positive}`, metrics.precision, '', share],
    [`recall${positive}`, metrics.recall, '', share],
    [`F1${positive}`, metrics.f1, '', share],
    [`area under ROC${classes.length === 2 ? '' : positive}`, metrics.auc, '', share],
    ['log loss (0 is perfect)', metrics.logLoss, '', share],
  ];
  return [
    ...metricTable(rows, `always ${name(baseline.predicts, 12)}`, options, colors),
    '',
    colors.bold('Confusion matrix'),
    ...confusionMatrix(confusion, classes, colors),
    '',
    ...calibrationTable(
      calibration,
      classes.length === 2
        ? `the probability of ${name(classes[1] ?? '', 30)}`
        : 'the probability of the class predicted',
      colors,
    ),
  ];
}

function calibrationTable({ bins, expectedError }: Calibration, what: string, colors: Colors): string[] {
  const header = ['probability', 'rows', 'mean', 'observed', '95 % interval'];
  return [
    ...wrap(`${colors.bold('Calibration')} of ${what}; expected calibration error ${expectedError.toFixed(4)}`),
    ...table([
      header.map(colors.dim),
      ...bins.map(({ low, high, rows, meanProbability, observed, interval }) => {
        // Outside its interval a mean is no chance of few rows.
        const off = meanProbability < interval.low || meanProbability > interval.high;
        const cell = observed.toFixed(3);
        return [
          `${low.toFixed(1)} to ${high.toFixed(1)}`,
          formatInteger(rows),
          meanProbability.toFixed(3),
          off ? colors.yellow(cell) : cell,
          `${interval.low.toFixed(3)} … ${interval.high.toFixed(3)}${off ? ' *' : '  '}`,
        ];
      }),
    ]),
    ...(bins.some(({ meanProbability: p, interval }) => p < interval.low || p > interval.high)
      ? [colors.dim('  * the mean probability lies outside the interval of what was observed')]
      : []),
  ];
}

/** The most of them that are shown. */
const mostColumns = 20;

function importanceTable({ task }: Measured, { importance, seed }: EvaluationOptions, colors: Colors): string[] {
  if (importance === undefined) return [];
  const metric = task === 'regression' ? 'R²' : 'accuracy';
  const shown = importance.slice(0, mostColumns);
  const largest = Math.max(...shown.map(({ mean }) => mean));
  const more = importance.length - shown.length;
  return [
    '',
    ...wrap(
      `${colors.bold('Importance')} of the columns: what ${metric} loses when a column is shuffled (${repeats} times, seed ${seed})`,
    ),
    ...table(
      shown.map(({ name, mean, standardDeviation }) => [
        shorten(plainText(name), 30),
        `${drop(mean)} ± ${drop(standardDeviation)}`,
        '█'.repeat(largest > 0 ? Math.round(20 * Math.max(0, mean / largest)) : 0).padEnd(20),
      ]),
    ),
    ...(more > 0 ? [`  and ${count(more, 'more column')}; --json lists all`] : []),
  ];
}

/** No minus before a zero, and no number where R² is not defined. */
function drop(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const text = value.toFixed(4);
  return Number(text) === 0 ? '0.0000' : text;
}
