import { activationByName } from '@keepdims/activations';
import { initializerByName } from '@keepdims/initializers';
import * as np from '@keepdims/ndarray';
import type { BatchNorm } from './batchNorm.js';
import { dense } from './dense.js';
import type { Dense } from './dense.js';
import { describeValue } from './describeValue.js';
import type { FloatDType, LayerParams } from './layer.js';
import { network } from './network.js';
import type { Network } from './network.js';
import type { NamedJSON } from './networkToJSON.js';

/**
 * Read a network and its parameters from what `net.toJSON(params)` gave.
 *
 * @param json - The parsed JSON. Nothing in it is trusted: it may come from any file.
 * @returns `{ net, params }`; all floats have the bits they were written with.
 * @throws TypeError that names the place where something else was expected. RangeError for an unknown activation or initializer.
 * @example
 * const one = logisticRegression(2);
 * const text = JSON.stringify(one.toJSON(one.initialize(randomState(1))));
 * const { net, params } = networkFromJSON(JSON.parse(text));
 * net.predict(params, np.ones([2, 3])) // [[0, 0, 0]]
 */
export function networkFromJSON(json: unknown): { net: Network; params: LayerParams[] } {
  const { format, version, nX, dtype, layers } = record('json', json);
  if (format !== 'keepdims-network') throw expected('json.format', "'keepdims-network'", format);
  if (version !== 1 && version !== 2) throw expected('json.version', '1 or 2, which this release reads', version);
  const size = positiveInteger('json.nX', nX);
  if (dtype !== 'float64' && dtype !== 'float32') throw expected('json.dtype', "'float64' or 'float32'", dtype);
  const list = array('json.layers', layers);
  if (list.length === 0) throw expected('json.layers', 'one layer at least', layers);

  let inputs = size;
  const read = list.map((item, i) => {
    const layer = readLayer(`json.layers[${i}]`, item, inputs, dtype);
    inputs = layer.dense.units;
    return layer;
  });
  const net = network(size, ...read.map((layer) => layer.dense));
  return { net, params: read.map(({ params }) => params) };
}

function readLayer(
  at: string,
  json: unknown,
  inputs: number,
  dtype: FloatDType,
): { dense: Dense; params: LayerParams } {
  const { units, activation, initializer, W, b, dropout, batchNorm, ...normalizing } = record(at, json);
  const size = positiveInteger(`${at}.units`, units);
  const g = named(`${at}.activation`, activation);
  const start = named(`${at}.initializer`, initializer);
  const layer = dense(size, activationByName(g.name, g.options), {
    initializer: initializerByName(start.name, start.options),
    ...(dropout === undefined ? {} : { dropout: fractionOf(`${at}.dropout`, dropout) }),
    ...(batchNorm === undefined ? {} : { batchNorm: batchNormOf(`${at}.batchNorm`, batchNorm) }),
  });
  // The lists are measured before anything is allocated.
  const rows = array(`${at}.W`, W, size).map((row, i) => array(`${at}.W[${i}]`, row, inputs));
  const weights = (): LayerParams['W'] => {
    const filled = np.zeros([size, inputs], { dtype });
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        filled.data[i * inputs + j] = float(`${at}.W[${i}][${j}]`, value);
      });
    });
    return filled;
  };
  const column = (name: string, json: unknown): LayerParams['b'] => {
    const values = array(`${at}.${name}`, json, size);
    const filled = np.zeros([size, 1], { dtype });
    values.forEach((value, i) => {
      filled.data[i] = float(`${at}.${name}[${i}]`, value);
    });
    return filled;
  };
  const bias = column('b', b);
  if (layer.batchNorm === undefined) return { dense: layer, params: { W: weights(), b: bias } };
  const gamma = column('gamma', normalizing.gamma);
  const runningMean = column('runningMean', normalizing.runningMean);
  const runningVariance = column('runningVariance', normalizing.runningVariance);
  return { dense: layer, params: { W: weights(), b: bias, gamma, runningMean, runningVariance } };
}

function batchNormOf(at: string, json: unknown): BatchNorm {
  const { momentum, epsilon } = record(at, json);
  if (typeof epsilon !== 'number' || !(epsilon > 0 && epsilon < Infinity)) {
    throw expected(`${at}.epsilon`, 'a finite number > 0', epsilon);
  }
  return { momentum: fractionOf(`${at}.momentum`, momentum), epsilon };
}

function fractionOf(at: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value < 1) return value;
  throw expected(at, 'a number >= 0 and < 1', value);
}

function named(at: string, json: unknown): NamedJSON {
  const { name, options } = record(at, json);
  if (typeof name !== 'string') throw expected(`${at}.name`, 'a name', name);
  const values = record(`${at}.options`, options);
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'number') throw expected(`${at}.options.${key}`, 'a number', value);
  }
  return { name, options: values as Record<string, number> }; // the loop has looked at every value
}

function float(at: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === '-0' || value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  throw expected(at, "a number, '-0', 'NaN', 'Infinity' or '-Infinity'", value);
}

function positiveInteger(at: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw expected(at, 'an integer, 1 or more', value);
}

function array(at: string, value: unknown, length?: number): readonly unknown[] {
  if (!Array.isArray(value)) throw expected(at, 'a list', value);
  if (length !== undefined && value.length !== length) throw expected(at, `a list of ${length}`, value);
  return value;
}

function record(at: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>; // just checked
  throw expected(at, 'an object', value);
}

function expected(at: string, what: string, value: unknown): TypeError {
  return new TypeError(
    `networkFromJSON(json): ${at} must be ${what}, but is ${describeValue(value)}. ` +
      'Pass what net.toJSON(params) gave, or write the file anew.',
  );
}
