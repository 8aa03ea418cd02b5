import { inCommandLineTerms } from '../errors.js';
import { commandLine } from '../render/commandLine.js';
import { metricRows } from '../render/metricRows.js';
import { count, formatInteger, formatMeasure, formatPercent } from '../render/numbers.js';
import { factText } from '../runs/facts.js';
import { isObject } from '../run/runConfig.js';
import { limitations } from './limitations.js';
import { markdownCode, markdownTable, markdownText } from './markdown.js';
import type { Report } from './report.js';
import {
  dataOf,
  baselineText,
  measuredText,
  networkText,
  originText,
  partsText,
  resultSentences,
  shownColumns,
  titleOf,
  trainingText,
} from './words.js';

const begin = '<!-- Yours: what stands between these two lines is kept when the card is written again. -->';
const end = '<!-- End of yours. -->';

const prompt = [
  '**To be written by the author.** What is the model for, and who should use it? What should it not be used for?',
  'Who is concerned by its mistakes, and what happens then?',
];

/** Notes that are told. */
const mostNotes = 50;

/**
 * The model card: facts of the run under the usual headings, and a place for what only the author knows.
 *
 * @param before - The card that was there; what the author has written into it is kept.
 */
export function modelCard(report: Report, before?: string): string {
  const sentence = resultSentences(report);
  const parts: (readonly [title: string, lines: readonly string[]])[] = [
    ['Model details', details(report)],
    ['Intended use', [begin, ...(written(before) ?? prompt), end]],
    ['Training data', trainingData(report)],
    ['Metrics', metrics(report)],
    ['Columns', columns(report)],
    ['Limitations', limitations(report).map((line) => `- ${line}`)],
    ['How to use', usage(report)],
    ['Versions', versions(report)],
  ];
  return [
    `# Model card: ${markdownText(titleOf(report))}`,
    '',
    ...(sentence === undefined ? [] : [markdownText(sentence), '']),
    ...report.leftOut.flatMap((why) => [markdownText(why), '']),
    ...parts.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''])),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

/** What the author has written, line by line. */
function written(before: string | undefined): string[] | undefined {
  const lines = before?.split(/\r?\n/);
  const [from, to] = [lines?.indexOf(begin) ?? -1, lines?.lastIndexOf(end) ?? -1];
  return from === -1 || to < from ? undefined : lines?.slice(from + 1, to);
}

function details(report: Report): string[] {
  const { model, modelSha256 } = report.run;
  const { net, preprocessing } = model;
  const training = trainingText(report);
  const task =
    preprocessing.task === 'regression'
      ? 'a number (regression)'
      : `one of ${count(preprocessing.classes.length, 'class', 'classes')}: ${listed(preprocessing.classes)}`;
  return [
    `- Predicts: ${markdownText(preprocessing.target?.name ?? '')}, ${task}`,
    `- Kind: dense neural network, ${markdownText(networkText(report))}; ${count(net.parameterCount, 'parameter')}`,
    ...(training === undefined ? [] : [`- Trained: ${markdownText(training)}`]),
    `- SHA-256 of model.json: \`${modelSha256}\``,
  ];
}

function trainingData(report: Report): string[] {
  const { source, sha256, rows, validation } = dataOf(report.run.config);
  const parts = partsText(report);
  if (source === undefined) {
    const origin = originText(report);
    return [`Not known: the model was ${origin === undefined ? 'not trained here' : markdownText(origin)}.`];
  }
  return [
    `- Data: ${markdownText(source)}${rows === undefined ? '' : `, ${count(rows, 'row')}`}${parts === undefined ? '' : `: ${parts}`}`,
    ...(sha256 === undefined ? [] : [`- SHA-256: \`${sha256}\``]),
    ...(validation === undefined
      ? []
      : [`- Rows to test on: ${markdownText(validation.source)}, SHA-256 \`${validation.sha256}\``]),
  ];
}

function metrics({ measured, rows, resampling }: Report): string[] {
  if (measured === undefined || rows === undefined) return [];
  const { rows: list, baselineTitle } = metricRows(measured, rows.unit);
  return [
    `On ${measuredText(measured.rows, rows.measured)}:`,
    '',
    ...markdownTable(
      ['metric', 'value', '95 % interval', markdownText(baselineTitle)],
      list.map(({ name, estimate: { value, interval }, baseline, format }) => [
        markdownText(name),
        value === undefined ? '–' : markdownText(format(value)),
        interval === undefined ? '–' : markdownText(`${format(interval.low)} … ${format(interval.high)}`),
        baseline === '' || baseline === '-' ? '–' : markdownText(baseline),
      ]),
    ),
    '',
    `Intervals: percentiles of ${count(resampling.resamples, 'bootstrap resample')} of the rows, seed ${resampling.seed}. The last column ${baselineText(measured, rows.measured)}.`,
    ...(measured.task === 'regression'
      ? []
      : [`Expected calibration error: ${measured.calibration.expectedError.toFixed(4)}.`]),
  ];
}

function columns(report: Report): string[] {
  const { rows } = report;
  const { columns: all, notes } = report.run.model.preprocessing;
  const lines = shownColumns(report).map((column) => {
    const missing = rows?.missing.get(column.name);
    const what =
      column.kind === 'number'
        ? `numbers, mean ${formatMeasure(column.mean)}, scale ${formatMeasure(column.scale)}`
        : `${count(column.categories.length, 'name')}: ${listed(column.categories)}`;
    const missingText =
      missing === undefined ? '–' : `${formatInteger(missing)} (${formatPercent(missing / (rows?.rowCount ?? 1))})`;
    return [markdownText(column.name), what, missingText];
  });
  return [
    ...markdownTable(['column', 'what it holds', 'missing'], lines),
    ...(all.length > lines.length ? ['', `And ${formatInteger(all.length - lines.length)} more columns.`] : []),
    ...((rows?.notes ?? notes).length === 0 ? [] : ['']),
    ...(rows?.notes ?? notes).slice(0, mostNotes).map((note) => `- ${markdownText(inCommandLineTerms(note))}`),
  ];
}

function usage(report: Report): string[] {
  const words = [
    ['predict', 'RUN', 'NEW.csv'],
    ['evaluate', 'RUN', 'NEW.csv'],
    ['serve', 'RUN'],
    ['export', 'RUN', '--to', 'onnx', '--out', 'model.onnx'],
  ];
  const { target } = report.run.model.preprocessing;
  return [
    'RUN is the folder that this card lies in:',
    '',
    ...markdownCode(words.flatMap((command) => commandLine(command, {}, 0))),
    '',
    `A table to predict needs the columns above, by name, in any order; ${markdownText(target?.name ?? 'the target')} is needed to evaluate only.`,
  ];
}

function versions({ run: { config } }: Report): string[] {
  if (!isObject(config?.versions)) return [];
  return Object.entries(config.versions).map(
    ([name, version]) => `- ${markdownText(name)} ${markdownText(factText(version))}`,
  );
}

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => markdownText(name));
  return names.length > shown.length
    ? `${shown.join(', ')}, and ${names.length - shown.length} more`
    : shown.join(', ');
}
