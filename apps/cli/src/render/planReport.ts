import type { RunOptions } from '../commands/trainOptionList.js';
import type { PlannedTraining } from '../model/runTraining.js';
import { runConfig } from '../run/runFiles.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { jsonLine } from './jsonLine.js';
import { dataReport, networkReport } from './reports.js';

/**
 * What a training would be, without training: the data and the network with its shapes and memory (`--explain`), the settings (`--dry-run`).
 *
 * @param folder - Where it would be saved.
 */
export function explainPlan(
  { config, data, plan }: PlannedTraining,
  folder: string,
  { explain, dryRun, json }: RunOptions,
  { out, outColors }: Terminal,
): void {
  const { net, batchSize } = plan;
  const settings = runConfig(config, data, plan);
  const rows = data.train.rows.length;
  if (json === true) {
    const { parameterCount, nX } = net;
    const layers = net.layers.map(({ units, activation, dropout, batchNorm }, i) => ({
      units,
      activation: activation.name,
      W: [units, net.layers[i - 1]?.units ?? nX],
      b: [units, 1],
      dropout,
      batchNorm: batchNorm !== undefined,
    }));
    const { notes } = data;
    const testRows = data.test?.rows.length ?? 0;
    out(
      jsonLine('plan', {
        run: folder,
        trainRows: rows,
        testRows,
        ...(data.validation === undefined ? {} : { validationRows: data.validation.rows.length }),
        notes,
        inputs: nX,
        layers,
        parameterCount,
        config: settings,
      }),
    );
    return;
  }
  const lines: string[] = [];
  if (explain === true) {
    lines.push(
      ...dataReport(data, config, outColors),
      ...networkReport(config, data, plan, outColors),
      '',
      ...net.summary({ batchSize: batchSize === 'full' ? rows : batchSize }).split('\n'),
    );
  }
  if (dryRun === true) lines.push(...(explain === true ? [''] : []), JSON.stringify(settings, undefined, 2));
  printLines(out, [...lines, '', `Nothing was trained or written; the run would be saved in ${folder}.`]);
}
