import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Dense } from '../dense.js';
import type { Network } from '../network.js';

/**
 * Refuse examples and targets that don't fit the network or each other.
 *
 * @throws ShapeError naming the array. RangeError if there are no examples.
 */
export function requireExamples({ nX, layers }: Network, X: NDArray, Y: NDArray): void {
  const outputs = (layers[layers.length - 1] as Dense).units; // a network has a layer
  const m = X.shape[1] ?? 0;
  if (X.shape.length !== 2 || X.shape[0] !== nX) {
    throw new ShapeError(
      `run.step(X, Y): X must have shape [${nX}, m], one example a column, but has ${showShape(X.shape)}.`,
    );
  }
  if (Y.shape.length !== 2 || Y.shape[0] !== outputs || Y.shape[1] !== m) {
    throw new ShapeError(`run.step(X, Y): Y must have shape [${outputs}, ${m}], but has ${showShape(Y.shape)}.`);
  }
  if (m === 0) throw new RangeError('run.step(X, Y): the mean over no examples is undefined: X has no columns.');
}
