import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tabularFromJSON } from '@keepdims/data';
import type { Tabular } from '@keepdims/data';
import { networkFromJSON } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import { CliError } from '../errors.js';
import type { PreparedData } from '../model/prepare.js';
import type { Params, Trained } from '../model/trainNetwork.js';
import { explainFileError } from './explainFileError.js';

/** A trained network with the preprocessing that belongs to it. */
export interface SavedModel {
  readonly net: Network;
  readonly params: Params;
  readonly preprocessing: Tabular;
}

/** The text of a run's model.json. */
export function modelJSON(
  { net, params }: Pick<Trained, 'net' | 'params'>,
  { preprocessing }: Pick<PreparedData, 'preprocessing'>,
): string {
  const model = {
    format: 'keepdims-model',
    version: 1,
    network: net.toJSON(params),
    preprocessing: preprocessing.toJSON(),
  };
  return `${JSON.stringify(model)}\n`;
}

/**
 * Read the model of a run folder.
 *
 * @throws CliError if the folder is not there, is not a run, or its model.json is damaged.
 */
export function readModel(run: string): SavedModel {
  const path = join(run, 'model.json');
  return modelFromJSON(readJSON(run, path), path);
}

/**
 * The model of a parsed model.json.
 *
 * @param path - Where it was, for messages.
 * @throws CliError if it is damaged.
 */
export function modelFromJSON(json: Readonly<Record<string, unknown>>, path: string): SavedModel {
  const { format, version, network, preprocessing: saved } = json;
  if (format !== 'keepdims-model' || version !== 1) {
    throw damaged(path, 'it is not a model of this version of keepdims');
  }
  try {
    const preprocessing = tabularFromJSON(saved, { name: path });
    const { net, params } = networkFromJSON(network);
    checkFit(path, net, preprocessing);
    return { net, params, preprocessing };
  } catch (error) {
    if (error instanceof CliError || !(error instanceof Error)) throw error;
    throw damaged(path, partOf(error.message, path));
  }
}

function readJSON(run: string, path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(run)) {
    throw new CliError(`There is no run folder ${run}; name one that keepdims train has written, such as runs/houses.`);
  }
  if (!existsSync(path) && existsSync(join(run, 'config.json'))) {
    throw new CliError(
      `${run} has no model yet, since its training was interrupted; go on with keepdims train --resume ${run}`,
    );
  }
  if (!statSync(run).isDirectory() || !existsSync(path)) {
    throw new CliError(
      `${run} is not a run folder: it has no model.json; name a folder that keepdims train has written, such as runs/houses.`,
    );
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path }));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not valid JSON');
  }
  if (typeof json !== 'object' || json === null) throw damaged(path, 'it is not a JSON object');
  // Any object may be asked for keys; the values stay unknown.
  return json as Readonly<Record<string, unknown>>;
}

function checkFit(path: string, net: Network, preprocessing: Tabular): void {
  const inputs = preprocessing.featureNames.length;
  const outputs = net.layers.at(-1)?.units;
  if (preprocessing.target === undefined) throw damaged(path, 'its preprocessing has no target');
  if (net.nX !== inputs || outputs !== preprocessing.outputs) {
    throw damaged(
      path,
      `its network has ${net.nX} inputs and ${outputs ?? 0} outputs, its preprocessing ${inputs} and ${preprocessing.outputs}`,
    );
  }
}

/** The part of a library's message that says what is wrong, without the call it knows of and the call that would mend it. */
function partOf(message: string, path: string): string {
  return message
    .replace(`${path}: `, 'preprocessing.')
    .replace(/^\w+\(json\): json\./, 'network.')
    .replace(/ Pass what .*$/, '')
    .replace(/\.$/, '');
}

function damaged(path: string, why: string): CliError {
  return new CliError(`${path} cannot be used: ${why}; train again or restore the file from a copy.`);
}
