import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ConfigurableActivation, ElementwiseActivation } from './activation.js';
import { defineActivation, type ActivationDefinition } from './defineActivation.js';
import { numberOptions, type OptionTable, type OptionValues } from '@keepdims/shapes';

/** What makes an activation with options: its formulas, given the options' values. */
export interface ConfigurableActivationDefinition<K extends string> {
  readonly name: string;
  readonly options: OptionTable<K>;
  readonly formulas: (options: OptionValues<K>) => Omit<ActivationDefinition, 'name' | 'options' | 'reference'>;
  readonly reference: string;
}

/**
 * Make an element-wise activation with options from its formulas.
 *
 * @param definition - Options with defaults and rules, formulas that depend on them, reference.
 * @returns `f`: `f(Z)` applies it with the defaults, `f(options)` gives an activation with other options.
 */
export function defineConfigurableActivation<K extends string>(
  definition: ConfigurableActivationDefinition<K>,
): ConfigurableActivation<K> {
  const { name, options: table, formulas, reference } = definition;
  const configure = (given: object): ElementwiseActivation => {
    const options = numberOptions(name, table, given);
    return defineActivation({ name, options, reference, ...formulas(options) });
  };
  const standard = configure({});
  const apply = (argument: NDArray | object): NDArray | ElementwiseActivation =>
    isOptions(argument) ? configure(argument) : standard(argument as NDArray); // which refuses anything else
  Object.defineProperty(apply, 'name', { value: name, enumerable: true });
  const { kind, options, kernel, range, kinks, knownValues, derivative, vjp } = standard;
  const facts = { kind, options, kernel, range, kinks, knownValues, reference, derivative, vjp };
  // The overloads tell apart in types what `apply` tells apart at run time.
  return Object.freeze(Object.assign(apply, facts)) as unknown as ConfigurableActivation<K>;
}

function isOptions(argument: unknown): argument is object {
  return typeof argument === 'object' && argument !== null && !Array.isArray(argument) && !np.isNDArray(argument);
}
