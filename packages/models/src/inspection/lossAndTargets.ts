import type { Loss } from '@keepdims/losses';
import type { NDArray } from '@keepdims/ndarray';
import type { LossAndTargets } from '../networkTypes.js';
import type { CostOptions } from '../requireCostOptions.js';

/** A loss and targets that may be left out, with what else the cost has. */
export interface PerhapsLossAndTargets extends CostOptions {
  /** The loss, with Y: then the cost and the backward pass are looked at too. */
  readonly loss?: Loss;
  /** Targets, shape [outputs, m]. */
  readonly Y?: NDArray;
}

/**
 * The options of the cost as one argument: undefined if neither loss nor targets are given.
 *
 * @throws TypeError if only one is.
 */
export function lossAndTargets(
  operation: string,
  { loss, Y, l2, weights }: PerhapsLossAndTargets,
): LossAndTargets | undefined {
  if (loss !== undefined && Y !== undefined) {
    return { loss, Y, ...(l2 === undefined ? {} : { l2 }), ...(weights === undefined ? {} : { weights }) };
  }
  if (loss === undefined && Y === undefined) return undefined;
  const [given, missing] = loss === undefined ? ['Y', 'loss'] : ['loss', 'Y'];
  throw new TypeError(
    `${operation}: ${given} is given without ${missing}. Give both, or neither for the forward pass alone.`,
  );
}
