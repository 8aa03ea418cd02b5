import type { Activation, ElementwiseActivation } from './activation.js';
import { definitionByName } from '@keepdims/shapes';
import { definitions } from './generated.js';

/**
 * The activation of a name, as a saved model or a command line gives it.
 *
 * @param name - Such as 'relu'; `ActivationName` lists them.
 * @param options - Option values, as in `activation.options`. Default: the activation's own defaults.
 * @returns The activation.
 * @throws RangeError if there is no such activation, or an option is unknown or out of range.
 * @example activationByName('leakyRelu', { negativeSlope: 0.2 }).options // { negativeSlope: 0.2 }
 */
export function activationByName(name: string, options: Readonly<Record<string, number>> = {}): Activation {
  const operation = `activationByName('${name}')`;
  const activation = definitionByName<Activation>(operation, 'activation', definitions, name);
  const [given] = Object.keys(options);
  if (given === undefined) return activation;
  if (Object.keys(activation.options).length === 0) {
    throw new RangeError(`${operation}: there is no option '${given}'; ${name} takes none.`);
  }
  // An activation that has options was made by defineConfigurableActivation, which takes them by call.
  return (activation as unknown as (options: Readonly<Record<string, number>>) => ElementwiseActivation)(options);
}
