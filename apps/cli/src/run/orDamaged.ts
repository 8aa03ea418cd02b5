import { CliError } from '../errors.js';

/**
 * Read a network's JSON, and turn what its reader says into a sentence on the file.
 *
 * @throws CliError if it is damaged.
 */
export function orDamaged<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    const why = error.message
      .replace(/^networkFromJSON\(json\): /, '')
      .replace(/ Pass what .*$/, '')
      .replace(/\.$/, '');
    throw new CliError(`${name} cannot be used: ${why}; restore the file from a copy.`);
  }
}
