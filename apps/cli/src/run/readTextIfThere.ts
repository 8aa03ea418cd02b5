import { readFileSync } from 'node:fs';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';

/**
 * The text of a file in UTF-8.
 *
 * @returns Undefined if there is no such file.
 * @throws CliError saying why it cannot be read.
 */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = `There is no ${path}.`;
    const message = explainFileError(error, { action: 'read', path, missing });
    if (message === missing) return undefined;
    throw new CliError(message);
  }
}
