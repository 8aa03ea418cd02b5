import { requireTargets } from '@keepdims/losses';
import type { NDArray } from '@keepdims/ndarray';
import { showShape } from '@keepdims/shapes';
import type { Dense } from '../dense.js';
import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { LossAndTargets } from '../networkTypes.js';
import { requireCostOptions } from '../requireCostOptions.js';
import { requireInput } from '../requireLayer.js';
import { requireTarget, requireYShape } from '../requireNetwork.js';
import { requireParams } from '../requireParams.js';

/**
 * Refuse parameters, examples and targets that don't fit the network.
 *
 * @throws ShapeError, DTypeError or TypeError naming the argument. RangeError for targets that the loss isn't made for, and for l2 or weights out of range.
 */
export function requireStep(
  operation: string,
  net: Network,
  params: readonly AnyLayerParams[],
  X: NDArray,
  target: LossAndTargets | undefined,
): void {
  const { nX, layers } = net;
  requireParams(operation, net, params);
  requireInput(operation, 'X', X, nX, `the network has ${nX} input${nX === 1 ? '' : 's'}`);
  if (target === undefined) return;
  const { loss, Y } = requireTarget(operation, target);
  requireCostOptions(operation, target, X.shape[1] ?? 0);
  const { units } = layers[layers.length - 1] as Dense; // a network has a layer
  requireYShape(operation, loss, Y, units, X.shape[1] ?? 0);
  requireTargets(operation, 'Y', loss, Y, units);
}

/**
 * Refuse no examples at all.
 *
 * @throws RangeError
 */
export function requireExamples(operation: string, X: NDArray): void {
  if (X.shape[1] !== 0) return;
  throw new RangeError(`${operation}: there are no examples: X has shape ${showShape(X.shape)}.`);
}
