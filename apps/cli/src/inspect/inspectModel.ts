import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tabularFromJSON } from '@keepdims/data';
import type { Tabular } from '@keepdims/data';
import { networkFromJSON } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import { CliError } from '../errors.js';
import { architecture, parameterArrays } from '../export/modelArrays.js';
import { networkLine } from '../render/networkLine.js';
import { count, formatMeasure } from '../render/numbers.js';
import { orDamaged } from '../run/orDamaged.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import type { JSONObject } from '../run/runConfig.js';
import { lastCheckpoint } from '../run/runFolder.js';
import { modelFromJSON, readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import { arraysOnly, inspectArray } from './inspectArrays.js';
import { inspectCheckpoint } from './inspectCheckpoint.js';
import type { Inspected } from './inspected.js';

/**
 * A run folder: its model, how it was trained and how well, and its files; before the training has ended the last checkpoint in place of the
 * model.
 *
 * @throws CliError if it is none, or damaged.
 */
export function inspectRun(run: string): Inspected {
  const checkpoint = join(run, lastCheckpoint);
  const isUnfinished = !existsSync(join(run, 'model.json')) && existsSync(checkpoint);
  const model = isUnfinished
    ? {
        ...inspectCheckpoint(readFileSync(checkpoint), checkpoint),
        description: 'a run folder, its training not ended',
      }
    : inspectSaved(readModel(run), 'run', 'a run folder');
  const config = readRunJSON(run, 'config.json');
  const summary = readRunJSON(run, 'summary.json');
  const files = readdirSync(run)
    .sort()
    .filter((name) => !name.startsWith('.'));
  return {
    ...model,
    kind: 'run',
    facts: [
      ...model.facts,
      ...(isUnfinished || config === undefined ? [] : [['training', trainingLine(config)] as const]),
      ...resultFacts(summary ?? {}),
      ['files', files.map((name) => (statSync(join(run, name)).isDirectory() ? `${name}/` : name)).join(', ')],
    ],
    metadata: { ...model.metadata, config: config ?? null, summary: summary ?? null, files },
  };
}

function trainingLine({ epochs, optimizer, lr, batch, seed, data }: JSONObject): string {
  const source = typeof data === 'object' && data !== null && 'source' in data ? ` on ${String(data.source)}` : '';
  const words = [`${String(epochs)} epochs of ${String(optimizer)}${source}`, `lr ${String(lr)}`, `batch ${String(batch)}`, `seed ${String(seed)}`]; // prettier-ignore
  return words.join(', ');
}

function resultFacts({ test, train, testAccuracy, trainAccuracy }: JSONObject): (readonly [string, string])[] {
  const accuracies = [
    ...(typeof testAccuracy === 'number' ? [`test accuracy ${formatMeasure(testAccuracy)}`] : []),
    ...(typeof trainAccuracy === 'number' ? [`training accuracy ${formatMeasure(trainAccuracy)}`] : []),
  ];
  const squares = Object.entries({ test, training: train }).flatMap(([name, metrics]) =>
    typeof metrics === 'object' && metrics !== null && 'r2' in metrics && typeof metrics.r2 === 'number'
      ? [`${name} R² ${formatMeasure(metrics.r2)}`]
      : [],
  );
  const all = [...accuracies, ...squares];
  return all.length === 0 ? [] : [['result', all.join(', ')]];
}

/**
 * A JSON file of keepdims: a model.json, a network (`net.toJSON`) or a preprocessor (`tabular`).
 *
 * @throws CliError if it is none of them, or damaged.
 */
export function inspectJSON(json: JSONObject, name: string): Inspected {
  switch (json.format) {
    case 'keepdims-model':
      return inspectSaved(modelFromJSON(json, name), 'model', 'a model of keepdims (JSON)');
    case 'keepdims-network': {
      const { net, params } = orDamaged(name, () => networkFromJSON(json));
      const model = { net, params };
      return {
        ...arraysOnly('network', 'a network of keepdims (JSON)', parametersOf(model)),
        facts: networkFacts(net),
        metadata: { network: architecture(model) },
      };
    }
    case 'keepdims-tabular': {
      const preprocessing = tabularFromJSON(json, { name });
      return {
        ...arraysOnly('preprocessor', 'a preprocessor of keepdims (JSON)', []),
        facts: preprocessingFacts(preprocessing),
        metadata: { preprocessing: preprocessing.toJSON() },
      };
    }
    default:
      throw new CliError(
        `${name} is JSON, but no model, network or preprocessor of keepdims, nor a table; name one of these, such as runs/houses/model.json.`,
      );
  }
}

function inspectSaved(model: SavedModel, kind: string, description: string): Inspected {
  const { net, preprocessing } = model;
  return {
    ...arraysOnly(kind, description, parametersOf(model)),
    facts: [...networkFacts(net), ...preprocessingFacts(preprocessing)],
    metadata: { network: architecture(model), preprocessing: preprocessing.toJSON() },
  };
}

function parametersOf(model: Pick<SavedModel, 'net' | 'params'>): Inspected['arrays'] {
  return Object.entries(parameterArrays(model)).map(([name, array]) => inspectArray(name, array));
}

/** The network's layers in a line. */
export function networkFacts(net: Network): Inspected['facts'] {
  return [['network', `${networkLine(net)}; ${count(net.parameterCount, 'parameter')}`]];
}

/** The same of layers in a file of arrays, as `architecture` gives them; nothing if they are not. */
export function architectureFacts(json: JSONObject): Inspected['facts'] {
  const { nX, layers } = json;
  if (typeof nX !== 'number' || !Array.isArray(layers)) return [];
  const names = layers.map((layer: unknown) => {
    const { units, activation } = isObject(layer) ? layer : {};
    return `${String(units)} ${isObject(activation) ? String(activation.name) : '?'}`;
  });
  return [['network', [count(nX, 'input'), ...names].join(' → ')]];
}

/** What is predicted from what. */
export function preprocessingFacts({ columns, target, classes }: Tabular): Inspected['facts'] {
  const numbers = columns.flatMap(({ kind, name }) => (kind === 'number' ? [name] : []));
  const categories = columns.flatMap((column) =>
    column.kind === 'category' ? [`${column.name} (${column.categories.length + (column.missing ? 1 : 0)})`] : [],
  );
  const what =
    target?.kind === 'classes' ? `${count(classes.length, 'class', 'classes')}: ${some(classes)}` : 'a number';
  return [
    ...(target === undefined ? [] : [['target', `${target.name}, ${what}`] as const]),
    ...(numbers.length === 0 ? [] : [['numbers', some(numbers)] as const]),
    ...(categories.length === 0 ? [] : [['categories', some(categories)] as const]),
  ];
}

function some(names: readonly string[]): string {
  return names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')}, and ${names.length - 12} more`;
}
