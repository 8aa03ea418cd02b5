import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';
import { isObject, readRunJSON } from '../run/runConfig.js';
import type { JSONObject } from '../run/runConfig.js';

/** A run folder as far as it can be read. */
export interface RunEntry {
  readonly path: string;
  /** The folder's name. */
  readonly name: string;
  readonly config: JSONObject | undefined;
  /** Undefined if the training has not finished. */
  readonly summary: JSONObject | undefined;
  /** What an imported run predicts, which has no config.json that would say so. */
  readonly target?: string | undefined;
  /** Why a file of it could not be read. */
  readonly problem: string | undefined;
}

/** Whether a path is a run folder. */
export function isRun(path: string): boolean {
  return ['config.json', 'model.json'].some((name) => existsSync(join(path, name)));
}

/**
 * The runs of a folder, by name, numbers in them by their size. What cannot be read is told in `problem`.
 *
 * @throws CliError if there is no such folder.
 */
export function readRuns(folder: string): RunEntry[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch (error) {
    const missing = `There is no folder ${folder}; name one with runs that keepdims train has written.`;
    throw new CliError(explainFileError(error, { action: 'read', path: folder, missing }));
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  return names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && isRun(path))
    .map(readRun)
    .sort((a, b) => compare(a.name, b.name));
}

/** One run. */
export function readRun(path: string): RunEntry {
  const name = basename(resolve(path));
  try {
    const config = readRunJSON(path, 'config.json');
    const summary = readRunJSON(path, 'summary.json');
    const target = config === undefined ? targetOf(readRunJSON(path, 'model.json')) : undefined;
    return { path, name, config, summary, target, problem: undefined };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { path, name, config: undefined, summary: undefined, problem: error.message };
  }
}

/** The name of the target that a model's preprocessing has. */
function targetOf(model: JSONObject | undefined): string | undefined {
  const preprocessing = isObject(model?.preprocessing) ? model.preprocessing : {};
  const target = isObject(preprocessing.target) ? preprocessing.target : {};
  return typeof target.name === 'string' ? target.name : undefined;
}
