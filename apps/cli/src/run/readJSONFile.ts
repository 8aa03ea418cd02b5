import { readFileSync } from 'node:fs';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';
import { isObject } from './runConfig.js';
import type { JSONObject } from './runConfig.js';

/**
 * Read a JSON file that a person may have written.
 *
 * @throws CliError if it cannot be read or is not a JSON object.
 */
export function readJSONFile(path: string): JSONObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = `There is no file ${path}; check the path.`;
    throw new CliError(explainFileError(error, { action: 'read', path, missing }));
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${path} is not valid JSON: ${error instanceof Error ? error.message : ''}.`);
  }
  if (isObject(json)) return json;
  throw new CliError(`${path} must hold a JSON object, such as {"lr": 0.01, "hidden": [32, 16]}.`);
}
