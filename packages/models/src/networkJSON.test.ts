import { defineActivation, identity, leakyRelu, sigmoid, softmax } from '@keepdims/activations';
import { randomNormal } from '@keepdims/initializers';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { dense, network, networkFromJSON } from './index.js';

const small = network(
  2,
  dense(2, leakyRelu({ negativeSlope: 0.2 })),
  dense(3, softmax, { initializer: randomNormal({ stddev: 0.3 }) }),
);
const params = small.initialize(randomState(8));
const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('toJSON and networkFromJSON', () => {
  it('keep network, options and all bits', () => {
    const { net, params: read } = networkFromJSON(through(small.toJSON(params)));
    expect(net.summary()).toBe(small.summary());
    expect(
      net.layers.map(({ activation, initializer }) => [
        activation.name,
        activation.options,
        initializer.name,
        initializer.options,
      ]),
    ).toEqual([
      ['leakyRelu', { negativeSlope: 0.2 }, 'heNormal', {}],
      ['softmax', {}, 'randomNormal', { stddev: 0.3 }],
    ]);
    read.forEach((layer, i) => {
      expect(layer.W.shape).toEqual(params[i]?.W.shape);
      expect(new BigUint64Array(layer.W.data.buffer)).toEqual(
        new BigUint64Array(params[i]?.W.data.buffer ?? new ArrayBuffer(0)),
      );
    });
    const X = randomState(1).randn(2, 5);
    expect(net.forward(read, X).output.toArray()).toEqual(small.forward(params, X).output.toArray());
  });

  it('has a readable form', () => {
    const net = network(2, dense(1, sigmoid));
    expect(net.toJSON([{ W: np.array([[0.1, -0.25]]), b: np.array([[3]]) }])).toEqual({
      format: 'keepdims-network',
      version: 1,
      nX: 2,
      dtype: 'float64',
      layers: [
        {
          units: 1,
          activation: { name: 'sigmoid', options: {} },
          initializer: { name: 'scaledNormal', options: {} },
          W: [[0.1, -0.25]],
          b: [3],
        },
      ],
    });
  });

  it('keep what JSON has no number for, extremes, transposed views and float32', () => {
    const values = [-0, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE];
    const net = network(2, dense(3, identity));
    const W = np.array([values.slice(0, 3), values.slice(3)]).T();
    const {
      params: [read],
    } = networkFromJSON(through(net.toJSON([{ W, b: np.zeros([3, 1]) }])));
    const back = read?.W.toArray() ?? [];
    expect([0, 1].flatMap((column) => back.map((row) => row[column]))).toEqual(values); // toEqual tells -0 from 0

    const single = net.initialize(randomState(1), { dtype: 'float32' });
    const json = through(net.toJSON(single));
    const restored = networkFromJSON(json).params[0];
    expect(restored?.W.dtype).toBe('float32');
    expect(restored?.W.data).toEqual(single[0].W.data);
  });

  it('keep dropout, batch normalisation and running statistics, all bits', () => {
    const batchNorm = { momentum: 0.8, epsilon: 1e-3 };
    const net = network(2, dense(3, sigmoid, { dropout: 0.25, batchNorm }), dense(2, softmax, { batchNorm: true }));
    const rs = randomState(1);
    let own = net.initialize(rs);
    const { caches } = net.forward(own, rs.randn(2, 7), { training: true, rng: rs });
    own = net.updateStatistics(own, caches);
    const json = net.toJSON(own);
    expect(json.version).toBe(2);
    const back = networkFromJSON(through(json));
    expect(back.net.layers.map(({ dropout, batchNorm }) => [dropout, batchNorm])).toEqual([
      [0.25, batchNorm],
      [0, { momentum: 0.9, epsilon: 1e-5 }],
    ]);
    expect(back.params.map((layer) => Object.keys(layer))).toEqual(own.map((layer) => Object.keys(layer)));
    expect(back.net.toJSON(back.params as never)).toEqual(json);
    const X = rs.randn(2, 4);
    expect(back.net.forward(back.params, X).output.toArray()).toEqual(net.forward(own, X).output.toArray());
    const single = net.initialize(rs, { dtype: 'float32' });
    expect(networkFromJSON(through(net.toJSON(single))).params[0]?.gamma?.dtype).toBe('float32');
  });

  it('refuse to write what could not be read again', () => {
    const own = defineActivation({
      name: 'cube',
      value: (z) => z ** 3,
      derivative: (z) => 3 * z * z,
      kinks: [],
      knownValues: [[2, 8]],
      reference: 'elementary',
    });
    const net = network(1, dense(1, own));
    expect(() => net.toJSON(net.initialize(randomState(1)))).toThrow(
      /^activationByName\('cube'\): there is no activation 'cube'\./,
    );
  });

  const valid = through(small.toJSON(params)) as Record<string, unknown> & { layers: Record<string, unknown>[] };
  const [first = {}, second = {}] = valid.layers;
  const withFirst = (change: object) => ({ ...valid, layers: [{ ...first, ...change }, second] });
  const huge = { length: 4e9 };
  it.each([
    ['json must be an object, but is null', null],
    ['json must be an object, but is a list of 0', []],
    ["json.format must be 'keepdims-network', but is undefined", {}],
    ['json.version must be 1 or 2, which this release reads, but is 3', { ...valid, version: 3 }],
    ['json.nX must be an integer, 1 or more, but is 1e+400'.replace('1e+400', 'Infinity'), { ...valid, nX: Infinity }],
    ["json.nX must be an integer, 1 or more, but is '2'", { ...valid, nX: '2' }],
    ["json.dtype must be 'float64' or 'float32', but is 'int8'", { ...valid, dtype: 'int8' }],
    ['json.layers must be a list, but is an object', { ...valid, layers: huge }],
    ['json.layers must be one layer at least, but is a list of 0', { ...valid, layers: [] }],
    ['json.layers[0] must be an object, but is 7', { ...valid, layers: [7] }],
    ['json.layers[0].units must be an integer, 1 or more, but is 0', withFirst({ units: 0 })],
    ['json.layers[0].W must be a list of 1000000000, but is a list of 2', withFirst({ units: 1e9 })],
    ['json.layers[0].W[1] must be a list of 2, but is a list of 1', withFirst({ W: [[1, 2], [3]] })],
    [
      "json.layers[0].W[1][0] must be a number, '-0', 'NaN', 'Infinity' or '-Infinity', but is '3'",
      withFirst({
        W: [
          [1, 2],
          ['3', 4],
        ],
      }),
    ],
    [
      "json.layers[0].b[1] must be a number, '-0', 'NaN', 'Infinity' or '-Infinity', but is null",
      withFirst({ b: [1, null] }),
    ],
    ['json.layers[0].b must be a list of 2, but is a list of 3', withFirst({ b: [1, 2, 3] })],
    ['json.layers[0].activation.name must be a name, but is 3', withFirst({ activation: { name: 3, options: {} } })],
    [
      "json.layers[0].activation.options.negativeSlope must be a number, but is 'x'",
      withFirst({ activation: { name: 'leakyRelu', options: { negativeSlope: 'x' } } }),
    ],
    ['json.layers[0].initializer must be an object, but is undefined', withFirst({ initializer: undefined })],
    ['json.nX must be an integer, 1 or more, but is an object', { ...valid, nX: {} }],
    ['json.layers[0].dropout must be a number >= 0 and < 1, but is 1', withFirst({ dropout: 1 })],
    ["json.layers[0].dropout must be a number >= 0 and < 1, but is '0.5'", withFirst({ dropout: '0.5' })],
    ['json.layers[0].batchNorm must be an object, but is true', withFirst({ batchNorm: true })],
    [
      'json.layers[0].batchNorm.epsilon must be a finite number > 0, but is 0',
      withFirst({ batchNorm: { momentum: 0.9, epsilon: 0 } }),
    ],
    [
      'json.layers[0].batchNorm.momentum must be a number >= 0 and < 1, but is null',
      withFirst({ batchNorm: { momentum: null, epsilon: 1 } }),
    ],
    [
      'json.layers[0].gamma must be a list, but is undefined',
      withFirst({ batchNorm: { momentum: 0.9, epsilon: 1 }, runningMean: [0, 0], runningVariance: [1, 1] }),
    ],
    [
      'json.layers[0].runningMean must be a list of 2, but is a list of 1',
      withFirst({ batchNorm: { momentum: 0.9, epsilon: 1 }, gamma: [1, 1], runningMean: [0], runningVariance: [1, 1] }),
    ],
  ])('refuse a file where %s', (what, json) => {
    expect(() => networkFromJSON(json)).toThrow(
      new TypeError(`networkFromJSON(json): ${what}. Pass what net.toJSON(params) gave, or write the file anew.`),
    );
  });

  it('names an unknown activation', () => {
    expect(() => networkFromJSON(withFirst({ activation: { name: '__proto__', options: {} } }))).toThrow(RangeError);
    expect(() => networkFromJSON(withFirst({ activation: { name: 'sigmod', options: {} } }))).toThrow(
      /Did you mean 'sigmoid'\?/,
    );
  });
});
