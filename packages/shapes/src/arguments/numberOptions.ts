import { refuseUnknownOptions } from './refuseUnknownOptions.js';

/** What an option's number must satisfy, as a test and in words that follow "must be". */
export interface Rule {
  readonly holds: (value: number) => boolean;
  readonly words: string;
}

export const finite: Rule = { holds: Number.isFinite, words: 'finite' };
export const positive: Rule = { holds: (x) => Number.isFinite(x) && x > 0, words: 'finite and > 0' };
export const notNegative: Rule = { holds: (x) => Number.isFinite(x) && x >= 0, words: 'finite and >= 0' };
export const fraction: Rule = { holds: (x) => x >= 0 && x < 1, words: '>= 0 and < 1' };

/** The options of a definition: each with its default and its rule. */
export type OptionTable<K extends string> = Readonly<Record<K, { readonly default: number; readonly rule: Rule }>>;

/** Option values by name: plain JSON. */
export type OptionValues<K extends string = string> = Readonly<Record<K, number>>;

/**
 * The given options over the defaults, checked.
 *
 * @param aliases - As of `refuseUnknownOptions`.
 * @throws RangeError if an option is unknown or breaks its rule. TypeError if an option is not a number, or
 *   the options are not an object.
 * @example numberOptions('momentum', { beta: { default: 0.9, rule: fraction } }, {}) // { beta: 0.9 }
 */
export function numberOptions<K extends string>(
  operation: string,
  table: OptionTable<K>,
  given: unknown,
  aliases?: Readonly<Record<string, string>>,
): OptionValues<K> {
  const names = Object.keys(table) as K[]; // a table has no other keys than K
  if (given === null || Array.isArray(given) || typeof given !== 'object') {
    throw new TypeError(
      `${operation}: options must be an object with ${names.join(', ')}, but they are ${JSON.stringify(given)}.`,
    );
  }
  refuseUnknownOptions(operation, given, names, aliases);
  const entries = given as Readonly<Record<string, unknown>>; // looked at one by one
  const values: Partial<Record<K, number>> = {};
  for (const name of names) {
    const value = entries[name] ?? table[name].default;
    if (typeof value !== 'number') {
      throw new TypeError(`${operation}: ${name} must be a number, but it is ${JSON.stringify(value)}.`);
    }
    if (!table[name].rule.holds(value)) {
      throw new RangeError(`${operation}: ${name} must be ${table[name].rule.words}, but it is ${String(value)}.`);
    }
    values[name] = value;
  }
  return Object.freeze(values as Record<K, number>); // the loop has set every name
}
