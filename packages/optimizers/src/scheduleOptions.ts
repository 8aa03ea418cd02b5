import { numberOptions, refuseUnknownOptions, type OptionValues, type Rule } from '@keepdims/shapes';

/** What an option must satisfy; it is required unless it has a default. */
export interface ScheduleOption {
  readonly rule: Rule;
  readonly default?: number;
}

/** In (0, 1]: what a decay multiplies by. */
export const decay: Rule = { holds: (x) => x > 0 && x <= 1, words: '> 0 and <= 1' };

/** In [0, 1]: a part of the learning rate. */
export const part: Rule = { holds: (x) => x >= 0 && x <= 1, words: '>= 0 and <= 1' };

/**
 * A schedule's given options, checked.
 *
 * @param others - Names of options that are not numbers, which the caller looks at.
 * @throws RangeError if an option is unknown or breaks its rule. TypeError if one is missing or not a number, or the options are not an object.
 */
export function scheduleOptions<K extends string>(
  name: string,
  table: Readonly<Record<K, ScheduleOption>>,
  given: unknown,
  others: readonly string[] = [],
): OptionValues<K> {
  const rows = Object.entries<ScheduleOption>(table);
  const withDefaults = rows.map(
    ([option, { rule, default: value = NaN }]) => [option, { rule, default: value }] as const,
  );
  const whole = Object.fromEntries(withDefaults) as Record<K, { rule: Rule; default: number }>; // a row for each of the table
  const names = [...Object.keys(table), ...others];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const what = names.length === 0 ? 'an object without entries' : `an object with ${names.join(', ')}`;
    throw new TypeError(`${name}: options must be ${what}, but they are ${JSON.stringify(given)}.`);
  }
  refuseUnknownOptions(name, given, names);
  const numbers = Object.fromEntries(Object.entries(given).filter(([option]) => option in table));
  for (const [option, { rule, default: value }] of rows) {
    if (value !== undefined || (numbers[option] ?? undefined) !== undefined) continue;
    throw new TypeError(`${name}: the option ${option} is missing; it must be ${rule.words}.`);
  }
  return numberOptions(name, whole, numbers);
}
