import { CliError } from '../errors.js';
import { isObject } from './runConfig.js';
import type { JSONObject } from './runConfig.js';

/**
 * A JSON object of a file that keepdims has written.
 *
 * @param name - What it is, for messages.
 * @throws CliError if it is something else.
 */
export function parseJSONObject(text: string, name: string): JSONObject {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliError(`${name} is not valid JSON; restore the file from a copy.`);
  }
  if (isObject(json)) return json;
  throw new CliError(`${name} is JSON, but no object; restore the file from a copy.`);
}
