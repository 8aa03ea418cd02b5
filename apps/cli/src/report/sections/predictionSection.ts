import type { MeasuredClasses } from '../../evaluation/measure.js';
import { formatInteger, formatMeasure, formatPercent } from '../../render/numbers.js';
import { histogram } from '../../statistics/histogram.js';
import { histogramChart } from '../charts/barCharts.js';
import { evenly } from '../charts/evenly.js';
import { predictedChart, residualChart } from '../charts/regressionCharts.js';
import { figure } from '../figure.js';
import { histogramTable } from '../histogramTable.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';
import type { ReportRows } from '../reportInputs.js';
import { measuredText } from '../words.js';

/** Points of a scatter chart. */
const mostPoints = 2000;

/** Of them, in the table. */
const mostTableRows = 50;

/** What was predicted for the rows: the confusion matrix, or predictions beside real values. */
export function predictionSection({ measured, rows, run }: Report): Markup | undefined {
  if (measured === undefined || rows === undefined) return undefined;
  return measured.task === 'classification'
    ? confusion(measured, measuredText(measured.rows, rows.measured))
    : regression(rows, run.model.preprocessing);
}

function confusion({ confusion: matrix, classes }: MeasuredClasses, which: string): Markup {
  const totals = matrix.map((row) => sum(row));
  const predictedTotals = classes.map((_, j) => sum(matrix.map((row) => row[j] ?? 0)));
  const cell = (n: number, i: number, j: number): Markup => {
    const share = n / Math.max(1, totals[i] ?? 0);
    const kind = i === j ? 'right' : n === 0 ? 'none' : 'wrong';
    return markup`<td class="${kind}" style="--share:${Number(share.toFixed(3))}">${n === 0 ? '·' : formatInteger(n)}</td>`;
  };
  const line = (row: readonly number[], i: number): Markup => {
    const total = totals[i] ?? 0;
    const found = total === 0 ? '–' : formatPercent((row[i] ?? 0) / total);
    return markup`<tr><th scope="row">${classes[i]}</th>${row.map((n, j) => cell(n, i, j))}<td>${formatInteger(total)}</td><td>${found}</td></tr>\n`;
  };
  const precisions = classes.map((_, j) => {
    const total = predictedTotals[j] ?? 0;
    return markup`<td>${total === 0 ? '–' : formatPercent((matrix[j]?.[j] ?? 0) / total)}</td>`;
  });
  return markup`<h3>Confusion matrix of ${which}</h3>
<p class="quiet">A row for each real class, a column for each predicted one; what was right stands framed on the diagonal. The stronger the colour, the larger the share of its row. Recall: how many of a class were found; precision: how many of those predicted so were right.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Confusion matrix"><table class="confusion">
<thead><tr><th scope="col">is ↓ predicted →</th>${classes.map((name) => markup`<th scope="col">${name}</th>`)}<th scope="col">rows</th><th scope="col">recall</th></tr></thead>
<tbody>
${matrix.map(line)}<tr><th scope="row">precision</th>${precisions}<td></td><td></td></tr>
</tbody></table></div>
${mostConfused(matrix, classes)}`;
}

/** The three most frequent mistakes, where there are more classes than one sees at a glance. */
function mostConfused(matrix: MeasuredClasses['confusion'], classes: readonly string[]): Markup | undefined {
  if (classes.length <= 3) return undefined;
  const mistakes = matrix
    .flatMap((row, i) => row.map((n, j) => ({ i, j, n })))
    .filter(({ i, j, n }) => i !== j && n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, 3);
  if (mistakes.length === 0) return markup`<p>No row was taken for another class.</p>`;
  const items = mistakes.map(
    ({ i, j, n }) => `${formatInteger(n)} × “${classes[i] ?? ''}” taken for “${classes[j] ?? ''}”`,
  );
  return markup`<p>Most frequent mistakes: ${items.join('; ')}.</p>`;
}

function regression({ measured, unit }: ReportRows, preprocessing: Report['run']['model']['preprocessing']): Markup {
  const [predicted, real] = [measured.output, measured.Y].map((array) => preprocessing.inverseTarget(array).data);
  const all = Array.from(predicted ?? [], (value, j) => ({ predicted: value, real: real?.[j] ?? NaN }));
  const points = evenly(all.length, mostPoints).flatMap((at) => all[at] ?? []);
  const residuals = all.map((point) => point.predicted - point.real);
  const shown =
    points.length < all.length
      ? `${formatInteger(points.length)} of ${formatInteger(all.length)} rows, evenly taken. `
      : '';
  const amount = (value: number): string => formatMeasure(value, unit);
  const suffix = unit === undefined ? '' : `, ${unit}`;
  const rows = evenly(points.length, mostTableRows).flatMap((at) => points[at] ?? []);
  const numbers = {
    head: ['real', 'predicted', 'predicted − real'],
    rows: rows.map((point) => [point.real, point.predicted, point.predicted - point.real].map(amount)),
  };
  const scatter = {
    id: 'chart-predicted',
    title: `Predicted and real, ${measured.part} rows`,
    description: `${points.length} points; right predictions lie on the dashed diagonal.`,
  };
  const residual = {
    id: 'chart-residuals',
    title: 'Residuals by prediction',
    description: `${points.length} points, predicted less real over predicted; right predictions lie on the dashed line at 0.`,
  };
  const bins = histogram(residuals);
  const spread = {
    id: 'chart-residual-histogram',
    title: 'How far off',
    description: `Histogram of predicted less real: ${all.length} rows in ${bins.length} ranges.`,
  };
  return markup`<div class="figures">${figure(scatter, predictedChart(scatter, points, suffix), numbers, { caption: `${shown}Right predictions lie on the dashed diagonal.` })}${figure(
    residual,
    residualChart(residual, points, suffix),
    numbers,
    { caption: `${shown}A funnel or a bend means that errors depend on the size predicted.` },
  )}${figure(
    spread,
    histogramChart(spread, bins, { label: `predicted − real${suffix}`, counted: 'rows' }),
    histogramTable(bins, 'rows'),
    {
      caption: 'Below 0: predicted too low; above: too high.',
    },
  )}</div>`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
