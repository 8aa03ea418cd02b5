import { batches } from '@keepdims/data';
import { contiguousData, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type { LayerParams, Network } from '@keepdims/models';
import type { Optimizer } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import type { Rng } from '@keepdims/random';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Metric } from './metrics/metric.js';
import type { EpochRecord, StopSignal } from './options.js';

/** Examples with their targets. */
export interface Data {
  readonly X: NDArray;
  readonly Y: NDArray;
}

/** Options whose types the public edge has checked already. */
export interface AnyOptions extends Data {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly batchSize?: number | 'full';
  readonly seed?: number;
  readonly initialParams?: readonly LayerParams[];
  readonly validation?: Data;
  readonly metrics?: readonly Metric[];
  readonly callbacks?: readonly ((record: EpochRecord) => void)[];
  readonly signal?: StopSignal;
}

/** Options with defaults, checked, and the parameters to start from. */
export interface Plan extends AnyOptions {
  readonly batchSize: number | 'full';
  readonly metrics: readonly Metric[];
  readonly callbacks: readonly ((record: EpochRecord) => void)[];
  readonly initialParams: readonly LayerParams[];
  /** Parameters were drawn from it; shuffles come next. */
  readonly rng: Rng;
  /** The largest |x| in X. */
  readonly largestInput: number;
}

/**
 * Check the options and draw the parameters.
 *
 * @param operation - 'fit' or 'train'.
 * @throws ShapeError if arrays don't fit the network. RangeError if a number is out of range or an array holds one that isn't finite.
 *   TypeError if loss, optimizer, a metric or a callback is none.
 */
export function plan(operation: string, net: Network, options: AnyOptions): Plan {
  const call = `${operation}(net, options)`;
  const { loss, optimizer, epochs, batchSize = 'full', seed = 0, metrics = [], callbacks = [] } = options;
  requireKind(call, 'loss', 'a loss such as binaryCrossEntropy', 'gradient', loss);
  requireKind(call, 'optimizer', 'an optimizer such as adam()', 'update', optimizer);
  for (const [i, metric] of metrics.entries()) requireFunction(call, `metrics[${i}]`, metric);
  for (const [i, callback] of callbacks.entries()) requireFunction(call, `callbacks[${i}]`, callback);
  if (!Number.isSafeInteger(epochs) || epochs < 1) {
    throw new RangeError(`${call}: epochs must be an integer, 1 or more, but is ${String(epochs)}.`);
  }
  const largestInput = requireData(call, '', net, options);
  batches(options, batchSize); // for its checks: nothing is computed before the first batch is asked for
  if (options.validation !== undefined) requireData(call, 'validation.', net, options.validation);
  const rng = randomState(seed);
  const initialParams = options.initialParams ?? net.initialize(rng);
  return { ...options, batchSize, metrics, callbacks, initialParams, rng, largestInput };
}

function requireKind(call: string, name: string, kind: string, method: string, value: unknown): void {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (isObject && method in value && typeof (value as Record<string, unknown>)[method] === 'function') return; // has it
  throw new TypeError(`${call}: ${name} must be ${kind}, but is ${typeof value}.`);
}

function requireFunction(call: string, name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${call}: ${name} must be a function, but is ${typeof value}.`);
}

/** X [n_x, m] and Y [outputs, m] of finite numbers, with the same m >= 1. Returns the largest |x|. */
function requireData(call: string, prefix: string, net: Network, { X, Y }: Data): number {
  const outputs = net.layers.at(-1)?.units ?? 0;
  requireRows(call, `${prefix}X`, X, net.nX, `the network has ${net.nX} input${net.nX === 1 ? '' : 's'}`);
  requireRows(call, `${prefix}Y`, Y, outputs, `the network has ${outputs} output${outputs === 1 ? '' : 's'}`);
  const [m, n] = [X.shape[1], Y.shape[1]];
  if (m !== n) {
    throw new ShapeError(
      `${call}: ${prefix}X and ${prefix}Y must have the same number of examples (columns): ${prefix}X has shape ${showShape(X.shape)}, ` +
        `${prefix}Y has shape ${showShape(Y.shape)}; axis 1 is ${m} but ${n}.`,
    );
  }
  if (m === 0) throw new RangeError(`${call}: there are no examples: ${prefix}X has shape ${showShape(X.shape)}.`);
  requireFinite(call, `${prefix}Y`, Y);
  return requireFinite(call, `${prefix}X`, X);
}

function requireRows(call: string, name: string, array: NDArray, rows: number, because: string): void {
  if (!isNDArray(array)) {
    throw new TypeError(
      `${call}: ${name} must be an NDArray [${rows}, m], but is ${typeof array}. Make one with np.array(…).`,
    );
  }
  const { shape } = array;
  if (shape.length === 2 && shape[0] === rows) return;
  const rule = `${call}: ${name} must have shape [${rows}, m], one example a column, since ${because}, but has shape ${showShape(shape)}`;
  if (shape.length === 1) throw new ShapeError(`${rule} (rank 1).${rows === 1 ? ` asRow(${name}) would fit.` : ''}`);
  throw new ShapeError(`${rule}.${shape.length === 2 && shape[1] === rows ? ` ${name}.T() would fit.` : ''}`);
}

/** The largest magnitude; refuses NaN and infinities, which no training survives. */
function requireFinite(call: string, name: string, array: NDArray): number {
  const values = contiguousData(array);
  const columns = array.shape[1] ?? 1;
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k] ?? NaN);
    if (!(size < Infinity)) {
      throw new RangeError(
        `${call}: ${name} must hold finite numbers, but ${name} at [${Math.floor(k / columns)}, ${k % columns}] is ${String(values[k])}. ` +
          'Fill in missing values, or leave the example out.',
      );
    }
    if (size > largest) largest = size;
  }
  return largest;
}
