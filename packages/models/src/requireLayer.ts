/** Run-time checks of a layer's arrays. */
import { DTypeError, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import { describeValue } from './describeValue.js';
import type { AnyLayerCache, AnyLayerParams } from './layer.js';

/**
 * Refuse what isn't an array.
 *
 * @throws TypeError naming the call and the argument.
 */
export function requireArray(operation: string, name: string, value: unknown): asserts value is NDArray {
  if (isNDArray(value)) return;
  throw new TypeError(
    `${operation}: ${name} must be an NDArray, but is ${describeValue(value)}. Make one with np.array(…).`,
  );
}

/** A layer, as far as its checks need it. */
export interface CheckedLayer {
  readonly units: number;
  readonly dropout: number;
  readonly batchNorm: object | undefined;
}

const normalizing = ['gamma', 'runningMean', 'runningVariance'] as const;

/**
 * Refuse parameters of another layer.
 *
 * @param operation - The call as messages show it.
 * @param owner - '' or whose parameters they are, such as "layer 2's ".
 * @param layer - Its units are the rows of W and b.
 * @param inputs - Columns of W; undefined when any will do.
 * @throws TypeError if W or b is no array. ShapeError if W isn't [units, inputs], b isn't [units, 1], or what batch normalisation adds is
 *   missing, has another shape than b or is there without it. DTypeError if one isn't of floats.
 */
export function requireLayerParams(
  operation: string,
  owner: string,
  params: AnyLayerParams,
  { units, batchNorm }: CheckedLayer,
  inputs: number | undefined,
): void {
  if (typeof params !== 'object' || params === null) {
    throw new TypeError(`${operation}: ${owner}parameters must be { W, b }, but are ${describeValue(params)}.`);
  }
  requireMatrix(operation, `${owner}W`, '(units, inputs)', params.W, units, inputs);
  requireMatrix(operation, `${owner}b`, '(units, 1)', params.b, units, 1);
  for (const name of normalizing) {
    const array = params[name];
    if (batchNorm !== undefined && array !== undefined) {
      requireMatrix(operation, `${owner}${name}`, '(units, 1)', array, units, 1);
    } else if (batchNorm !== undefined || array !== undefined) {
      throw new ShapeError(
        `${operation}: ${owner}parameters must be { W, b${batchNorm === undefined ? '' : `, ${normalizing.join(', ')}`} }, since the layer ` +
          `has ${batchNorm === undefined ? 'no ' : ''}batch normalisation, but ${name} is ${array === undefined ? 'missing' : 'there'}. ` +
          'Use parameters that were initialized for this layer and its inputs.',
      );
    }
  }
}

function requireMatrix(
  operation: string,
  name: string,
  meaning: string,
  array: NDArray,
  rows: number,
  columns: number | undefined,
): void {
  requireArray(operation, name, array);
  const { shape, dtype } = array;
  const fits = shape.length === 2 && shape[0] === rows && (columns === undefined || shape[1] === columns);
  if (!fits) {
    const wanted = `[${rows}, ${columns ?? 'inputs'}]`;
    const axis = shape[0] === rows ? 1 : 0;
    const guilty =
      shape.length === 2
        ? `axis ${axis} is ${shape[axis]}, not ${axis === 0 ? rows : columns}`
        : `the rank is ${shape.length}, not 2`;
    throw new ShapeError(
      `${operation}: ${name} must have shape ${wanted} ${meaning}, but has shape ${showShape(shape)}: ${guilty}. ` +
        'Use parameters that were initialized for this layer and its inputs.',
    );
  }
  if (dtype !== 'float64' && dtype !== 'float32') {
    throw new DTypeError(
      `${operation}: ${name} must be float64 or float32, but is ${dtype}. Convert it: ${name}.astype('float64').`,
    );
  }
}

/**
 * Refuse an input of another size; one example is a column.
 *
 * @param inputs - Rows that are expected, with where that is written: "W has shape [7, 20]".
 * @throws TypeError if it is no array. ShapeError if it isn't [inputs, m].
 */
export function requireInput(operation: string, name: string, input: NDArray, inputs: number, because: string): void {
  requireArray(operation, name, input);
  const { shape } = input;
  if (shape.length === 2 && shape[0] === inputs) return;
  if (shape.length !== 2) {
    throw new ShapeError(
      `${operation}: ${name} must have shape [${inputs}, m], one example a column, but has shape ${showShape(shape)} ` +
        `(rank ${shape.length}).${shape.length === 1 && shape[0] === inputs ? ` asColumn(${name}) would fit.` : ''}`,
    );
  }
  throw new ShapeError(
    `${operation}: ${name} must have shape [${inputs}, m], one example a column, but has shape ${showShape(shape)}: ${because}, ` +
      `but ${name}'s axis 0 is ${shape[0]}.${shape[1] === inputs ? ` ${name}.T() would fit.` : ''}`,
  );
}

/**
 * Refuse targets or derivatives that don't have the output's shape.
 *
 * @param output - The shape [outputs, m] to have, and what it is the shape of.
 * @throws TypeError if it is no array. ShapeError if the shapes differ.
 */
export function requireOutput(
  operation: string,
  name: string,
  array: NDArray,
  output: { readonly name: string; readonly shape: readonly number[] },
): void {
  requireArray(operation, name, array);
  const { shape } = array;
  const [rows, m] = output.shape;
  if (shape.length === 2 && shape[0] === rows && shape[1] === m) return;
  const rule = `${operation}: ${name} must have ${output.name}'s shape ${showShape(output.shape)}, but has shape ${showShape(shape)}`;
  if (shape.length !== 2) {
    throw new ShapeError(
      `${rule} (rank ${shape.length}).${shape.length === 1 && rows === 1 && shape[0] === m ? ` asRow(${name}) would fit.` : ''}`,
    );
  }
  const axis = shape[0] === rows ? 1 : 0;
  throw new ShapeError(
    `${rule}: axis ${axis} is ${shape[axis]}, not ${output.shape[axis]}.` +
      (shape[0] === m && shape[1] === rows ? ` ${name}.T() would fit.` : ''),
  );
}

/**
 * Refuse the cache of another layer or of no examples.
 *
 * @param name - What messages call it.
 * @throws TypeError if it holds anything but arrays. ShapeError if its shapes don't fit the parameters. RangeError if m is 0.
 */
export function requireCache(
  operation: string,
  name: string,
  { batchNorm }: CheckedLayer,
  params: AnyLayerParams,
  cache: AnyLayerCache,
): void {
  if (typeof cache !== 'object' || cache === null) {
    throw new TypeError(
      `${operation}: ${name} must be what forward returned, { APrev, Z, A }, but is ${describeValue(cache)}.`,
    );
  }
  const { APrev, Z, A, dropout, normalization } = cache;
  requireInput(operation, `${name}.APrev`, APrev, params.W.shape[1] ?? 0, `W has shape ${showShape(params.W.shape)}`);
  const [units, m] = [params.W.shape[0] ?? 0, APrev.shape[1] ?? 0];
  const output = { name: 'the output', shape: [units, m] };
  requireOutput(operation, `${name}.Z`, Z, output);
  requireOutput(operation, `${name}.A`, A, output);
  if (m === 0) {
    throw new RangeError(
      `${operation}: the mean over no examples is undefined: ${name}.Z has shape ${showShape(Z.shape)}.`,
    );
  }
  if (dropout !== undefined) {
    requireOutput(operation, `${name}.dropout.mask`, dropout.mask, output);
    requireOutput(operation, `${name}.dropout.activated`, dropout.activated, output);
  }
  if ((batchNorm === undefined) !== (normalization === undefined)) {
    throw new ShapeError(
      `${operation}: ${name} is another layer's: it has ${normalization === undefined ? 'no ' : ''}normalization, but the layer has ` +
        `${batchNorm === undefined ? 'no ' : ''}batch normalisation. Pass what forward returned.`,
    );
  }
  if (normalization !== undefined) {
    const column = { name: 'b', shape: [units, 1] };
    requireOutput(operation, `${name}.normalization.normalized`, normalization.normalized, output);
    requireOutput(operation, `${name}.normalization.mean`, normalization.mean, column);
    requireOutput(operation, `${name}.normalization.variance`, normalization.variance, column);
  }
}
