import { notNegative, numberOptions, positive, type OptionTable, type OptionValues } from '@keepdims/shapes';
import type { GradientOption } from './optimizer.js';

/** What may be given to any optimizer. A table has defaults; these are not used, since what isn't given is left out. */
const shared: OptionTable<GradientOption> = {
  l2: { default: 0, rule: notNegative },
  clipNorm: { default: 1, rule: positive },
  clipValue: { default: 1, rule: positive },
};

/** What papers and other libraries call the options. */
const aliases: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  alpha: 'learningRate',
  eta: 'learningRate',
  eps: 'epsilon',
  weightDecay: 'l2',
};

/** An optimizer's own options, and those of `GradientOption` that were given. */
export type OptimizerOptions<K extends string> = OptionValues<K> & Readonly<Partial<Record<GradientOption, number>>>;

/**
 * The given options over an optimizer's defaults, checked.
 *
 * @throws RangeError if an option is unknown or breaks its rule. TypeError if an option is not a number, or the options are not an object.
 */
export function optimizerOptions<K extends string>(
  name: string,
  table: OptionTable<K>,
  given: object,
): OptimizerOptions<K> {
  const values = numberOptions<string>(name, { ...table, ...shared }, given, aliases);
  const has = (option: string): boolean =>
    ((given as Readonly<Record<string, unknown>>)[option] ?? undefined) !== undefined; // numberOptions saw an object
  const kept = Object.entries(values).filter(([option]) => option in table || has(option));
  return Object.freeze(Object.fromEntries(kept)) as OptimizerOptions<K>; // a value for each name in the table
}
