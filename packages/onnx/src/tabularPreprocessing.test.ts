import { relu, identity, sigmoid } from '@keepdims/activations';
import { fromRows, minMaxScaler, standardScaler, tabular, tabularFromJSON } from '@keepdims/data';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { distance, loadRuntime, runModel } from '../test/onnxRuntime.js';
import { fromOnnx, tabularPreprocessing, toOnnx } from './index.js';

const runtime = await loadRuntime();

const table = fromRows([
  { sqft: 836, city: 'SACRAMENTO', beds: 2, price: 59222 },
  { sqft: 1167, city: 'GALT', beds: 3, price: 68212 },
  { sqft: 2120, city: '', beds: 4, price: 169000 },
  { sqft: '', city: 'GALT', beds: 3, price: 148750 },
]);

describe('a fitted tabular preprocessor', () => {
  const fitted = tabular.fit(table, { target: 'price' });
  const { X } = fitted.transform(table);
  const net = network(X.shape[0], dense(4, relu), dense(1, identity));
  const params = net.initialize(randomState(1));
  const preprocessing = tabularPreprocessing(fitted.toJSON());
  const bytes = toOnnx(net, params, { preprocessing });
  /** What the graph takes: numbers in their own units, 0 and 1 for categories. */
  const raw: NDArray = np.array([
    [836, 1167, 2120, 1167],
    [0, 1, 0, 1],
    [1, 0, 0, 0],
    [0, 0, 1, 0],
    [2, 3, 4, 3],
  ]);

  it('has a shift and a scale for every feature, in its order', () => {
    expect(fitted.featureNames).toEqual(['sqft', 'city=GALT', 'city=SACRAMENTO', 'city=(missing)', 'beds']);
    const { input, output } = preprocessing;
    expect([input?.shift.length, input?.scale.length, output?.shift.length]).toEqual([5, 5, 1]);
    expect(Array.from(input?.shift ?? []).slice(1, 4)).toEqual([0, 0, 0]);
    expect(Array.from(input?.scale ?? []).slice(1, 4)).toEqual([1, 1, 1]);
  });

  it('the graph gives prices for raw features', async () => {
    const prices = fitted.inverseTarget(net.predict(params, X));
    expect(distance(fromOnnx(bytes).forward(raw), prices)).toBeLessThan(1e-6);
    if (typeof runtime === 'string') return;
    expect(distance(await runModel(runtime, bytes, raw, 'float32'), prices)).toBeLessThan(1e-6);
  });

  it('comes back whole from the file', () => {
    const read = fromOnnx(bytes);
    expect(tabularFromJSON(read.preprocessing.description)).toEqual(fitted);
    expect(JSON.parse(read.metadata['keepdims.preprocessing'] ?? '')).toEqual(fitted.toJSON());
  });

  it('a classification has no scale for its output', () => {
    const { input, output } = tabularPreprocessing(
      tabular.fit(table, { target: 'beds', task: 'classification' }).toJSON(),
    );
    expect([input === undefined, output]).toEqual([false, undefined]);
  });
});

it.each([standardScaler(), minMaxScaler()])('a fitted scaler fits as it stands', (scaler) => {
  const X = randomState(2).uniform(-50, 100, [3, 20]) as NDArray;
  const fitted = scaler.fit(X);
  const net = network(3, dense(1, sigmoid));
  const params = net.initialize(randomState(1));
  const read = fromOnnx(toOnnx(net, params, { dtype: 'float64', preprocessing: { input: fitted } }));
  expect(read.preprocessing.input).toEqual({ shift: fitted.shift, scale: fitted.scale });
  expect(read.forward(X).toArray()).toEqual(net.forward(params, fitted.transform(X)).output.toArray());
});

it('a description that is no JSON stays a text among the metadata', () => {
  const net = network(1, dense(1, identity));
  const bytes = toOnnx(net, net.initialize(randomState(1)), { preprocessing: { description: 'abc' } });
  expect(fromOnnx(bytes).preprocessing.description).toBe('abc');
  const at = Buffer.from(bytes).indexOf('"abc"');
  bytes[at] = 97;
  expect(fromOnnx(bytes).preprocessing).toEqual({});
  expect(fromOnnx(bytes).metadata).toEqual({ 'keepdims.preprocessing': 'aabc"' });
});
