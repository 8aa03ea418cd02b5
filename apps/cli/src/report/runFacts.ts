import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../data/source.js';
import { CliError } from '../errors.js';
import type { Trained } from '../model/trainNetwork.js';
import { readTextIfThere } from '../run/readTextIfThere.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import { readModel } from '../run/savedModel.js';
import type { RunFacts, RunHistory } from './reportInputs.js';

/**
 * What a run folder says.
 *
 * @throws CliError if it is not a run with a model, or a file of it is damaged.
 */
export function readRunFacts(run: string): RunFacts {
  const model = readModel(run);
  return {
    config: readRunJSON(run, 'config.json'),
    origin: readRunJSON(run, 'import.json'),
    summary: readRunJSON(run, 'summary.json'),
    history: readHistory(join(run, 'metrics.jsonl')),
    model,
    modelSha256: sha256(readFileSync(join(run, 'model.json'))),
  };
}

/** The history of a training that has just ended. */
export function historyOf({
  costs,
  metrics,
  testCosts,
  testMetrics,
  validationCosts,
  validationMetrics = {},
}: Trained): RunHistory {
  return {
    training: { costs, metrics },
    watched:
      validationCosts !== undefined
        ? { part: 'validation', costs: validationCosts, metrics: validationMetrics }
        : testCosts.length > 0
          ? { part: 'test', costs: testCosts, metrics: testMetrics }
          : undefined,
  };
}

function readHistory(path: string): RunHistory | undefined {
  const text = readTextIfThere(path) ?? '';
  const epochs = text.split('\n').flatMap((line, i) => (line === '' ? [] : [epochOf(line, `${path}, line ${i + 1}`)]));
  const [first] = epochs;
  if (first === undefined) return undefined;
  const part = 'validationCost' in first ? 'validation' : 'testCost' in first ? 'test' : undefined;
  const curves = (cost: string, metrics: string): RunHistory['training'] => ({
    costs: epochs.map((epoch) => numberOf(epoch[cost])),
    metrics: Object.fromEntries(
      Object.keys(recordOf(first[metrics])).map((name) => [
        name,
        epochs.map((epoch) => numberOf(recordOf(epoch[metrics])[name])),
      ]),
    ),
  });
  return {
    training: curves('cost', 'metrics'),
    watched: part === undefined ? undefined : { part, ...curves(`${part}Cost`, `${part}Metrics`) },
  };
}

function epochOf(line: string, where: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    json = undefined;
  }
  if (isObject(json)) return json;
  throw new CliError(`${where} is not an epoch's line; restore the file from a copy, or train again.`);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** JSON has no NaN: it writes null. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
