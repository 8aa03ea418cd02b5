import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { numberOptions, type OptionTable, type OptionValues } from '@keepdims/shapes';
import type { ElementFormulas } from './cost.js';
import { defineLoss, type LossDefinition } from './defineLoss.js';
import type { ConfigurableLoss, ElementwiseLoss } from './loss.js';

/** What makes a loss with options: its formulas, given the options' values. */
export interface ConfigurableLossDefinition<K extends string> extends Omit<
  LossDefinition,
  'options' | 'knownCosts' | keyof ElementFormulas
> {
  readonly options: OptionTable<K>;
  readonly formulas: (options: OptionValues<K>) => ElementFormulas & Pick<LossDefinition, 'knownCosts'>;
}

/**
 * Make an element-wise loss with options from its formulas.
 *
 * @param definition - Options with defaults and rules, formulas that depend on them, and the rest as in `defineLoss`.
 * @returns The loss: `loss(predictions, targets)` has the defaults, `loss(options)` gives a loss with other options.
 */
export function defineConfigurableLoss<K extends string>(
  definition: ConfigurableLossDefinition<K>,
): ConfigurableLoss<K> {
  const { options: table, formulas, ...given } = definition;
  const configure = (values: object): ElementwiseLoss => {
    const options = numberOptions(given.name, table, values);
    return defineLoss({ ...given, options, ...formulas(options) });
  };
  const standard = configure({});
  const apply = (...args: [predictions: NDArray, targets: NDArray] | [options: object]): number | ElementwiseLoss => {
    if (isOptions(args)) return configure(args[0]);
    return standard(args[0], args[1]); // which refuses anything else
  };
  Object.defineProperty(apply, 'name', { value: given.name, enumerable: true });
  const {
    perExample,
    gradient,
    perExampleGradient,
    costAndGradient,
    targets,
    outputs,
    options,
    knownCosts,
    reference,
  } = standard;
  const parts = { perExample, gradient, perExampleGradient, costAndGradient };
  const facts = { ...parts, targets, outputs, options, knownCosts, reference };
  // The overloads tell apart in types what `apply` tells apart at run time.
  return Object.freeze(Object.assign(apply, facts)) as unknown as ConfigurableLoss<K>;
}

/** A call with one plain object is a configuration. */
function isOptions(args: readonly unknown[]): args is [object] {
  const [first] = args;
  return args.length === 1 && typeof first === 'object' && first !== null && !np.isNDArray(first);
}
