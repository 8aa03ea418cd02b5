import type { Table } from '@keepdims/data';
import type { NDArray } from '@keepdims/ndarray';
import type { OpenedData, OpenOptions } from '../data/openData.js';
import { CliError } from '../errors.js';
import { unseenWarning } from '../render/unseenWarning.js';
import { readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import type { Terminal } from '../terminal.js';
import { openForRun } from './openForRun.js';

type Matrix = NDArray<[number, number], 'float64'>;

/** A run's model, and a table's rows as it sees them. */
export interface RunExamples extends SavedModel {
  readonly run: string;
  readonly data: OpenedData;
  /** The rows chosen. */
  readonly table: Table;
  /** [n_x, m]. */
  readonly X: Matrix;
  /** [outputs, m]. */
  readonly Y: Matrix;
  /** The name of the column predicted. */
  readonly target: string;
  /** The target's unit, if it has one. */
  readonly unit: string | undefined;
}

/**
 * Open a run and a table with its target. Values never seen in training are told on `terminal.err`.
 *
 * @param source - As `openData` takes it.
 * @param choose - Which of the rows to take, from 0. Default: all.
 * @param options - How the file is to be read.
 * @throws CliError or FormatError saying what is wrong with the run or the data.
 */
export async function openExamples(
  run: string,
  source: string,
  terminal: Terminal,
  choose?: (data: OpenedData, model: SavedModel) => ArrayLike<number> | undefined,
  options: Pick<OpenOptions, 'format' | 'labels' | 'header' | 'skipLines'> = {},
): Promise<RunExamples> {
  const model = readModel(run);
  const data = await openForRun(run, source, options);
  if (data.unlabelled !== undefined) throw new CliError(data.unlabelled);
  const rows = choose?.(data, model);
  const table = rows === undefined ? data.table : data.table.select(rows);
  const { X, Y, unseen } = model.preprocessing.transform(table, { target: true });
  const target = model.preprocessing.target?.name;
  // A run's model has a target, as readModel checks.
  if (Y === undefined || target === undefined) throw new Error(`${run}: the preprocessing gave no targets.`);
  for (const one of unseen) terminal.err(`${unseenWarning(one)}\n`);
  return { ...model, run, data, table, X, Y, target, unit: target === data.target ? data.unit : undefined };
}
