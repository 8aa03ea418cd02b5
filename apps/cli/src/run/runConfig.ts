import { join } from 'node:path';
import { CliError } from '../errors.js';
import { readTextIfThere } from './readTextIfThere.js';

/** A JSON object of which nothing is known yet. */
export type JSONObject = Readonly<Record<string, unknown>>;

/**
 * A JSON file of a run folder.
 *
 * @returns Undefined if there is no such file.
 * @throws CliError if it cannot be read or is not a JSON object.
 */
export function readRunJSON(
  run: string,
  name: 'config.json' | 'summary.json' | 'import.json' | 'model.json',
): JSONObject | undefined {
  const path = join(run, name);
  const text = readTextIfThere(path);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliError(`${path} is not valid JSON; restore the file from a copy, or train again.`);
  }
  if (isObject(json)) return json;
  throw new CliError(`${path} is not a JSON object; restore the file from a copy, or train again.`);
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
