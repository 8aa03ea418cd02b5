import { definitionByName } from '@keepdims/shapes';
import { definitions } from './generated.js';
import type { Loss } from './loss.js';

/**
 * The loss of a name, as a saved model or a command line gives it.
 *
 * @param name - Such as 'meanSquaredError'; `LossName` lists them.
 * @param options - Option values, as in `loss.options`. Default: the loss's own defaults.
 * @throws RangeError if there is no such loss, or an option is unknown or out of range.
 * @example lossByName('binaryCrossEntropy').fromLogits?.activation // 'sigmoid'
 */
export function lossByName(name: string, options: Readonly<Record<string, number>> = {}): Loss {
  const operation = `lossByName('${name}')`;
  const loss = definitionByName<Loss>(operation, 'loss', definitions, name);
  const [given] = Object.keys(options);
  if (given === undefined) return loss;
  if (Object.keys(loss.options).length === 0) {
    throw new RangeError(`${operation}: there is no option '${given}'; ${name} takes none.`);
  }
  // A loss that has options was made by defineConfigurableLoss, which takes them by call.
  return (loss as unknown as (options: Readonly<Record<string, number>>) => Loss)(options);
}
