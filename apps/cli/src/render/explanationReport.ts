import type { FeatureColumn, Target } from '@keepdims/data';
import type { ChosenRow } from '../explanation/chooseRow.js';
import type { Answer, ExplainedColumn, ExplainedLayer, Explanation } from '../explanation/explainRow.js';
import type { Unit } from '../explanation/unitsOf.js';
import type { Colors } from './colors.js';
import { count, formatInteger, formatMeasure } from './numbers.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { lineWidth, pad, shorten, widthOf } from './width.js';
import { wrap } from './wrap.js';

/** Columns up to which each has a line of its own. */
const mostColumns = 40;
/** Numbers of one array that are shown. */
const mostNumbers = 128;
/** Terms of a sum on one line. */
const mostTerms = 3;

/** The forward pass of one row for people: what goes in, each layer, what comes out. */
export function explanationReport(
  { columns, x, layers, answer }: Explanation,
  { name, notGiven, ...row }: ChosenRow,
  target: Target,
  colors: Colors,
): string[] {
  const first = name.charAt(0).toUpperCase() + name.slice(1);
  const unit = row.target === target.name ? row.unit : undefined;
  return [
    ...wrap(`${colors.bold(plainText(first))}: the forward pass, layer by layer`),
    ...(notGiven.length === 0
      ? []
      : wrap(`not given, so taken as missing: ${notGiven.map(plainText).join(', ')}`, '  ', 2)),
    '',
    ...(columns.length > mostColumns ? manyColumns(columns, x, colors) : columnTable(columns, x, colors)),
    ...layers.flatMap((layer) => ['', ...layerReport(layer, colors)]),
    '',
    ...answerReport(answer, layers.at(-1), target, unit, colors),
  ];
}

function columnTable(columns: readonly ExplainedColumn[], x: readonly number[], colors: Colors): string[] {
  const rows = columns.map(({ column, raw, unseen, features }) => {
    const shown = raw === '' ? '(missing)' : shorten(plainText(raw), 18);
    return [shorten(plainText(column.name), 22), shown, featureText(column, raw, unseen, features)] as const;
  });
  const widths = [0, 1].map((i) => Math.max(...[...rows, ['column', 'value']].map((row) => widthOf(row[i] ?? ''))));
  const [nameWidth = 0, rawWidth = 0] = widths;
  const line = ([name, raw, text]: readonly [string, string, string]): string[] =>
    wrap(text, `  ${pad(name, nameWidth)}  ${pad(raw, rawWidth, 'right')}  `, 2 + nameWidth + 2 + rawWidth + 2);
  return [
    `${colors.bold('Input')}  x = A[0] ${shape(x.length, 1)}`,
    ...line(['column', 'value', 'x']).map(colors.dim),
    ...rows.flatMap(line),
  ];
}

/** How a value became its features: `-0.7131 = (900 - 1400) / 701.2`, or the names that are 1. */
function featureText(
  column: FeatureColumn,
  raw: string,
  unseen: boolean,
  features: ExplainedColumn['features'],
): string {
  if (column.kind === 'number') {
    const { mean, scale, median } = column;
    const x = formatMeasure(features[0]?.value ?? NaN);
    const isMissing = Number.isNaN(Number(raw)) || raw === '';
    const value = plainNumber(isMissing ? median : Number(raw));
    const centered = mean === 0 ? value : `(${value} ${mean < 0 ? '+' : '-'} ${plainNumber(Math.abs(mean))})`;
    return `${x} = ${centered} / ${plainNumber(scale)}${isMissing ? ', the median' : ''}`;
  }
  const ones = features.filter(({ value }) => value === 1).map(({ name }) => shorten(plainText(name), 30));
  const zeros = features.length - ones.length;
  const why = raw === '' ? 'missing, as never in training: ' : unseen ? 'never seen in training: ' : '';
  if (ones.length === 0) return `${why}all ${formatInteger(features.length)} are 0`;
  return `1 for ${ones.join(', ')}${zeros === 0 ? '' : `; 0 for ${count(zeros, 'other')}`}`;
}

function manyColumns(columns: readonly ExplainedColumn[], x: readonly number[], colors: Colors): string[] {
  const raw = columns.map((column) => (column.raw === '' ? '-' : shorten(plainText(column.raw), 9)));
  return [
    `${colors.bold('Input')}  ${count(columns.length, 'column')}, as they are`,
    ...inLines(raw, raw.length),
    `       x = A[0] ${shape(x.length, 1)}, after preprocessing`,
    ...numbers(x),
  ];
}

function layerReport(layer: ExplainedLayer, colors: Colors): string[] {
  const { layer: l, activation, units, inputs, batchNorm, Z, A, sums } = layer;
  const before = l === 1 ? 'x' : `A[${l - 1}]`;
  const product = `W[${l}] ${before}`;
  const formula = batchNorm ? `Z[${l}] = gamma[${l}] * norm(${product}) + b[${l}]` : `Z[${l}] = ${product} + b[${l}]`;
  const title = [
    `${colors.bold(`Layer ${l}`)}  ${formula}, A[${l}] = ${activation}(Z[${l}])`,
    colors.dim(`  W[${l}] ${shape(units, inputs)}, b[${l}] ${shape(units, 1)}`),
  ];
  if (sums === undefined) {
    return [
      ...title,
      colors.dim(`  Z[${l}] by unit`),
      ...numberedLines(Z, 'z'),
      colors.dim(`  A[${l}] by unit`),
      ...numberedLines(A, 'a'),
    ];
  }
  const cells = sums.map((sum, i) => [
    formatInteger(i + 1),
    formatMeasure(Z[i] ?? NaN),
    formatMeasure(A[i] ?? NaN),
    sum,
  ] as const); // prettier-ignore
  const widths = [4, 10, 10] as const;
  const head = (texts: readonly [string, string, string]): string =>
    `  ${texts.map((text, i) => pad(text, widths[i] ?? 0, 'right')).join(' ')}   `;
  return [
    ...title,
    colors.dim(`${head(['unit', `Z[${l}]`, `A[${l}]`])}largest of the w·a that Z is the sum of, and b`),
    ...cells.map(([unit, z, a, sum]) => {
      const start = head([unit, z, a]);
      return `${start}${sumText(sum, lineWidth - start.length)}`;
    }),
  ];
}

/** The terms that fit into a width: `w·sqft +0.812  w·beds -0.301  b +0.050`. */
function sumText({ largest, b }: Unit, width: number): string {
  const bias = `b ${signed(b)}`;
  const texts: string[] = [];
  for (const { value, from } of largest.slice(0, mostTerms)) {
    const text = `w·${shorten(plainText(from), 14)} ${signed(value)}`;
    if ([...texts, text, bias].join('  ').length > width) break;
    texts.push(text);
  }
  return [...texts, bias].join('  ');
}

function answerReport(
  answer: Answer,
  last: ExplainedLayer | undefined,
  target: Target,
  unit: string | undefined,
  colors: Colors,
): string[] {
  const [l, [output = NaN]] = [last?.layer ?? 0, last?.A ?? []];
  const name = plainText(target.name);
  const title = `${colors.bold('Answer')} `;
  const line = (text: string): string[] => wrap(text, title, 7);
  const more = (text: string): string[] => wrap(text, '', 7);
  if (answer.task === 'regression' && target.kind === 'number') {
    const { value, real } = answer;
    const scaled = `A[${l}] · ${plainNumber(target.scale)}${target.mean === 0 ? '' : ` ${target.mean < 0 ? '-' : '+'} ${plainNumber(Math.abs(target.mean))}`}`;
    return [
      ...line(
        `${name} = ${scaled} = ${colors.bold(formatMeasure(value, unit))}, from A[${l}] = ${formatMeasure(output)}`,
      ),
      ...(real === undefined
        ? []
        : more(`The table says ${formatMeasure(real, unit)}: off by ${formatMeasure(value - real, unit)}.`)),
    ];
  }
  if (answer.task === 'regression') throw new Error('explanationReport: a regression has a target of numbers.');
  const { value, real, probabilities } = answer;
  const quoted = (text: string): string => `"${shorten(plainText(text), 30)}"`;
  const why =
    last?.A.length === 1
      ? `A[${l}] = ${formatMeasure(output)} is the probability of ${quoted(probabilities[1]?.name ?? '')}, ${output > 0.5 ? '' : 'not '}above 0.5`
      : `the largest of A[${l}]`;
  const bars = [...probabilities]
    .sort((one, two) => two.probability - one.probability)
    .slice(0, 10)
    .map(({ name: of, probability }) => [
      shorten(plainText(of), 30),
      probability.toFixed(4),
      '█'.repeat(Math.round(30 * probability)).padEnd(30),
    ]);
  return [
    ...line(`${name} is ${colors.bold(quoted(value))}: ${why}`),
    ...(real === undefined ? [] : more(`The table says ${quoted(real)}${real === value ? ', too' : ''}.`)),
    ...table(bars),
    ...(probabilities.length > 10 ? [`  and ${count(probabilities.length - 10, 'class', 'classes')} with less`] : []),
  ];
}

/** Numbers in lines of 80 columns. */
function numbers(values: readonly number[]): string[] {
  return inLines(
    values.slice(0, mostNumbers).map((value) => formatMeasure(value)),
    values.length,
  );
}

/** Five numbers a line, behind the names of the units that they are of: `a21-a25`. */
function numberedLines(values: readonly number[], letter: 'z' | 'a'): string[] {
  const shown = values.slice(0, mostNumbers);
  const nameWidth = 2 * `${letter}${shown.length}`.length + 1;
  const lines = Array.from({ length: Math.ceil(shown.length / 5) }, (_, i) => {
    const part = shown.slice(5 * i, 5 * i + 5);
    const [first, last] = [5 * i + 1, 5 * i + part.length];
    const name = first === last ? `${letter}${first}` : `${letter}${first}-${letter}${last}`;
    return `  ${pad(name, nameWidth)}${part.map((value) => `  ${pad(formatMeasure(value), 10, 'right')}`).join('')}`;
  });
  const more = values.length - shown.length;
  return more === 0 ? lines : [...lines, `  and ${formatInteger(more)} more; --json has all`];
}

function inLines(texts: readonly string[], total: number): string[] {
  const shown = texts.slice(0, mostNumbers);
  const width = Math.max(0, ...shown.map(widthOf));
  const perLine = Math.max(1, Math.floor((lineWidth - 2) / (width + 2)));
  const lines = Array.from({ length: Math.ceil(shown.length / perLine) }, (_, i) =>
    shown
      .slice(i * perLine, (i + 1) * perLine)
      .map((text) => `  ${pad(text, width, 'right')}`)
      .join(''),
  );
  const more = total - shown.length;
  return more === 0 ? lines : [...lines, `  and ${formatInteger(more)} more; --json has all`];
}

function shape(rows: number, columns: number): string {
  return `(${rows}, ${columns})`;
}

/** With a sign, three significant digits. */
function signed(value: number): string {
  const text = Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(1) : String(Number(value.toPrecision(3))); // prettier-ignore
  return value < 0 ? text : `+${text}`;
}

/** A number of a table or of the preprocessing, with at most five digits unless it is whole. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(5)));
}
