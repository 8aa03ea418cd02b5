import { writeFileSync } from 'node:fs';
import type { Tabular, UnseenCategories } from '@keepdims/data';
import type { NDArray } from '@keepdims/ndarray';
import { openData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { count } from '../render/numbers.js';
import { plainText } from '../render/plainText.js';
import { explainFileError } from '../run/explainFileError.js';
import { readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import type { Terminal } from '../terminal.js';

/**
 * `keepdims predict`: a CSV with one prediction a row, in the order of the data's rows, on stdout or into a file.
 *
 * @param run - A run folder.
 * @param source - A CSV with the columns that the network was trained on; the target may be missing.
 */
export async function predictCommand(
  run: string,
  source: string,
  out: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const model = readModel(run);
  const { table } = await openData(source);
  const { X, unseen } = model.preprocessing.transform(table, { target: false });
  for (const one of unseen) terminal.err(`${unseenWarning(one)}\n`);
  const csv = `${predictionRows(model, X)
    .map((cells) => cells.map(csvCell).join(','))
    .join('\n')}\n`;
  if (out === undefined) {
    terminal.out(csv);
    return;
  }
  try {
    writeFileSync(out, csv, { flush: true });
  } catch (error) {
    const missing = `Cannot write ${out}: its folder does not exist; make it, or choose another place.`;
    throw new CliError(explainFileError(error, { action: 'write', path: out, missing }));
  }
  terminal.err(`Wrote ${count(table.rowCount, 'prediction')} to ${out}.\n`);
}

/** The header and one row an example: the predicted number, or the class and its probability. */
function predictionRows({ net, params, preprocessing }: SavedModel, X: NDArray<[number, number]>): string[][] {
  const name = preprocessing.target?.name ?? 'prediction';
  const predicted = net.predict(params, X);
  const m = X.shape[1];
  if (preprocessing.task === 'regression') {
    const values = preprocessing.inverseTarget(predicted);
    return [[name], ...Array.from({ length: m }, (_, j) => [significant(Number(values.at(0, j)), 7)])];
  }
  const { output } = net.forward(params, X);
  const names = preprocessing.classNames(predicted);
  return [
    [name, 'probability'],
    ...names.map((className, j) => [className, significant(probabilityOf(preprocessing, output, predicted, j), 4)]),
  ];
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

function unseenWarning({ column, count: rows, example, where }: UnseenCategories): string {
  const what = example === '' ? 'has no value' : `has the value ${JSON.stringify(plainText(example))}`;
  const others = rows === 1 ? '' : ` (and ${count(rows - 1, 'more row')} such a value)`;
  return `Warning: ${where}, column ${plainText(column)} ${what}, which was never seen in training${others}; it counts as none of the known ones.`;
}
