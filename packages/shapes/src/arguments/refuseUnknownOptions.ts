import { closestName } from './closestName.js';

/**
 * Refuse options that a function doesn't have; JavaScript callers have no compiler to do it.
 *
 * @param operation - The function that was called, for the message. @param options - What was given. @param names - What there is.
 * @throws RangeError naming the first unknown one; it offers the nearest name and lists all.
 * @example refuseUnknownOptions('fit(net, options)', { epochs: 3 }, ['epochs', 'seed']) // undefined
 */
export function refuseUnknownOptions(operation: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !names.includes(key));
  if (unknown === undefined) return;
  if (names.length === 0) throw new RangeError(`${operation}: there is no option '${unknown}'; it takes none.`);
  const near = closestName(unknown, names);
  const offer = near === undefined ? '' : ` Did you mean '${near}'?`;
  throw new RangeError(`${operation}: there is no option '${unknown}'.${offer} The options are ${names.join(', ')}.`);
}
