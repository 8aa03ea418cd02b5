/** Run-time checks of a network's arguments. */
import { requireTargets, targetsShape } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions, sameShape, ShapeError, showShape } from '@keepdims/shapes';
import { count } from './count.js';
import type { Dense } from './dense.js';
import { describeValue } from './describeValue.js';
import type { AnyLayerCache, AnyLayerParams } from './layer.js';
import type { LossAndTargets } from './networkTypes.js';
import { requireArray, requireCache, requireOutput } from './requireLayer.js';

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
    if (i === layers.length - 1 && layer.dropout > 0) {
      throw new RangeError(
        `network(${nX}, …layers): layer ${i + 1}, the last one, has dropout ${layer.dropout}, but a dropped output can't be compared with its ` +
          'target. Give dropout to the layers before.',
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
  layers: readonly Dense[],
  params: readonly AnyLayerParams[],
  caches: readonly AnyLayerCache[],
): void {
  if (!Array.isArray(caches) || caches.length !== params.length) {
    const got = Array.isArray(caches) ? `are of ${count(caches.length, 'layer')}` : `is ${describeValue(caches)}`;
    throw new ShapeError(
      `${operation}: caches must be what net.forward returned, one a layer (${params.length}), but ${got}. Pass net.forward(params, X).caches.`,
    );
  }
  for (const [i, layer] of layers.entries()) {
    // As long as the layers: params were checked, and caches above.
    requireCache(operation, `layer ${i + 1}'s cache`, layer, params[i] as AnyLayerParams, caches[i] as AnyLayerCache);
  }
}

/**
 * Refuse caches of inference, where running statistics are to learn from a batch's own.
 *
 * @throws RangeError
 */
export function requireStatistics(operation: string, caches: readonly AnyLayerCache[]): void {
  const at = caches.findIndex(({ normalization }) => normalization?.ofBatch === false);
  if (at === -1) return;
  throw new RangeError(
    `${operation}: layer ${at + 1}'s cache is one of inference, which has no statistics of a batch. ` +
      'Pass the caches of net.forward(params, X, { training: true }).',
  );
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
  refuseUnknownOptions(`${operation}: target`, target, ['loss', 'Y', 'l2', 'weights']);
  requireLoss(operation, target.loss);
  requireArray(operation, 'Y', target.Y);
  return target;
}

/**
 * Refuse targets of another shape than the loss takes, or that it isn't made for.
 *
 * @param output - The network's output, [outputs, m].
 * @throws TypeError, ShapeError or RangeError
 */
export function requireY(operation: string, loss: Loss, Y: NDArray, { shape: [outputs = 0, m = 0] }: NDArray): void {
  requireYShape(operation, loss, Y, outputs, m);
  requireTargets(operation, 'Y', loss, Y, outputs);
}

/**
 * Refuse targets of another shape than the loss takes.
 *
 * @throws TypeError if Y is no array, or ShapeError.
 */
export function requireYShape(operation: string, loss: Loss, Y: NDArray, outputs: number, m: number): void {
  requireArray(operation, 'Y', Y);
  const wanted = targetsShape(loss, outputs, m);
  if (loss.targets !== 'class indices') {
    requireOutput(operation, 'Y', Y, { name: 'the output', shape: wanted });
    return;
  }
  if (sameShape(Y.shape, wanted)) return;
  const remedies: readonly (readonly [readonly number[], string])[] = [
    [[m], ' asRow(Y) would fit.'],
    [[m, 1], ' Y.T() would fit.'],
    [[outputs, m], ' Of one-hot columns np.argmax(Y, { axis: 0, keepDims: true }) gives the indices.'],
  ];
  const remedy = remedies.find(([shape]) => sameShape(Y.shape, shape));
  throw new ShapeError(
    `${operation}: Y must be one class index an example, shape ${showShape(wanted)}, since the loss is ${loss.name}, but has shape ` +
      `${showShape(Y.shape)}.${remedy?.[1] ?? ''}`,
  );
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
