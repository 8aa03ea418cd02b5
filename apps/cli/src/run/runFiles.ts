import type { Evaluation } from '../model/evaluate.js';
import type { PreparedData } from '../model/prepare.js';
import type { TrainConfig } from '../model/trainConfig.js';
import type { Plan, Trained } from '../model/trainNetwork.js';
import { versions } from '../versions.js';
import type { RunFiles } from './runFolder.js';
import { modelJSON } from './savedModel.js';

const schemaVersion = 1;

/**
 * The files of a run.
 *
 * @returns `config.json` (every choice, resolved; versions; which data), `metrics.jsonl` (a line an epoch), `summary.json` (the results) and
 *   `model.json` (network, parameters, preprocessing). They hold no times, so that the same training writes the same bytes.
 */
export function runFiles(
  config: TrainConfig,
  data: PreparedData,
  plan: Plan,
  trained: Trained,
  evaluation: Evaluation,
): RunFiles {
  const { source, sha256, table } = data.data;
  const { test, preprocessing } = data;
  const { predictions: _, ...results } = evaluation;
  return {
    'config.json': pretty({
      schemaVersion,
      ...config,
      target: data.target,
      task: data.task,
      features: preprocessing.columns.map(({ name }) => name),
      output: plan.outputActivation,
      loss: plan.loss.name,
      lr: plan.learningRate,
      data: { source, sha256, rows: table.rowCount },
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
