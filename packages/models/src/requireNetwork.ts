/** Run-time checks of a network's arguments. */
import type { Loss } from '@keepdims/losses';
import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError } from '@keepdims/shapes';
import { requireCache } from './dense.js';
import type { Dense } from './dense.js';
import { describeValue } from './describeValue.js';
import type { AnyLayerCache, AnyLayerParams } from './layer.js';
import type { LossAndTargets } from './networkTypes.js';
import { requireArray, requireLayerParams } from './requireLayer.js';

/**
 * The layers, once each is one and fits the one before.
 *
 * @throws RangeError, TypeError or ShapeError as `network`.
 */
export function requireLayers(nX: number, layers: readonly unknown[]): Dense[] {
  if (!Number.isSafeInteger(nX) || nX < 1) {
    throw new RangeError(
      `network(nX, …layers): nX, the number of inputs, must be an integer, 1 or more, but is ${describeValue(nX)}.`,
    );
  }
  if (layers.length === 0) {
    throw new RangeError(
      `network(${nX}): a network has at least one layer. Add one: network(${nX}, dense(1, sigmoid)).`,
    );
  }
  let previous = nX;
  return layers.map((layer, i) => {
    if (!isDense(layer)) {
      throw new TypeError(
        `network(${nX}, …layers): layer ${i + 1} must be a layer, but is ${describeValue(layer)}. Make one with dense(units, activation).`,
      );
    }
    if (layer.inputs !== undefined && layer.inputs !== previous) {
      const before = i === 0 ? `nX is ${nX}` : `the layer before gives ${previous}`;
      throw new ShapeError(
        `network(${nX}, …layers): layer ${i + 1} expects ${count(layer.inputs, 'input')}, but ${before}. ` +
          `State inputs: ${previous} there, or leave inputs out.`,
      );
    }
    previous = layer.units;
    return layer;
  });
}

function isDense(value: unknown): value is Dense {
  return (
    typeof value === 'object' && value !== null && 'units' in value && 'activation' in value && 'initializer' in value
  );
}

/**
 * Refuse anything but one `{ W, b }` a layer, of the layers' shapes.
 *
 * @param inputs - inputs[i] is how many inputs layers[i] has.
 * @throws TypeError, ShapeError or DTypeError
 */
export function requireNetworkParams(
  operation: string,
  params: readonly AnyLayerParams[],
  layers: readonly Dense[],
  inputs: readonly number[],
): void {
  if (!Array.isArray(params)) {
    throw new TypeError(
      `${operation}: params must be a list with one { W, b } a layer, but is ${describeValue(params)}. Use net.initialize(rng).`,
    );
  }
  if (params.length !== layers.length) {
    throw new ShapeError(
      `${operation}: params are of ${count(params.length, 'layer')}, but the network has ${layers.length}. Use net.initialize(rng).`,
    );
  }
  for (const [i, { units }] of layers.entries()) {
    // As long as `layers`: just checked.
    requireLayerParams(operation, `layer ${i + 1}'s `, params[i] as AnyLayerParams, units, inputs[i]);
  }
}

/**
 * Refuse anything but a generator, even where the initializers draw nothing.
 *
 * @throws TypeError
 */
export function requireRng(rng: unknown): void {
  const isObject = typeof rng === 'object' && rng !== null;
  if (isObject && 'standardNormal' in rng && typeof rng.standardNormal === 'function') return;
  throw new TypeError(
    `net.initialize(rng): rng must be a generator of random numbers, but is ${describeValue(rng)}. Make one with randomState(seed).`,
  );
}

/**
 * Refuse NaN among probabilities whose classes are asked for: every comparison with NaN is false, so it would count as class 0.
 *
 * @throws RangeError
 */
export function requireClasses(A: NDArray): void {
  const values = contiguousData(A);
  const at = values.findIndex((value) => Number.isNaN(value));
  if (at === -1) return;
  const m = A.shape[1] ?? 1;
  throw new RangeError(
    `net.predict(params, X): the output at [${Math.floor(at / m)}, ${at % m}] is NaN, so no class can be told. Look for NaN in X and params.`,
  );
}

/**
 * Refuse anything but one cache a layer, of the parameters' shapes.
 *
 * @throws ShapeError, TypeError, or RangeError if m is 0.
 */
export function requireCaches(
  operation: string,
  params: readonly AnyLayerParams[],
  caches: readonly AnyLayerCache[],
): void {
  if (!Array.isArray(caches) || caches.length !== params.length) {
    const got = Array.isArray(caches) ? `are of ${count(caches.length, 'layer')}` : `is ${describeValue(caches)}`;
    throw new ShapeError(
      `${operation}: caches must be what net.forward returned, one a layer (${params.length}), but ${got}. Pass net.forward(params, X).caches.`,
    );
  }
  for (const [i, layer] of params.entries()) {
    requireCache(operation, `layer ${i + 1}'s cache`, layer, caches[i] as AnyLayerCache); // as long as params
  }
}

/**
 * Refuse anything but a loss with its targets.
 *
 * @throws TypeError
 */
export function requireTarget(operation: string, target: LossAndTargets): LossAndTargets {
  if (typeof target !== 'object' || target === null || !('loss' in target)) {
    throw new TypeError(
      `${operation}: target must be dAL, an NDArray [outputs, m], or { loss, Y }, but is ${describeValue(target)}.`,
    );
  }
  requireLoss(operation, target.loss);
  requireArray(operation, 'Y', target.Y);
  return target;
}

/**
 * Refuse anything but a loss.
 *
 * @throws TypeError
 */
export function requireLoss(operation: string, loss: Loss): Loss {
  const given: unknown = loss;
  if (typeof given === 'function' && 'perExampleGradient' in given) return loss;
  throw new TypeError(
    `${operation}: loss must be a loss such as binaryCrossEntropy, but is ${describeValue(given)}. lossByName gives one by its name.`,
  );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
