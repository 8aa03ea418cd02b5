import type { Table, Tabular } from '@keepdims/data';
import type { NDArray } from '@keepdims/ndarray';
import { openData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { predictedFrom } from '../model/predictedFrom.js';
import { requireFinite } from '../model/requireFinite.js';
import { count } from '../render/numbers.js';
import { unseenWarning } from '../render/unseenWarning.js';
import { refuseRunFile } from '../run/refuseRunFile.js';
import { readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import { isSameFile, writeWhole } from '../run/writeWhole.js';
import type { Terminal } from '../terminal.js';

/**
 * `keepdims predict`: a CSV with one prediction a row, in the order of the data's rows, on stdout or into a file.
 *
 * @param run - A run folder.
 * @param source - A CSV with the columns that the network was trained on; the target may be missing.
 * @param out - A file to write instead of stdout; an older one is replaced, but never `source` or a file of the run.
 * @throws CliError if a prediction is not finite. Nothing is written then.
 */
export async function predictCommand(
  run: string,
  source: string,
  out: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const model = readModel(run);
  if (out !== undefined) checkOut(out, run, source);
  const { table } = await openData(source);
  const { X, unseen } = model.preprocessing.transform(table, { target: false });
  for (const one of unseen) terminal.err(`${unseenWarning(one)}\n`);
  const csv = `${predictionRows(model, X, table)
    .map((cells) => cells.map(csvCell).join(','))
    .join('\n')}\n`;
  if (out === undefined) {
    terminal.out(csv);
    return;
  }
  writeWhole(out, csv);
  terminal.err(`Wrote ${count(table.rowCount, 'prediction')} to ${out}.\n`);
}

/** Predictions may replace an older file of predictions, but not what they are made from. */
function checkOut(out: string, run: string, source: string): void {
  if (isSameFile(out, source)) {
    throw new CliError(`--out ${out} is the file to predict from, which would be lost; choose another name.`);
  }
  refuseRunFile(out, run);
}

/** The header and one row an example: the predicted number, or the class and its probability. */
function predictionRows(
  { net, params, preprocessing }: SavedModel,
  X: NDArray<[number, number]>,
  table: Table,
): string[][] {
  const name = preprocessing.target?.name ?? 'prediction';
  const output: NDArray = net.forward(params, X).output;
  if (preprocessing.task === 'regression') {
    const values = Array.from(preprocessing.inverseTarget(output).data);
    requireFinite(values, table, 'so nothing was written');
    return [[name], ...values.map((value) => [String(value)])];
  }
  const predicted = predictedFrom(output, 'classification');
  const probabilities = Array.from({ length: table.rowCount }, (_, j) =>
    probabilityOf(preprocessing, output, predicted, j),
  );
  requireFinite(probabilities, table, 'so nothing was written');
  const names = preprocessing.classNames(predicted);
  return [[name, 'probability'], ...probabilities.map((p, j) => [names[j] ?? '', significant(p, 4)])];
}

/** The probability of the predicted class of example j. */
function probabilityOf(preprocessing: Tabular, output: NDArray, predicted: NDArray, j: number): number {
  const label = Number(predicted.at(0, j));
  if (preprocessing.outputs > 1) return Number(output.at(label, j));
  const one = Number(output.at(0, j));
  return label === 1 ? one : 1 - one;
}

function significant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
