import { batches } from '@keepdims/data';
import { contiguousData, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { requireTargets } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import type { LayerParams, Network } from '@keepdims/models';
import type { Optimizer } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import type { Rng } from '@keepdims/random';
import { refuseUnknownOptions, ShapeError, showShape } from '@keepdims/shapes';
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

/** Every option; the type keeps the list complete. */
const known: Readonly<Record<keyof AnyOptions, true>> = {
  X: true,
  Y: true,
  loss: true,
  optimizer: true,
  epochs: true,
  batchSize: true,
  seed: true,
  initialParams: true,
  validation: true,
  metrics: true,
  callbacks: true,
  signal: true,
};

/**
 * Check the options and draw the parameters.
 *
 * @param operation - 'fit' or 'train'.
 * @throws ShapeError if arrays don't fit the network. RangeError if a number is out of range or an array holds one that isn't finite.
 *   TypeError if net, options, loss, optimizer, a metric or a callback is none. RangeError too if an option is unknown, or Y isn't what the
 *   loss is made for.
 */
export function plan(operation: string, net: Network, options: AnyOptions): Plan {
  const call = `${operation}(net, options)`;
  requireNetwork(call, net);
  requireOptions(call, options);
  const { loss, optimizer, epochs, batchSize = 'full', seed = 0, metrics = [], callbacks = [] } = options;
  requireKind(call, 'loss', 'a loss such as binaryCrossEntropy', 'gradient', loss);
  requireKind(call, 'optimizer', 'an optimizer such as adam()', 'update', optimizer);
  requireList(call, 'metrics', metrics);
  requireList(call, 'callbacks', callbacks);
  for (const [i, metric] of metrics.entries()) requireFunction(call, `metrics[${i}]`, metric);
  for (const [i, callback] of callbacks.entries()) requireFunction(call, `callbacks[${i}]`, callback);
  if (!Number.isSafeInteger(epochs) || epochs < 1) {
    throw new RangeError(`${call}: epochs must be an integer, 1 or more, but is ${String(epochs)}.`);
  }
  const largestInput = requireData(call, '', net, loss, options);
  batches(options, batchSize); // for its checks: nothing is computed before the first batch is asked for
  if (options.validation !== undefined) {
    requireValidation(call, options.validation);
    requireData(call, 'validation.', net, loss, options.validation);
  }
  const rng = randomState(seed);
  const initialParams = options.initialParams ?? net.initialize(rng);
  return { ...options, batchSize, metrics, callbacks, initialParams, rng, largestInput };
}

function requireNetwork(call: string, net: unknown): void {
  if (isObject(net) && 'nX' in net && 'layers' in net && 'initialize' in net) return;
  throw new TypeError(`${call}: net must be a network, but is ${kindOf(net)}. Make one with network(nX, …layers).`);
}

/** Options are an object of known names: a misspelt one would be ignored in silence. */
function requireOptions(call: string, options: unknown): void {
  if (!isObject(options)) {
    throw new TypeError(
      `${call}: options must be an object with X, Y, loss, optimizer and epochs, but is ${kindOf(options)}.`,
    );
  }
  const names = Object.keys(known);
  refuseUnknownOptions(call, options, names);
}

function requireValidation(call: string, validation: unknown): void {
  if (isObject(validation) && 'X' in validation && 'Y' in validation) return;
  throw new TypeError(`${call}: validation must be { X, Y }, but is ${kindOf(validation)}.`);
}

function requireList(call: string, name: string, value: unknown): void {
  if (!Array.isArray(value)) throw new TypeError(`${call}: ${name} must be a list, but is ${kindOf(value)}.`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** typeof, but null and lists by their own names. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}

function requireKind(call: string, name: string, kind: string, method: string, value: unknown): void {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (isObject && method in value && typeof (value as Record<string, unknown>)[method] === 'function') return; // has it
  throw new TypeError(`${call}: ${name} must be ${kind}, but is ${typeof value}.`);
}

function requireFunction(call: string, name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${call}: ${name} must be a function, but is ${typeof value}.`);
}

/** X [n_x, m] and Y [outputs, m] of finite numbers, Y such as the loss is made for, with the same m >= 1. Returns the largest |x|. */
function requireData(call: string, prefix: string, net: Network, loss: Loss, { X, Y }: Data): number {
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
  requireTargets(call, `${prefix}Y`, loss, Y);
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
