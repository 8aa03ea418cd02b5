import { closestName } from './closestName.js';

/**
 * Refuse options that a function doesn't have; JavaScript callers have no compiler to do it.
 *
 * @param operation - The function that was called, for the message. @param options - What was given. @param names - What there is.
 * @param aliases - What others call some of the names, such as `{ lr: 'learningRate' }`: offered where it is one of the names.
 * @throws RangeError naming the first unknown one; it offers the name that is meant, or the nearest one, and lists all.
 * @example refuseUnknownOptions('fit(net, options)', { epochs: 3 }, ['epochs', 'seed']) // undefined
 */
export function refuseUnknownOptions(
  operation: string,
  options: object,
  names: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): void {
  const unknown = Object.keys(options).find((key) => !names.includes(key));
  if (unknown === undefined) return;
  if (names.length === 0) throw new RangeError(`${operation}: there is no option '${unknown}'; it takes none.`);
  const meant = Object.hasOwn(aliases, unknown) ? aliases[unknown] : undefined;
  const near = meant !== undefined && names.includes(meant) ? meant : closestName(unknown, names);
  const offer = near === undefined ? '' : ` Did you mean '${near}'?`;
  throw new RangeError(`${operation}: there is no option '${unknown}'.${offer} The options are ${names.join(', ')}.`);
}
