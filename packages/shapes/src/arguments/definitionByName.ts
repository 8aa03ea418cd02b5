import { closestName } from './closestName.js';

/**
 * Look a definition up by its name.
 *
 * @param operation - The public function that was called, for the message.
 * @param noun - What is looked up, for the message.
 * @throws RangeError if there is no such name; it offers the nearest one and lists all.
 * @example definitionByName('lossByName', 'loss', { huber: 1 }, 'huber') // 1
 */
export function definitionByName<T>(
  operation: string,
  noun: string,
  definitions: Readonly<Record<string, T>>,
  name: string,
): T {
  const found = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(definitions);
  const closest = closestName(name, names);
  const offer = closest === undefined ? '' : ` Did you mean '${closest}'?`;
  throw new RangeError(`${operation}: there is no ${noun} '${name}'.${offer} The names are ${names.join(', ')}.`);
}
