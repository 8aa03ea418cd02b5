import type { NDArray } from '@keepdims/ndarray';
import { requireTargets } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { notNegative, numberOptions } from '@keepdims/shapes';
import type { Dense } from '../dense.js';
import type { Network } from '../network.js';
import { requireWeights } from '../requireCostOptions.js';
import { requireInput } from '../requireLayer.js';
import { requireBatch, requireOptions } from '../requireMode.js';
import { requireYShape } from '../requireNetwork.js';
import type { StepOptions } from './trainingRun.js';

/**
 * Refuse examples and targets that don't fit the network or each other, and options that are none.
 *
 * @throws TypeError or ShapeError naming the array. RangeError if there are no examples, or an option is out of range or unknown.
 */
export function requireStep({ nX, layers }: Network, loss: Loss, X: NDArray, Y: NDArray, options: StepOptions): void {
  const operation = 'run.step(X, Y)';
  const { units } = layers[layers.length - 1] as Dense; // a network has a layer
  requireInput(operation, 'X', X, nX, `the network has ${nX} input${nX === 1 ? '' : 's'}`);
  const m = X.shape[1] ?? 0;
  requireYShape(operation, loss, Y, units, m);
  if (m === 0) throw new RangeError(`${operation}: the mean over no examples is undefined: X has no columns.`);
  // A wrong index would be looked up beside its column; other targets only give another cost.
  if (loss.targets === 'class indices') requireTargets(operation, 'Y', loss, Y, units);
  requireBatch(operation, layers, m);
  if (options === none) return;
  const call = 'run.step(X, Y, options)';
  requireOptions(call, ['weights', 'learningRateFactor'], options);
  const { weights, learningRateFactor } = options;
  if (weights !== undefined) requireWeights(call, weights, m);
  numberOptions(call, factorOption, { learningRateFactor });
}

/** A step's options where none were given. */
export const none: StepOptions = Object.freeze({});

const factorOption = { learningRateFactor: { default: 1, rule: notNegative } } as const;
