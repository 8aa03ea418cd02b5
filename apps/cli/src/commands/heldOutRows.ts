import { join } from 'node:path';
import type { OpenedData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { prepare } from '../model/prepare.js';
import { isChosenByTestRows } from '../run/isChosenByTestRows.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import type { SavedModel } from '../run/savedModel.js';
import { settingsFromJSON } from './settingsFromJSON.js';
import { settingsOf } from './trainRequest.js';

/** Whether a run was trained on these very data, byte by byte. */
export function isTrainedOn(run: string, data: OpenedData): boolean {
  const trainedOn = readRunJSON(run, 'config.json')?.data;
  return isObject(trainedOn) && trainedOn.sha256 === data.sha256;
}

/** Whether early stopping chose the run's epoch by the rows kept from training, so that their results flatter. */
export function isChosenByHeldOut(run: string): boolean {
  return isChosenByTestRows(readRunJSON(run, 'config.json'));
}

/**
 * The rows that a run kept from training: the split is made again, and taken only if the preprocessing that was measured on the other rows
 * comes out as it was saved.
 *
 * @returns Row numbers, from 0.
 * @throws CliError if the data are not those trained on, or the split cannot be found again.
 */
export function heldOutRows(run: string, data: OpenedData, { preprocessing }: SavedModel): Int32Array {
  const saved = readRunJSON(run, 'config.json');
  if (saved === undefined || !isTrainedOn(run, data)) {
    throw new CliError(
      `--held-out: ${run} was not trained on ${data.table.name} as it is now, so none of its rows were kept apart; leave --held-out out ` +
        'to measure all of them.',
    );
  }
  const { settings } = settingsFromJSON(saved, join(run, 'config.json'));
  // An output is only written where it can be chosen.
  const config = { data: data.source, ...settingsOf({ output: 'identity', ...settings }) };
  const { test, ...again } = prepare(config, data);
  if (test === undefined) {
    throw new CliError(`--held-out: ${run} kept no rows from training; give other data, and leave --held-out out.`);
  }
  if (JSON.stringify(again.preprocessing) !== JSON.stringify(preprocessing)) {
    throw new CliError(
      `--held-out: which rows ${run} kept apart cannot be found again by this version of keepdims; give a file of other rows instead.`,
    );
  }
  return test.rows;
}
