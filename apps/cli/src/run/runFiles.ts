import type { Evaluation } from '../model/evaluate.js';
import { formatNamedOptions } from '../model/namedOptions.js';
import type { PreparedData } from '../model/prepare.js';
import type { TrainConfig } from '../model/trainConfig.js';
import type { EpochReport, Plan, Trained } from '../model/trainNetwork.js';
import { jsonLine } from '../render/jsonLine.js';
import { versions } from '../versions.js';
import { modelJSON } from './savedModel.js';

const schemaVersion = 1;

/**
 * What config.json holds: every choice, resolved, each option as `train` takes it; the columns learnt from; versions; which data.
 * No times, so that the same training writes the same bytes.
 */
export function runConfig(config: TrainConfig, data: PreparedData, plan: Plan): Readonly<Record<string, unknown>> {
  const { source, format, sha256, table, image, validation } = data.data;
  // Only a regression's output can be chosen.
  const { output, ...choices } = config;
  const { schedule } = plan.choices;
  return {
    schemaVersion,
    ...choices,
    ...(data.task === 'regression' ? { output } : {}),
    target: data.target,
    task: data.task,
    batch: plan.batchSize,
    lr: plan.learningRate,
    ...(schedule === undefined ? {} : { schedule: formatNamedOptions(schedule) }),
    columns: data.preprocessing.columns.map(({ name }) => name),
    outputActivation: plan.outputActivation,
    loss: formatNamedOptions(plan.loss),
    // What is undefined JSON leaves away.
    data: { source, format, sha256, rows: table.rowCount, image, validation },
    versions: { node: process.versions.node, ...versions },
  };
}

/** The text of config.json. */
export function configFile(config: Readonly<Record<string, unknown>>): { readonly 'config.json': string } {
  return { 'config.json': pretty(config) };
}

/**
 * The files that a finished training adds.
 *
 * @returns `metrics.jsonl` (a line an epoch), `model.json` (network, parameters, preprocessing) and, as the last one, `summary.json` (the
 *   results).
 */
export function resultFiles(
  data: PreparedData,
  trained: Trained,
  evaluation: Evaluation,
): Readonly<Record<'metrics.jsonl' | 'model.json' | 'summary.json', string>> {
  return {
    'metrics.jsonl': trained.costs
      .map((cost, i) =>
        epochLine({
          epoch: i + 1,
          cost,
          testCost: trained.testCosts[i],
          metrics: at(trained.metrics, i),
          testMetrics: at(trained.testMetrics, i),
          validationCost: trained.validationCosts?.[i],
          validationMetrics: at(trained.validationMetrics ?? {}, i),
        }),
      )
      .join(''),
    'model.json': modelJSON(trained, data),
    'summary.json': pretty({ schemaVersion, ...runSummary(data, trained, evaluation) }),
  };
}

/** What summary.json says of a finished training. */
export function runSummary(
  data: PreparedData,
  { costs, stopping }: Trained,
  { predictions: _, ...results }: Evaluation,
): Readonly<Record<string, unknown>> {
  return {
    target: data.target,
    classes: data.preprocessing.classes,
    epochs: costs.length,
    ...(stopping === undefined ? {} : { bestEpoch: stopping.bestEpoch, stoppedEarly: stopping.stopped }),
    ...(data.validation === undefined ? {} : { validationRows: data.validation.rows.length }),
    ...results,
    belowZero: undefined, // only told on the terminal
  };
}

/** A line of metrics.jsonl, and of `--json`. */
export function epochLine(report: Omit<EpochReport, 'epochs'>): string {
  const { epoch, cost, testCost, metrics, testMetrics, validationCost, validationMetrics = {} } = report;
  return jsonLine('epoch', {
    epoch,
    cost,
    ...(testCost === undefined ? {} : { testCost }),
    ...(isEmpty(metrics) ? {} : { metrics }),
    ...(isEmpty(testMetrics) ? {} : { testMetrics }),
    ...(validationCost === undefined ? {} : { validationCost }),
    ...(isEmpty(validationMetrics) ? {} : { validationMetrics }),
  });
}

function at(lists: Trained['metrics'], i: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list[i] ?? NaN]));
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
