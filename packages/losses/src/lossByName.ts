import { definitionByName } from '@keepdims/shapes';
import { definitions } from './generated.js';
import type { Loss } from './loss.js';

/**
 * The loss of a name, as a saved model or a command line gives it.
 *
 * @param name - Such as 'meanSquaredError'; `LossName` lists them.
 * @throws RangeError if there is no such loss.
 * @example lossByName('binaryCrossEntropy').fromLogits?.activation // 'sigmoid'
 */
export function lossByName(name: string): Loss {
  return definitionByName<Loss>(`lossByName('${name}')`, 'loss', definitions, name);
}
