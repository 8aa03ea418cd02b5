import type { FeatureColumn } from '@keepdims/data';
import { inCommandLineTerms } from '../../errors.js';
import { count, formatInteger, formatMeasure, formatPercent } from '../../render/numbers.js';
import { shorten } from '../../render/width.js';
import { histogram } from '../../statistics/histogram.js';
import { histogramChart, shareChart } from '../charts/barCharts.js';
import { definitions, figure, table } from '../figure.js';
import { histogramTable } from '../histogramTable.js';
import { markup } from '../html.js';
import type { Content, Markup } from '../html.js';
import type { Report } from '../report.js';
import type { ReportRows } from '../reportInputs.js';
import { dataOf, partsText, shownColumns } from '../words.js';

/** Notes that are shown. */
const mostNotes = 50;

/** Categories of a column that are named. */
const mostCategories = 12;

/** What the data are: their parts, the target and the columns. */
export function dataSection(report: Report): Markup {
  const { rows, run } = report;
  const { preprocessing } = run.model;
  const { columns, target } = preprocessing;
  const { source, sha256, rows: rowCount, validation } = dataOf(run.config);
  const parts = partsText(report);
  const entries: (readonly [string, Content])[] = [
    ...(source === undefined ? [] : [['data', source] as const]),
    ...(validation === undefined ? [] : [['rows to test on', validation.source] as const]),
    ...(rowCount === undefined
      ? []
      : [['rows', `${formatInteger(rowCount)}${parts === undefined ? '' : `: ${parts}`}`] as const]),
    ['columns', columnsText(columns, rows)],
    [
      'target',
      target?.kind === 'classes'
        ? `${target.name}: ${count(target.classes.length, 'class', 'classes')}`
        : (target?.name ?? ''),
    ],
    ...(sha256 === undefined ? [] : [['SHA-256', markup`<code>${sha256}</code>`] as const]),
  ];
  const notes = (rows?.notes ?? preprocessing.notes).map(inCommandLineTerms);
  return markup`${definitions(entries)}
${targetFigure(report)}
${noteList(notes)}
<h3>Columns</h3>
${columnTable(report)}`;
}

function columnTable(report: Report): Markup {
  const { rows } = report;
  const shown = shownColumns(report);
  const parts = (['number', 'category'] as const).filter((kind) => shown.some((column) => column.kind === kind));
  const heads = { number: ['mean', 'scale', 'filled in'], category: ['names'] };
  const more = report.run.model.preprocessing.columns.length - shown.length;
  return markup`${table(
    'Columns',
    {
      head: ['column', 'missing', ...parts.flatMap((kind) => heads[kind])],
      rows: shown.map((column) => [
        column.name,
        missingText(column, rows),
        ...parts.flatMap((kind) => (column.kind === kind ? factsOf(column) : heads[kind].map(() => ''))),
      ]),
    },
    parts.includes('category') ? 'names-last' : undefined,
  )}
${more > 0 ? markup`<p>And ${formatInteger(more)} more columns${rows?.picture === undefined ? '' : ' of the same kind'}.</p>` : undefined}
<p class="quiet">${parts.includes('number') ? 'Columns of numbers have a mean, a scale (the standard deviation, unless a note says otherwise) and a median, which is filled in for missing values. ' : ''}Measured on the training rows; missing values are counted in all rows.</p>`;
}

function columnsText(columns: readonly FeatureColumn[], rows: ReportRows | undefined): string {
  const numbers = columns.filter(({ kind }) => kind === 'number').length;
  const kinds = [
    ...(numbers === 0 ? [] : [`${formatInteger(numbers)} of numbers`]),
    ...(numbers === columns.length ? [] : [`${formatInteger(columns.length - numbers)} of names`]),
  ].join(', ');
  const of = rows === undefined ? '' : ` of ${formatInteger(rows.columnCount)}`;
  return `${formatInteger(columns.length)}${of} are learnt from: ${kinds}`;
}

function missingText({ name }: FeatureColumn, rows: ReportRows | undefined): string {
  const missing = rows?.missing.get(name);
  if (missing === undefined) return '–';
  const share = missing === 0 ? '' : ` (${formatPercent(missing / (rows?.rowCount ?? 1))})`;
  return `${formatInteger(missing)}${share}`;
}

function factsOf(column: FeatureColumn): string[] {
  if (column.kind === 'number') return [column.mean, column.scale, column.median].map((value) => formatMeasure(value));
  const { categories, missing } = column;
  const shown = categories.slice(0, mostCategories).map((category) => shorten(category, 40));
  const more = categories.length > shown.length ? `, and ${categories.length - shown.length} more` : '';
  const own = missing ? '; “missing” counts as a name' : '';
  return [`${categories.length}: ${shown.join(', ')}${more}${own}`];
}

function noteList(notes: readonly string[]): Markup | undefined {
  if (notes.length === 0) return undefined;
  const more =
    notes.length > mostNotes ? markup`<li>and ${count(notes.length - mostNotes, 'more note')}.</li>` : undefined;
  return markup`<h3>Notes</h3>
<ul class="notes">${notes.slice(0, mostNotes).map((note) => markup`<li>${note}</li>\n`)}${more}</ul>`;
}

/** How the target is distributed over the rows trained on. */
function targetFigure({ rows, run }: Report): Markup | undefined {
  const target = run.model.preprocessing.target;
  if (rows === undefined || target === undefined) return undefined;
  const { train, test } = rows.targets;
  const of = train.length === rows.trainRows ? '' : `${formatInteger(train.length)} of `;
  const title = `Target “${shorten(target.name, 40)}” in ${of}the training rows`;
  const words = { id: 'chart-target', title };
  if (target.kind === 'number') {
    const bins = histogram(train);
    const described = { ...words, description: `Histogram of ${train.length} targets in ${bins.length} ranges.` };
    const label = rows.unit === undefined ? shorten(target.name, 40) : `${shorten(target.name, 40)}, ${rows.unit}`;
    return markup`<div class="figures">${figure(described, histogramChart(described, bins, { label, counted: 'rows' }), histogramTable(bins, 'rows'))}</div>`;
  }
  const [trained, tested] = [train, test].map((labels) => countsOf(labels, target.classes.length));
  const shares = target.classes.map((name, k) => ({ name, count: trained?.[k] ?? 0 }));
  const described = { ...words, description: shares.map(({ name, count }) => `${name}: ${count}`).join('; ') };
  const parts = test.length === 0 ? ['training rows'] : ['training rows', 'test rows'];
  return markup`<div class="figures">${figure(described, shareChart(described, shares, 'rows'), {
    head: ['class', ...parts.flatMap((part) => [part, 'share'])],
    rows: target.classes.map((name, k) => [
      name,
      ...[[trained, train.length] as const, ...(test.length === 0 ? [] : [[tested, test.length] as const])].flatMap(
        ([counts, total]) => [formatInteger(counts?.[k] ?? 0), formatPercent((counts?.[k] ?? 0) / total)],
      ),
    ]),
  })}</div>`;
}

/** How often each class number occurs. */
export function countsOf(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let j = 0; j < labels.length; j++) {
    const label = labels[j] ?? 0;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
