import { join } from 'node:path';
import { CliError, reportError } from '../errors.js';
import { planTraining } from '../model/runTraining.js';
import type { PreparedData } from '../model/prepare.js';
import { jsonLine } from '../render/jsonLine.js';
import { reportRows } from '../report/reportRows.js';
import { readRunFacts } from '../report/runFacts.js';
import { saveReport } from '../report/saveReport.js';
import type { ReportInputs, RunFacts } from '../report/reportInputs.js';
import { dataOf } from '../report/words.js';
import { refuseRunFile } from '../run/refuseRunFile.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { settingsFromJSON } from './settingsFromJSON.js';
import { settingsOf } from './trainRequest.js';

/** The options of `keepdims report`. */
export interface ReportOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** What a report without rows lacks. */
const lacking =
  'Results with their intervals, predictions, probabilities, activations and what the data hold are left out.';

/**
 * `keepdims report`: write the page and the model card of a run.
 *
 * @param run - A run folder.
 * @param source - The data that it was trained on. Undefined: where they were; without them the report says less.
 * @throws CliError if there is no run, or the data that were named are not the run's.
 */
export async function reportCommand(
  run: string,
  source: string | undefined,
  { out, json = false }: ReportOptions,
  terminal: Terminal,
): Promise<void> {
  if (out !== undefined) refuseRunFile(out, run, ['report.html']);
  const facts = readRunFacts(run);
  const { rows, leftOut } = await rowsOf(run, facts, source);
  for (const why of leftOut) terminal.err(`Warning: ${why}\n`);
  const { page, card } = saveReport(run, { run: facts, rows, leftOut }, out);
  if (json) {
    terminal.out(jsonLine('report', { run, page, card: card ?? null, leftOut }));
    return;
  }
  printLines(terminal.out, [`Wrote ${page}${card === undefined ? '' : ` and ${card}`}`]);
}

async function rowsOf(
  run: string,
  facts: RunFacts,
  named: string | undefined,
): Promise<Pick<ReportInputs, 'rows' | 'leftOut'>> {
  try {
    return { rows: reportRows(await dataAgain(run, facts, named), facts.model), leftOut: [] };
  } catch (error) {
    // Whoever names data wants to know that they are not the right ones.
    if (named !== undefined || !(error instanceof Error)) throw error;
    const { message, exitCode } = reportError(error, false);
    if (exitCode !== dataExitCode) throw error;
    return { rows: undefined, leftOut: [`${message} ${lacking}`] };
  }
}

/** Of what is wrong with the data. */
const dataExitCode = 2;

/**
 * The rows that a run was trained on and those kept apart: the split is made again, and taken only if the preprocessing that was measured
 * comes out as it was saved.
 */
async function dataAgain(
  run: string,
  { config: saved, model }: RunFacts,
  named: string | undefined,
): Promise<PreparedData> {
  const known = dataOf(saved);
  if (saved === undefined || known.source === undefined) {
    throw new CliError(`${run} does not say which data it was trained on.`);
  }
  if (named === undefined && known.source === '-') {
    throw new CliError(`The data of ${run} were read from standard input; name a file that holds them.`);
  }
  const { settings } = settingsFromJSON(saved, join(run, 'config.json'));
  // An output is only written where it can be chosen.
  const config = { data: named ?? known.source, ...settingsOf({ output: 'identity', ...settings }) };
  const { opened, data } = await planTraining(config);
  if (opened.sha256 !== known.sha256 || opened.validation?.sha256 !== known.validation?.sha256) {
    throw new CliError(`${config.data} is not what ${run} was trained on: its SHA-256 has changed.`);
  }
  if (JSON.stringify(data.preprocessing) !== JSON.stringify(model.preprocessing)) {
    throw new CliError(`How ${run} divided its rows cannot be found again by this version of keepdims.`);
  }
  return data;
}
