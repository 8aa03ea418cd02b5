import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions } from '@keepdims/shapes';
import type { AnyLayerParams, ForwardOptions } from '../layer.js';
import type { Network } from '../network.js';
import { lossAndTargets } from './lossAndTargets.js';
import type { PerhapsLossAndTargets } from './lossAndTargets.js';
import { cachesOf } from './passesOf.js';
import { requireExamples, requireStep } from './requireStep.js';
import { stagesOf } from './stages.js';
import type { Step } from './stages.js';

/** The first number of a step that is NaN or infinite. */
export interface NonFinite {
  /** What computed it, as the course writes it: 'Z[2] = W[2]·A[1] + b[2]'. Of what was given: 'X' or 'W[2]', say. */
  readonly operation: string;
  /** The layer, counted from 1; undefined for X, Y and the cost. */
  readonly layer: number | undefined;
  /** The array it stands in, named as the caches, parameters and gradients name it: 'X', 'W', 'Z', 'A', 'cost', 'dZ', 'dW' …; 'U' is W·A[l−1] before batch normalisation */
  readonly array: string;
  /** Where in that array; [] for the cost. */
  readonly index: readonly number[];
  /** NaN, Infinity or −Infinity. */
  readonly value: number;
}

/** Options of `traceNonFinite`. */
export interface TraceNonFiniteOptions extends PerhapsLossAndTargets, ForwardOptions {}

const optionNames = ['loss', 'Y', 'l2', 'weights', 'training', 'rng'];

/**
 * Find the first NaN or Infinity of a step: go through it as it is computed, and stop where the numbers stop to be finite.
 *
 * What is given comes first (X, Y, every layer's parameters), then the forward pass from the first layer to the last, the cost, and the
 * backward pass from the last layer to the first.
 *
 * @param net - The network.
 * @param params - One `{ W, b }` a layer: those before the update that failed.
 * @param X - Examples as columns, shape [n_x, m].
 * @param options - `{ loss, Y }` for cost and gradients; `l2`, `weights`, `training` and `rng` as in the step that failed.
 * @returns What computed it, in which layer and array, and where; undefined if all is finite.
 * @throws ShapeError, DTypeError or TypeError if the arrays don't fit the network. RangeError if m is 0, for an unknown option, or targets
 *   that the loss isn't made for. TypeError if only one of loss and Y is given.
 * @remarks An output that is certain and wrong costs Infinity without its logits; that is reported as well, at the cost.
 * @example
 * const net = network(1, dense(1, identity), dense(1, identity));
 * const params = [{ W: np.array([[1e200]]), b: np.zeros([1, 1]) }, { W: np.array([[1e200]]), b: np.zeros([1, 1]) }];
 * traceNonFinite(net, params, np.array([[0, 3]])).operation // 'Z[2] = W[2]·A[1] + b[2]'
 */
export function traceNonFinite(
  net: Network,
  params: readonly AnyLayerParams[],
  X: NDArray,
  options: TraceNonFiniteOptions = {},
): NonFinite | undefined {
  const operation = 'traceNonFinite(net, params, X, options)';
  refuseUnknownOptions(operation, options, optionNames);
  const target = lossAndTargets(operation, options);
  requireStep(operation, net, params, X, target);
  requireExamples(operation, X);
  const { training = false, rng } = options;
  const caches = cachesOf(net, params, X, rng === undefined ? { training } : { training, rng });
  const gradients = target && net.backward(params, caches, target);
  return traceStep({ net, params, X, caches, target, gradients });
}

/** As `traceNonFinite`, of a step that was done. */
export function traceStep(step: Step): NonFinite | undefined {
  for (const { operation, layer, array, values } of stagesOf(step)) {
    const index = firstNonFinite(values);
    if (index !== undefined) return { operation, layer, array, index, value: Number(values.at(...index)) };
  }
  return undefined;
}

/** Where the first NaN or infinity stands, in the order of the rows. */
function firstNonFinite(array: NDArray): readonly number[] | undefined {
  const { shape, dtype } = array;
  if (dtype !== 'float64' && dtype !== 'float32') return undefined; // integers are finite
  let at = contiguousData(array).findIndex((value) => !Number.isFinite(value));
  if (at === -1) return undefined;
  const index = [];
  for (const size of shape.toReversed()) {
    index.unshift(at % size);
    at = Math.floor(at / size);
  }
  return index;
}
