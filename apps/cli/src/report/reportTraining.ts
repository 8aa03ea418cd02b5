import { sha256 } from '../data/source.js';
import type { FinishedTraining } from '../model/runTraining.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import { runSummary } from '../run/runFiles.js';
import { reportRows } from './reportRows.js';
import { historyOf } from './runFacts.js';
import { saveReport } from './saveReport.js';
import type { SavedReport } from './saveReport.js';

/**
 * Write the report of a training that has just ended, the same bytes that `keepdims report` would write; but of a small file that --stream
 * left on the disk `report` tells more, as it reads all of it.
 *
 * @param run - The run folder; its config.json is there already.
 * @param modelJSON - The text of its model.json.
 * @throws CliError as `saveReport`.
 */
export function reportTraining(
  run: string,
  { data, trained, evaluation }: Pick<FinishedTraining, 'data' | 'trained' | 'evaluation'>,
  modelJSON: string,
): SavedReport {
  const model = { net: trained.net, params: trained.params, preprocessing: data.preprocessing };
  // As JSON has it, and as it is read back.
  const summary: unknown = JSON.parse(JSON.stringify(runSummary(data, trained, evaluation)));
  return saveReport(run, {
    run: {
      config: readRunJSON(run, 'config.json'),
      summary: isObject(summary) ? summary : undefined,
      history: historyOf(trained),
      model,
      modelSha256: sha256(modelJSON),
    },
    rows: reportRows(data, model),
    leftOut: [],
  });
}
