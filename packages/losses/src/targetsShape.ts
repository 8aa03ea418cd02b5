import type { Loss } from './loss.js';

/**
 * The shape that a loss's targets have for a model's outputs [outputs, m]: [1, m] where they are class indices, else the outputs' own.
 *
 * @param loss - The loss; its `targets` tells.
 * @param outputs - How many outputs the model has.
 * @param m - How many examples.
 * @returns [rows, m].
 * @example targetsShape(sparseCategoricalCrossEntropy, 10, 32) // [1, 32]
 */
export function targetsShape(loss: Pick<Loss, 'targets'>, outputs: number, m: number): [rows: number, m: number] {
  return [loss.targets === 'class indices' ? 1 : outputs, m];
}
