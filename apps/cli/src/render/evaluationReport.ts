import { repeats } from '../evaluation/importanceOf.js';
import type { Measured, MeasuredClasses } from '../evaluation/measure.js';
import type { Importance } from '../statistics/permutationImportance.js';
import type { Calibration } from '../statistics/calibration.js';
import type { Colors } from './colors.js';
import { confusionMatrix } from './confusionMatrix.js';
import { metricRows } from './metricRows.js';
import { count, formatInteger } from './numbers.js';
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
  return [
    ...metricTable(measured, options, colors),
    ...(measured.task === 'regression' ? [] : classificationTables(measured, colors)),
    ...importanceTable(measured, options, colors),
  ];
}

function metricTable(measured: Measured, { resamples, seed, unit }: EvaluationOptions, colors: Colors): string[] {
  const { rows, baselineTitle } = metricRows(measured, unit);
  const header = ['value', ...(resamples === 0 ? [] : ['95 % interval']), baselineTitle];
  const lines = table(
    [
      [colors.bold('Result'), ...header.map(colors.dim)],
      ...rows.map(({ name, estimate: { value, interval }, baseline, format }) => [
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
  const partly = rows.filter(({ estimate: { value, defined } }) => value !== undefined && defined < resamples);
  const notes = partly.map(
    ({ name, estimate }) => ` ${name} is not defined in ${formatInteger(resamples - estimate.defined)} of them.`,
  );
  return [
    ...lines,
    ...wrap(
      `Intervals: percentiles of ${count(resamples, 'bootstrap resample')} of the rows, seed ${seed}.${notes.join('')}`,
    ).map(colors.dim),
  ];
}

function classificationTables({ classes, confusion, calibration }: MeasuredClasses, colors: Colors): string[] {
  return [
    '',
    colors.bold('Confusion matrix'),
    ...confusionMatrix(confusion, classes, colors),
    '',
    ...calibrationTable(
      calibration,
      classes.length === 2
        ? `the probability of "${shorten(plainText(classes[1] ?? ''), 30)}"`
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
