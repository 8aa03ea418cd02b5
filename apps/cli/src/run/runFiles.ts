import type { Evaluation } from '../model/evaluate.js';
import type { PreparedData } from '../model/prepare.js';
import type { TrainConfig } from '../model/trainConfig.js';
import type { Plan, Trained } from '../model/trainNetwork.js';
import { versions } from '../versions.js';
import type { runFileNames } from './runFolder.js';
import { modelJSON } from './savedModel.js';

const schemaVersion = 1;

/**
 * The files of a run.
 *
 * @returns `config.json` (every choice, resolved, each option as `train` takes it; the columns learnt from; versions; which data), `metrics.jsonl` (a line an epoch), `summary.json` (the results) and
 *   `model.json` (network, parameters, preprocessing). They hold no times, so that the same training writes the same bytes.
 */
export function runFiles(
  config: TrainConfig,
  data: PreparedData,
  plan: Plan,
  trained: Trained,
  evaluation: Evaluation,
): Readonly<Record<(typeof runFileNames)[number], string>> {
  const { source, sha256, table, validation } = data.data;
  const { test, preprocessing } = data;
  const { predictions: _, ...results } = evaluation;
  // Only a regression's output can be chosen.
  const { output, ...choices } = config;
  return {
    'config.json': pretty({
      schemaVersion,
      ...choices,
      ...(data.task === 'regression' ? { output } : {}),
      target: data.target,
      task: data.task,
      batch: plan.batchSize,
      lr: plan.learningRate,
      columns: preprocessing.columns.map(({ name }) => name),
      outputActivation: plan.outputActivation,
      loss: plan.loss.name,
      data: { source, sha256, rows: table.rowCount, ...(validation === undefined ? {} : { validation }) },
      versions: { node: process.versions.node, ...versions },
    }),
    'metrics.jsonl': trained.costs
      .map((cost, i) => {
        const testCost = test === undefined ? {} : { testCost: trained.testCosts[i] };
        return `${JSON.stringify({ schemaVersion, type: 'epoch', epoch: i + 1, cost, ...testCost })}\n`;
      })
      .join(''),
    'summary.json': pretty({ schemaVersion, target: data.target, classes: preprocessing.classes, ...results }),
    'model.json': modelJSON(trained, data),
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
