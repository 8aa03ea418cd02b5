import type { NDArray } from '@keepdims/ndarray';
import type { Dense } from '../dense.js';
import type { Network } from '../network.js';
import { requireInput, requireOutput } from '../requireLayer.js';

/**
 * Refuse examples and targets that don't fit the network or each other.
 *
 * @throws TypeError or ShapeError naming the array. RangeError if there are no examples.
 */
export function requireExamples({ nX, layers }: Network, X: NDArray, Y: NDArray): void {
  const operation = 'run.step(X, Y)';
  const { units } = layers[layers.length - 1] as Dense; // a network has a layer
  requireInput(operation, 'X', X, nX, `the network has ${nX} input${nX === 1 ? '' : 's'}`);
  const m = X.shape[1] ?? 0;
  requireOutput(operation, 'Y', Y, { name: 'the output', shape: [units, m] });
  if (m === 0) throw new RangeError(`${operation}: the mean over no examples is undefined: X has no columns.`);
}
