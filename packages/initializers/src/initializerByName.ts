import { definitionByName } from '@keepdims/shapes';
import { definitions } from './generated.js';
import type { Initializer } from './initializer.js';

/**
 * The initializer of a name, as a configuration or a command line gives it.
 *
 * @param name - Such as 'heNormal'; `InitializerName` lists them.
 * @param options - Option values, as in `initializer.options`. Default: the initializer's own defaults.
 * @throws RangeError if there is no such initializer, or an option is unknown or out of range.
 * @example initializerByName('randomNormal', { stddev: 0.1 }).options // { stddev: 0.1 }
 */
export function initializerByName(name: string, options: Readonly<Record<string, number>> = {}): Initializer {
  const operation = `initializerByName('${name}')`;
  const initializer = definitionByName<Initializer>(operation, 'initializer', definitions, name);
  const [given] = Object.keys(options);
  if (given === undefined) return initializer;
  if (Object.keys(initializer.options).length === 0) {
    throw new RangeError(`${operation}: there is no option '${given}'; ${name} takes none.`);
  }
  // An initializer that has options takes them by call.
  return (initializer as unknown as (options: Readonly<Record<string, number>>) => Initializer)(options);
}
