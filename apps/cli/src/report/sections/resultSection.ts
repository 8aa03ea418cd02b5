import { metricRows } from '../../render/metricRows.js';
import { count, formatInteger } from '../../render/numbers.js';
import { definitions, table } from '../figure.js';
import { markup } from '../html.js';
import type { Content, Markup } from '../html.js';
import type { Report } from '../report.js';
import { baselineText, measuredText, resultSentences } from '../words.js';
import { leaves } from '../../runs/facts.js';

/** The metrics with their intervals, beside the baseline. */
export function resultSection(report: Report): Markup | undefined {
  const sentence = resultSentences(report);
  const { measured, rows, resampling } = report;
  if (measured === undefined || rows === undefined) {
    const facts = resultFacts(report);
    return facts.length === 0 ? undefined : definitions(facts);
  }
  const { rows: metrics, baselineTitle } = metricRows(measured, rows.unit);
  const partly = metrics.filter(
    ({ estimate: { value, defined } }) => value !== undefined && defined < resampling.resamples,
  );
  const notes = partly.map(
    ({ name, estimate }) =>
      ` ${name} is not defined in ${formatInteger(resampling.resamples - estimate.defined)} of them.`,
  );
  const body = table('Metrics', {
    head: [measuredText(measured.rows, rows.measured), 'value', '95 % interval', baselineTitle],
    rows: metrics.map(({ name, estimate: { value, interval }, baseline, format }) => [
      name,
      value === undefined ? '–' : markup`<strong>${format(value)}</strong>`,
      interval === undefined ? '–' : `${format(interval.low)}\u00a0… ${format(interval.high)}`,
      baseline === '' || baseline === '-' ? '–' : baseline,
    ]),
  });
  return markup`${sentence === undefined ? undefined : markup`<p>${trainingSentence(report)}</p>\n`}${body}
<p class="quiet">Intervals: percentiles of ${count(resampling.resamples, 'bootstrap resample')} of the rows, seed ${resampling.seed}: where results of other rows of the same kind would lie.${notes} The last column ${baselineText(measured, rows.measured)}.</p>`;
}

/** How good it is on the rows it has seen, which tells overfitting. */
function trainingSentence({ run: { summary }, rows, measured }: Report): string {
  if (rows?.measured.part === 'training')
    return 'All numbers are of the rows trained on: of new rows they tell little.';
  const facts = leaves(summary ?? {});
  const value = facts.get(measured?.task === 'regression' ? 'train.r2' : 'trainAccuracy');
  if (typeof value !== 'number') return '';
  const name = measured?.task === 'regression' ? 'R²' : 'accuracy';
  return `On the training rows themselves ${name} is ${value.toFixed(4)}; how far the test rows lie below tells how much was learnt by heart.`;
}

/** Without data: the numbers that summary.json has. */
function resultFacts({ run: { summary } }: Report): [string, Content][] {
  return [...leaves(summary ?? {})].flatMap(([path, value]): [string, Content][] =>
    typeof value === 'number' && path !== 'schemaVersion'
      ? [[path, Number.isInteger(value) ? String(value) : value.toPrecision(5)]]
      : [],
  );
}
