import { activationByName } from '@keepdims/activations';
import { initializerByName } from '@keepdims/initializers';
import * as np from '@keepdims/ndarray';
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
  if (version !== 1) throw expected('json.version', '1, the only one that this release reads', version);
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
  return { net, params: read.map(({ W, b }) => ({ W, b })) };
}

function readLayer(at: string, json: unknown, inputs: number, dtype: FloatDType): { dense: Dense } & LayerParams {
  const { units, activation, initializer, W, b } = record(at, json);
  const size = positiveInteger(`${at}.units`, units);
  const g = named(`${at}.activation`, activation);
  const start = named(`${at}.initializer`, initializer);
  const layer = dense(size, activationByName(g.name, g.options), {
    initializer: initializerByName(start.name, start.options),
  });
  // The lists are measured before anything is allocated.
  const rows = array(`${at}.W`, W, size).map((row, i) => array(`${at}.W[${i}]`, row, inputs));
  const biases = array(`${at}.b`, b, size);
  const weights = np.zeros([size, inputs], { dtype });
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      weights.data[i * inputs + j] = float(`${at}.W[${i}][${j}]`, value);
    });
  });
  const bias = np.zeros([size, 1], { dtype });
  biases.forEach((value, i) => {
    bias.data[i] = float(`${at}.b[${i}]`, value);
  });
  return { dense: layer, W: weights, b: bias };
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
