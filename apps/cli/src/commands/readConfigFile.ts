import { readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { CliError } from '../errors.js';
import { plainText } from '../render/plainText.js';
import { explainFileError } from '../run/explainFileError.js';
import { isObject } from '../run/runConfig.js';
import { settingsFromJSON } from './settingsFromJSON.js';
import type { FileSettings } from './settingsFromJSON.js';

/** A page of settings has a few thousand bytes. */
const mostBytes = 1_000_000;

/**
 * Read a configuration file that a person may have written: YAML if it is called so (.yaml or .yml), else JSON. It is data only: YAML's
 * tags and aliases are refused.
 *
 * @throws CliError naming the file, in YAML the line, and the setting that is wrong.
 */
export function readConfigFile(path: string): FileSettings {
  const text = readText(path).replace(/^\uFEFF/, '');
  return /\.ya?ml$/i.test(path) ? fromYAML(text, path) : fromJSON(text, path);
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) {
      throw new CliError(`${path} has ${size} bytes, but a file of settings has at most ${mostBytes}; check the path.`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    const missing = `There is no file ${path}; check the path.`;
    throw new CliError(explainFileError(error, { action: 'read', path, missing }));
  }
}

function fromJSON(text: string, path: string): FileSettings {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CliError(`${path} is not valid JSON: ${error instanceof Error ? error.message : ''}.`);
  }
  if (isObject(json)) return settingsFromJSON(json, path);
  throw new CliError(`${path} must hold a JSON object, such as {"lr": 0.01, "hidden": [32, 16]}.`);
}

function fromYAML(text: string, path: string): FileSettings {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const lineOf = (offset: number): string => `${path}, line ${lineCounter.linePos(offset).line}`;
  // A warning is of a tag that has no meaning here.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    throw new CliError(`${lineOf(problem.pos[0])}: this is not valid YAML: ${plainText(problem.message)}.`);
  }
  let json: unknown;
  try {
    json = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new CliError(`${path}: YAML's aliases (*name) are not read; write the value out.`);
  }
  if (!isObject(json)) throw new CliError(`${path} must hold settings by name, such as lr: 0.01 on a line of its own.`);
  return settingsFromJSON(json, path, (name) => {
    const found: unknown = document.get(name, true);
    const range = isObject(found) ? found.range : undefined;
    return Array.isArray(range) ? lineOf(Number(range[0])) : path;
  });
}
