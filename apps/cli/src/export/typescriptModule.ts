import type { ClassTarget, FeatureColumn, NumberTarget } from '@keepdims/data';
import type { SavedModel } from '../run/savedModel.js';
import { bracketed, textLiteral } from './textLiteral.js';

/**
 * The model as a TypeScript module that needs no package and compiles under `--strict`: `predict(row)` takes a row of the table as it is. The
 * network's own code (`forward`) is that of `net.toTypeScript`; around it stand the preprocessing and the names of the classes.
 *
 * Names from the data stand in string literals only, never in comments or as names of variables: whatever they are, they cannot become code.
 */
export function typescriptModule({ net, params, preprocessing }: SavedModel): string {
  const { columns, target } = preprocessing;
  if (target === undefined) throw new Error('A model without a target cannot predict.');
  const [header = '', ...sections] = net.toTypeScript(params).split('\n\n');
  // Its predict takes x; ours takes a row.
  const network = sections.filter((section) => !section.includes('export function predict('));
  if (network.length !== sections.length - 1) throw new Error("The network's module has no predict to replace.");
  return `${[
    headerOf(header),
    rowTypes(columns),
    target.kind === 'number' ? regression(target) : classification(target),
    features,
    numberOf,
    columnsOf(columns),
    ...(target.kind === 'number' ? [targetScaling(target)] : []),
    ...network.map((section) => section.trimEnd()),
  ].join('\n\n')}\n`;
}

function headerOf(header: string): string {
  const lines = header.split('\n');
  const prepared = lines.findIndex((line) => line.includes('prepare them the same way'));
  if (prepared === -1) throw new Error("The network's module has another header.");
  return [
    '/**',
    ' * A neural network with its preprocessing, written by keepdims: it needs no package.',
    ' *',
    ' * predict(row) takes a row of the table as it is: numbers in their own units, and texts.',
    ' *',
    ...lines.slice(3, prepared),
    ` * x is what features(row) makes of a row: numbers scaled, texts as 0 and 1.`,
    ...lines.slice(prepared + 1),
  ].join('\n');
}

function rowTypes(columns: readonly FeatureColumn[]): string {
  return `/** A value of a row. null, undefined, '', NA, N/A, NaN and ? in any case stand for one that is missing. */
export type Value = number | string | null | undefined;

/** The columns that the network learnt from. A row may have others, which are ignored. */
export interface Row {
${columns.map(({ name }) => `  readonly ${propertyOf(name)}: Value;`).join('\n')}
}`;
}

function propertyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

function regression({ name }: NumberTarget): string {
  return `/** What is predicted. */
export const target = ${literal(name)};

/** The prediction for a row, in the target's own unit. */
export function predict(row: Row): number {
  const [y = NaN] = forward(features(row));
  const prediction = y * targetScale + targetMean;
  if (!Number.isFinite(prediction)) {
    throw new RangeError(\`The prediction is \${prediction}: look for a number that is far too large.\`);
  }
  return prediction;
}`;
}

function classification({ name, classes }: ClassTarget): string {
  const declaration = 'export const classes = ';
  return `/** What is predicted. */
export const target = ${literal(name)};

/** The classes, in the order of their probabilities. */
${declaration}${bracketed(classes.map(literal), '', declaration.length + ' as const;'.length)} as const;

/** The name of a class. */
export type Label = (typeof classes)[number];

/** The class of a row: the most probable one, the first of equals. */
export function predict(row: Row): Label {
  const p = probabilities(row);
  return classes[p.indexOf(p.reduce((a, b) => Math.max(a, b)))] ?? classes[0];
}

/** The probability of each class, in the order of classes. */
export function probabilities(row: Row): number[] {
  const a = forward(features(row));
  if (a.some((p) => Number.isNaN(p))) {
    throw new RangeError('A probability is NaN: look for a number that is far too large.');
  }
  ${classes.length === 2 ? 'const [p = NaN] = a; // of the second class\n  return [1 - p, p];' : 'return a;'}
}`;
}

const features = `/**
 * The network's input for a row. A number becomes (value - mean) / scale, a missing one the median before; a text becomes 1 for its category
 * and 0 for the others. A text that was not there in training is 0 for all of them.
 */
export function features(row: Row): number[] {
  const x: number[] = [];
  for (const column of columns) {
    if (!(column.name in row)) throw new RangeError(\`The row has no \${column.name}; give null if it is unknown.\`);
    const text = String(row[column.name] ?? '').trim();
    const missing = /^(?:na|n\\/a|nan|null|\\?)?$/i.test(text);
    if (column.kind === 'number') {
      x.push(((missing ? column.median : numberOf(text, column.name)) - column.mean) / column.scale);
    } else {
      for (const category of column.categories) x.push(!missing && text === category ? 1 : 0);
      if (column.missing) x.push(missing ? 1 : 0);
    }
  }
  return x;
}`;

const numberOf = `/** A number in decimal notation, such as -1.5e3. */
function numberOf(text: string, column: string): number {
  const value = /^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    throw new RangeError(\`Column \${column} has numbers, but the row has \${JSON.stringify(text)}.\`);
  }
  return value;
}`;

function columnsOf(columns: readonly FeatureColumn[]): string {
  return `/** A column of numbers: what stands for a missing one, and how they are scaled. */
interface NumberColumn {
  readonly kind: 'number';
  readonly name: keyof Row;
  readonly median: number;
  readonly mean: number;
  readonly scale: number;
}

/** A column of texts: its categories, and whether a missing one has a feature of its own. */
interface CategoryColumn {
  readonly kind: 'category';
  readonly name: keyof Row;
  readonly categories: readonly string[];
  readonly missing: boolean;
}

/** The columns in the order of their features. */
const columns: readonly (NumberColumn | CategoryColumn)[] = [
${columns.map((column) => `  ${columnOf(column)},`).join('\n')}
];`;
}

function columnOf(column: FeatureColumn): string {
  if (column.kind === 'number') {
    const { name, median, mean, scale } = column;
    return `{ kind: 'number', name: ${literal(name)}, median: ${number(median)}, mean: ${number(mean)}, scale: ${number(scale)} }`;
  }
  const start = `{ kind: 'category', name: ${literal(column.name)}, missing: ${column.missing}, categories: `;
  return `${start}${bracketed(column.categories.map(literal), '  ', start.length + 5)} }`;
}

function targetScaling({ mean, scale }: NumberTarget): string {
  return `// The target was scaled for the training.
const targetMean = ${number(mean)};
const targetScale = ${number(scale)};`;
}

/** The digits that give the same bits. */
function number(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function literal(text: string): string {
  return textLiteral(text, 'typescript');
}
