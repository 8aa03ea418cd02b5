import { definitionByName } from '@keepdims/shapes';
import { definitions } from './generated.js';
import type { Optimizer } from './optimizer.js';

/**
 * The optimizer of a name, as a checkpoint or a command line gives it.
 *
 * @param name - Such as 'adam'; `OptimizerName` lists them.
 * @param options - Option values, as in `optimizer.options`. Default: the optimizer's own defaults.
 * @throws RangeError if there is no such optimizer, or an option is unknown or out of range.
 * @example optimizerByName('adam', { learningRate: 0.01 }).options.beta1 // 0.9
 */
export function optimizerByName(name: string, options: Readonly<Record<string, number>> = {}): Optimizer {
  return definitionByName<(options: Readonly<Record<string, number>>) => Optimizer>(
    `optimizerByName('${name}')`,
    'optimizer',
    definitions,
    name,
  )(options);
}
