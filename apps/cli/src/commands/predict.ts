import { once } from 'node:events';
import { extname } from 'node:path';
import type { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import { csvLayoutOf, openForRun } from '../model/openForRun.js';
import { predictionArray } from '../predict/predictionArray.js';
import { predictionsFor } from '../predict/predictions.js';
import type { Predictions } from '../predict/predictions.js';
import { predictionFormats, predictionText } from '../predict/predictionText.js';
import type { PredictionFormat } from '../predict/predictionText.js';
import { UnseenValues } from '../predict/unseenValues.js';
import { count } from '../render/numbers.js';
import { unseenWarning } from '../render/unseenWarning.js';
import { refuseRunFile } from '../run/refuseRunFile.js';
import { readModel } from '../run/savedModel.js';
import { isSameFile, writeWhole } from '../run/writeWhole.js';
import { readTables } from '../streaming/readTables.js';
import type { Terminal } from '../terminal.js';
import type { DataOptions } from './dataOptions.js';

/** The options of `keepdims predict`. */
export interface PredictOptions extends DataOptions {
  readonly out?: string;
  /** Undefined: by the ending of `out`, else CSV. */
  readonly to?: PredictionFormat;
  readonly probabilities?: true;
  readonly json?: true;
}

/**
 * `keepdims predict`: one prediction a row, in the order of the data's rows, on stdout or into a file.
 *
 * A large CSV and standard input are read and answered some megabytes at a time.
 *
 * @param run - A run folder.
 * @param source - A table, or images, with the columns that the network was trained on; the target may be missing.
 * @param options.out - A file to write instead of stdout; an older one is replaced, but never `source` or a file of the run.
 * @throws CliError if a prediction is not finite. Nothing is written into a file then, and on stdout nothing of its part.
 */
export async function predictCommand(
  run: string,
  source: string,
  options: PredictOptions,
  terminal: Terminal,
): Promise<void> {
  const { out, probabilities = false } = options;
  const model = readModel(run);
  if (out !== undefined) checkOut(out, run, source);
  const format = formatOf(options);
  const { classes, target } = model.preprocessing;
  if (probabilities && classes.length === 0) {
    throw new CliError('--probabilities: the run predicts a number, which has none; leave it out.');
  }
  const told = { target: target?.name ?? 'prediction', classes, probabilities };
  const unseen = new UnseenValues();
  let rows = 0;
  function* predictions(tables: Iterable<Table>): Generator<Predictions, void, undefined> {
    for (const table of tables) {
      const isBegun = out === undefined && rows > 0;
      const part = predictionsFor(model, table, isBegun ? 'so no more was written' : 'so nothing was written');
      unseen.add(part.unseen);
      rows += part.values.length;
      yield part;
    }
  }
  const { header, skipLines } = csvLayoutOf(run);
  const layout = { header: options.header ?? header, skipLines: options.skipLines ?? skipLines };
  const parts = predictions(
    readTables(source, options.format, layout) ?? [(await openForRun(run, source, options)).table],
  );
  if (out === undefined) {
    if (format === 'npy') process.stdout.write(predictionArray(parts, told));
    else
      for (const text of predictionText(format, parts, told)) {
        terminal.out(text);
        if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain'); // so that a slow reader doesn't fill the memory
      }
  } else {
    writeWhole(out, format === 'npy' ? predictionArray(parts, told) : predictionText(format, parts, told));
  }
  for (const one of unseen.all()) terminal.err(`${unseenWarning(one)}\n`);
  if (out !== undefined) terminal.err(`Wrote ${count(rows, 'prediction')} to ${out}.\n`);
}

/** Predictions may replace an older file of predictions, but not what they are made from. */
function checkOut(out: string, run: string, source: string): void {
  if (isSameFile(out, source)) {
    throw new CliError(`--out ${out} is the file to predict from, which would be lost; choose another name.`);
  }
  refuseRunFile(out, run);
}

function formatOf({ to, json, out = '' }: PredictOptions): PredictionFormat {
  if (json === true && to !== undefined && to !== 'jsonl') {
    throw new CliError(`--json prints JSON Lines, so --to ${to} has no meaning beside it; leave one of them out.`);
  }
  const ending = extname(out).slice(1).toLowerCase().replace('ndjson', 'jsonl');
  const byEnding = predictionFormats.find((known) => known === ending);
  if (json === true) {
    if (byEnding === undefined || byEnding === 'jsonl') return 'jsonl';
    throw new CliError(`--json writes JSON Lines, which ${out} would not be; name it .jsonl, or leave --json out.`);
  }
  if (to === undefined && byEnding === undefined && ending !== '') {
    throw new CliError(
      `--out ${out}: predictions are written as ${predictionFormats.join(', ')}; choose such an ending, or say which one it is with --to.`,
    );
  }
  const format = to ?? byEnding ?? 'csv';
  if (format !== 'npy' || out !== '' || !process.stdout.isTTY) return format;
  throw new CliError('--to npy: an array is no text for a terminal; add --out FILE.npy.');
}
