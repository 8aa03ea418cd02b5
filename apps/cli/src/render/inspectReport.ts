import type { InspectedFile } from '../inspect/inspectFile.js';
import type { InspectedArray, InspectedColumn } from '../inspect/inspected.js';
import type { NumberStatistics } from '../inspect/numberStatistics.js';
import type { Colors } from './colors.js';
import { count, formatInteger } from './numbers.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { lineWidth, shorten, widthOf } from './width.js';
import { wrap } from './wrap.js';

/** Beyond so many arrays or columns the report ends; `--json` has them all. */
const mostRows = 100;
const [longestText, indent] = [300, 14] as const;
/** Spaces between columns and the longest name, the first that fits. */
const layouts = [
  [2, 24],
  [1, 24],
  [1, 14],
] as const;

/** What a file holds, within 80 columns. */
export function inspectReport(source: string, file: InspectedFile, colors: Colors): string[] {
  const { arrays, columns, facts, metadata, bytes } = file;
  const size = bytes === undefined ? '' : `, ${count(bytes, 'byte')}`;
  // What is known of images the facts have told already.
  const isImages = file.kind === 'image' || file.kind === 'images';
  const texts = isImages ? [] : Object.entries(metadata).filter(([key]) => !shownAsFacts.has(key));
  return [
    ...wrap(`${plainText(source)}: ${file.description}${size}`),
    ...facts.flatMap(([label, text]) => item(label, text)),
    ...(texts.length === 0 ? [] : ['', colors.bold('Metadata'), ...texts.slice(0, mostRows).flatMap(metadataLines)]),
    ...more(texts.length, 'more entry', 'more entries'),
    ...(arrays.length === 0 ? [] : ['', ...arrayLines(arrays, colors)]),
    ...(columns.length === 0 ? [] : ['', ...columnLines(columns, colors)]),
  ];
}

/** Those that the facts tell in a line. */
const shownAsFacts = new Set([
  'network',
  'preprocessing',
  'checkpoint',
  'config',
  'summary',
  'files',
  'rows',
  'keepdims.preprocessing',
]);

function metadataLines([key, value]: readonly [string, unknown]): string[] {
  return item(shorten(key, 60), typeof value === 'string' ? value : JSON.stringify(value));
}

/** A label and a text beside it, or below it where it is long. Words longer than a line are broken. */
function item(label: string, text: string): string[] {
  const room = lineWidth - indent;
  const broken = shorten(plainText(text), longestText).replace(new RegExp(`\\S{${room}}(?=\\S)`, 'gu'), '$& ');
  const start = `  ${plainText(label)}`;
  return widthOf(start) < indent ? wrap(broken, start, indent) : [start, ...wrap(broken, '', indent)];
}

function arrayLines(arrays: readonly InspectedArray[], colors: Colors): string[] {
  return statisticsLines(
    ['name', 'shape', 'dtype'],
    arrays.map(({ name, shape, dtype, statistics }) => ({
      cells: [name, shape.length === 0 ? 'scalar' : shape.join(' × '), dtype],
      statistics,
    })),
    ['nan', 'zeros'],
    colors,
  );
}

function columnLines(columns: readonly InspectedColumn[], colors: Colors): string[] {
  return statisticsLines(
    ['column', 'kind', 'missing', 'distinct'],
    columns.map(({ name, kind, missing, distinct, statistics }) => ({
      cells: [name, kind, formatInteger(missing), formatInteger(distinct)],
      statistics,
    })),
    ['zeros'],
    colors,
  );
}

interface Row {
  readonly cells: readonly string[];
  readonly statistics: NumberStatistics | undefined;
}

const titles = { nan: 'NaN', zeros: 'zeros', infinite: '±Inf' } as const;

/** A table, or where it would be too wide a paragraph a row. */
function statisticsLines(
  header: readonly string[],
  rows: readonly Row[],
  counts: readonly ('nan' | 'zeros')[],
  colors: Colors,
): string[] {
  const isInfinite = rows.some(({ statistics }) => (statistics?.infinite ?? 0) > 0);
  const counted = isInfinite ? ([...counts, 'infinite'] as const) : counts;
  const shown = rows.slice(0, mostRows).map(({ cells: [name = '', ...cells], statistics }) => ({
    name: plainText(name),
    cells: cells.map(plainText),
    numbers: [
      ...(['min', 'max', 'mean', 'std'] as const).map((key) => compactNumber(statistics?.[key])),
      ...counted.map((key) => (statistics === undefined ? '-' : formatInteger(statistics[key]))),
    ],
  }));
  const numberTitles = ['min', 'max', 'mean', 'std', ...counted.map((key) => titles[key])];
  const rest = more(rows.length, 'more', 'more');
  for (const [gap, longest] of layouts) {
    const lines = table(
      [
        [...header, ...numberTitles].map(colors.dim),
        ...shown.map(({ name, cells, numbers }) => [shorten(name, longest), ...cells, ...numbers]),
      ],
      { gap },
    );
    if (lines.every((line) => widthOf(line) <= lineWidth)) return [...lines, ...rest];
  }
  const paragraphs = shown.flatMap(({ name, cells, numbers }, i) => [
    ...wrap(
      [colors.bold(shorten(name, 60)), ...cells.map((cell, j) => `${header[j + 1] ?? ''} ${cell}`)].join(', '),
      '  ',
    ),
    ...(rows[i]?.statistics === undefined
      ? []
      : wrap(numbers.map((number, j) => `${numberTitles[j] ?? ''} ${number}`).join(', '), '      ')),
  ]);
  return [...paragraphs, ...rest];
}

function more(total: number, noun: string, plural: string): string[] {
  return total > mostRows ? [`  and ${count(total - mostRows, noun, plural)}; --json prints them all`] : [];
}

/** Four significant digits, in at most nine characters. */
export function compactNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '-';
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const text = String(Number(value.toPrecision(4)));
  return text.length <= 9 ? text : value.toExponential(2);
}
