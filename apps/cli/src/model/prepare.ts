import { tabular, Tabular } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import type { NDArray } from '@keepdims/ndarray';
import type { ExampleSource } from '@keepdims/training';
import type { OpenedData } from '../data/openData.js';
import { StreamedTable } from '../streaming/streamedTable.js';
import { CliError } from '../errors.js';
import { splitRows } from './splitRows.js';
import type { TrainConfig } from './trainConfig.js';

type Matrix = NDArray<[number, number], 'float64'>;

/** Some of the data's rows as arrays, examples as columns. */
export interface Examples {
  /** Their numbers in the table, from 0. */
  readonly rows: Int32Array;
  /** [n_x, m]. */
  readonly X: Matrix;
  /** [outputs, m]: standardised numbers, 0 and 1, or one-hot columns. */
  readonly Y: Matrix;
  /** Reads some of them, if they are not in memory; X and Y then read all of them each time. */
  readonly source?: ExampleSource;
}

/** Data ready to be trained on. */
export interface PreparedData {
  readonly data: OpenedData;
  readonly target: string;
  readonly task: 'regression' | 'classification';
  readonly preprocessing: Tabular;
  readonly train: Examples;
  /** What early stopping looks at. Undefined unless the rows are split in three. */
  readonly validation?: Examples;
  /** Undefined if no rows are kept from training. */
  readonly test: Examples | undefined;
  /** What a user may want to know of columns left out and values filled in. */
  readonly notes: readonly string[];
}

const leastRows = 4;

/**
 * Choose the columns, split the rows at random and measure the preprocessing on the training rows alone. What a column is, numbers or
 * names, is decided on the whole file, so that it does not depend on the seed.
 *
 * Classes keep their proportions in all parts, unless one of them has a single row.
 *
 * @throws CliError or FormatError saying what is wrong with the data or the choice of columns.
 */
export function prepare(config: TrainConfig, data: OpenedData): PreparedData {
  const { table } = data;
  if (data.unlabelled !== undefined) throw new CliError(data.unlabelled);
  if (table.rowCount < leastRows) {
    const rows = table.rowCount === 1 ? 'only 1 row' : `only ${table.rowCount} rows`;
    throw new CliError(
      `${table.name} has ${rows} below its header; training and testing need at least ${leastRows}, better hundreds.`,
    );
  }
  const target = chooseTarget(config, data);
  checkColumns(config, target);
  const task = config.task ?? (target === data.target ? data.task : undefined);
  const givenUp = table instanceof StreamedTable ? table.givenUp.filter((name) => name !== target) : [];
  const options = {
    target,
    ...(task === undefined ? {} : { task }),
    ...(config.features === undefined ? {} : { features: config.features }),
    ignore: [...config.ignore, ...givenUp.filter((name) => !config.ignore.includes(name))],
    categorical: config.categorical,
    centerTarget: config.output !== 'relu',
  };
  const decided = tabular.decideTarget(table, target, options);
  if (decided.task === 'classification' && config.output !== 'identity') {
    throw new CliError(
      `--output ${config.output} is for regressions, but column ${target} holds classes; leave it out.`,
    );
  }
  if (config.output === 'relu') checkNotNegative(table, target);

  const split = splitRows(config, data, decided);
  // The task is decided by now: what is saved is the same where config.json says which, as when a run goes on.
  const fitted = tabular.fit(table, { ...options, task: decided.task, rows: split.train });
  const preprocessing = isPicture(config, data, target) ? pixelPreprocessing(data, fitted) : fitted;
  const examples = (rows: Int32Array): Examples => {
    if (table instanceof StreamedTable) return table.examplesOf(rows, preprocessing);
    const { X, Y } = preprocessing.transform(table.select(rows), { target: true });
    if (Y === undefined) throw new Error(`transform gave no targets for column ${target}.`);
    return { rows, X, Y };
  };
  return {
    data,
    target,
    task: decided.task,
    preprocessing,
    train: examples(split.train),
    ...(split.validation.length === 0 ? {} : { validation: examples(split.validation) }),
    test: split.test.length === 0 ? undefined : examples(split.test),
    notes: [
      ...decided.notes,
      ...preprocessing.notes,
      ...split.notes,
      ...givenUp.map((name) => `column ${JSON.stringify(name)} is left out: it has more than 100,000 different texts.`),
    ],
  };
}

/** Whether all columns but the target are used as the pixels of a picture. */
function isPicture(config: TrainConfig, data: OpenedData, target: string): boolean {
  const untouched = config.features === undefined && config.ignore.length === 0 && config.categorical.length === 0;
  return data.picture !== undefined && untouched && target === data.target;
}

/** Pixels become numbers from 0 to 1; those that are white in every picture stay, so that a picture keeps its shape. */
function pixelPreprocessing({ table, picture }: OpenedData, { target }: Tabular): Tabular {
  const { ink: scale, width } = picture ?? { ink: 1 };
  const names = table.columns.filter((name) => name !== target?.name);
  const columns = names.map((name) => ({ kind: 'number', name, median: 0, mean: 0, scale }) as const);
  return new Tabular(columns, target, [
    `pixels are divided by ${scale}, ${width === undefined ? 'the largest byte' : 'the value of black'}.`,
  ]);
}

function chooseTarget(config: TrainConfig, data: OpenedData): string {
  const target = config.target ?? data.target;
  if (target !== undefined) {
    if (!data.table.has(target)) data.table.column(target); // says so
    return target;
  }
  const { name, columns } = data.table;
  const shown = columns.slice(0, 12).join(', ');
  const more = columns.length > 12 ? `, and ${columns.length - 12} more` : '';
  const isText = data.format === 'csv' || data.format === 'tsv';
  const looksLikeData = isText && columns.some((column) => column.trim() !== '' && Number.isFinite(Number(column)));
  const hint = looksLikeData
    ? ' Some of these are numbers: if the first line names no columns, add --no-header, or --skip-lines 1 if it is no row either.'
    : '';
  throw new CliError(`Which column of ${name} shall be predicted? Add --target NAME, one of ${shown}${more}.${hint}`);
}

function checkColumns(config: TrainConfig, target: string): void {
  for (const [option, names] of [
    ['--features', config.features ?? []],
    ['--ignore', config.ignore],
  ] as const) {
    if (names.includes(target)) {
      throw new CliError(`Column ${target} is the target, so ${option} cannot name it; take it out of that list.`);
    }
    const twice = names.find((name, j) => names.indexOf(name) !== j);
    if (twice !== undefined) throw new CliError(`Column ${twice} stands twice in ${option}; name each column once.`);
  }
}

function checkNotNegative(table: Table, target: string): void {
  const row =
    table.numbers(target)?.findIndex((value) => value < 0) ??
    table.column(target).findIndex((cell) => Number(cell) < 0);
  if (row === -1) return;
  throw new CliError(
    `${table.where(row)}, column ${target}: --output relu never gives a negative number, but the target is ` +
      `${table.column(target)[row] ?? ''}; leave --output out.`,
  );
}
