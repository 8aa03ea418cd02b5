import { activations, elu, leakyRelu, relu, sigmoid, softmax } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { dense, network } from './index.js';
import type { Network } from './index.js';

const setup = `
  import * as np from '@keepdims/ndarray';
  import { identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
  import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
  import { randomState } from '@keepdims/random';
  import { dense, logisticRegression, network } from './index.js';
  const rng = randomState(1);
  const net = network(12288, dense(20, relu), dense(7, relu), dense(1, sigmoid));
  const params = net.initialize(rng);
  const X = np.zeros([12288, 5]);
  const { caches } = net.forward(params, X);
  const classes = network(2, dense(3, softmax));
  const own = classes.initialize(rng);
  const points = np.zeros([2, 5]);
  const passed = classes.forward(own, points, { training: true }).caches;
`;

describe('what the compiler says', () => {
  it.each([
    [
      'network(12288, dense(20, relu), dense(7, relu, { inputs: 21 }));',
      'layer 2: expects 21 inputs, the layer before gives 20',
    ],
    ['network(3, dense(20, relu, { inputs: 2 }), dense(1, sigmoid));', 'layer 1: expects 2 inputs, but nX is 3'],
    ['dense(0, relu);', 'dense: units must be an integer, 1 or more, not 0'],
    ['dense(-3, relu);', 'dense: units must be an integer, 1 or more, not -3'],
    [
      'net.forward(params, np.zeros([12287, 5]));',
      'net.forward: X [12287, 5] has 12287 rows, but 12288 inputs are expected',
    ],
    [
      'net.forward(params, np.zeros([12288]));',
      'net.forward: X [12288] must be [inputs, m], one example a column: make a vector a column with asColumn(X)',
    ],
    [
      'net.predict(params, np.zeros([5, 12288]));',
      'net.predict: X [5, 12288] has 5 rows, but 12288 inputs are expected',
    ],
    ['net.cost(params, X, np.zeros([1, 6]), binaryCrossEntropy);', 'net.cost: Y is [1, 6], but the output is [1, 5]'],
    [
      'net.cost(params, X, np.zeros([5]), binaryCrossEntropy);',
      'net.cost: Y [5] must be [outputs, m], one example a column: make a vector a row with asRow(Y)',
    ],
    [
      'net.backward(params, caches, { loss: binaryCrossEntropy, Y: np.zeros([5, 1]) });',
      'net.backward: Y is [5, 1], but the output is [1, 5]',
    ],
    [
      'net.backward(params, caches, np.zeros([5]));',
      'net.backward: dAL [5] must be [outputs, m], one example a column: make a vector a row with asRow(dAL)',
    ],
    [
      'net.forward(network(12288, dense(20, relu), dense(6, relu), dense(1, sigmoid)).initialize(rng), X);',
      'net.forward: layer 2: W is [6, 20], but must be [7, 20]',
    ],
    [
      'net.forward(logisticRegression(12288).initialize(rng), X);',
      'net.forward: the parameters are of 1 layers, but the network has 3',
    ],
    [
      'dense(4, tanh).forward({ W: np.zeros([5, 3]), b: np.zeros([4, 1]) }, np.zeros([3, 2]));',
      'layer.forward: W is [5, 3], but must be [4, ?]',
    ],
    [
      'dense(4, tanh).forward({ W: np.zeros([4, 3]), b: np.zeros([4]) }, np.zeros([3, 2]));',
      'layer.forward: b is [4], but must be [4, 1]',
    ],
    [
      'dense(4, tanh).forward({ W: np.zeros([4, 3]), b: np.zeros([4, 1]) }, np.zeros([2, 3]));',
      'layer.forward: APrev [2, 3] has 2 rows, but 3 inputs are expected',
    ],
    [
      `const p = { W: np.zeros([4, 3]), b: np.zeros([4, 1]) };
       const l = dense(4, tanh); l.backward(p, np.zeros([4, 6]), l.forward(p, np.zeros([3, 5])));`,
      'layer.backward: Z and dA: [4, 5] and [4, 6] must be the same shape: sizes 5 and 6 differ',
    ],
    [
      'classes.cost(own, points, np.zeros([3, 5]), sparseCategoricalCrossEntropy);',
      'net.cost: Y is [3, 5], but class indices are [1, 5]',
    ],
    [
      'classes.cost(own, points, np.zeros([1, 5]), categoricalCrossEntropy);',
      'net.cost: Y is [1, 5], but the output is [3, 5]',
    ],
    [
      'classes.backward(own, passed, { loss: sparseCategoricalCrossEntropy, Y: np.zeros([3, 5]), l2: 1 });',
      'net.backward: Y is [3, 5], but class indices are [1, 5]',
    ],
    [
      `const scaled = { W: np.zeros([4, 3]), b: np.zeros([4, 1]), gamma: np.zeros([5, 1]) };
       dense(4, tanh, { batchNorm: true }).forward(scaled, np.zeros([3, 2]), { training: true });`,
      'layer.forward: gamma is [5, 1], but must be [4, 1]',
    ],
    [
      'net.updateStatistics(own, passed);',
      'net.updateStatistics: the parameters are of 1 layers, but the network has 3',
    ],
  ])('%s', (source, message) => {
    const errors = compileErrors(setup + source);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`is not assignable to parameter of type '"${message}"'`);
  });

  it('nothing about 120 layers, and the clash in the last of them', () => {
    const layers = Array.from({ length: 120 }, (_, i) => `dense(${i + 2}, relu)`).join(', ');
    const use = 'const p = deep.initialize(rng); const w: 121 = p[119].W.shape[0]; deep.forward(p, np.zeros([9, 4]));';
    expect(compileErrors(`${setup} const deep = network(9, ${layers}); ${use}`)).toEqual([]);
    const [clash] = compileErrors(`${setup} network(9, ${layers}, dense(1, sigmoid, { inputs: 7 }));`);
    expect(clash).toContain('"layer 121: expects 7 inputs, the layer before gives 121"');
  });
});

it('generated modules compile under strict rules, whatever is in them', () => {
  const configured = [leakyRelu({ negativeSlope: 0.3 }), elu({ alpha: 0.7 })];
  const hidden = [...Object.values(activations), ...configured].map((activation, i) =>
    dense(2, activation, i % 2 === 0 ? { batchNorm: true } : {}),
  );
  for (const output of [softmax, sigmoid, relu]) {
    const net: Network = network(3, ...hidden, dense(2, output));
    expect(compileErrors(net.toTypeScript(net.initialize(randomState(1)))), output.name).toEqual([]);
  }
  const neuron = network(1, dense(1, sigmoid));
  const source = neuron.toTypeScript(neuron.initialize(randomState(1)));
  expect(compileErrors(`${source}\nconst said: number = predict([1]);`)).toEqual([]);
  expect(
    compileErrors(network(1, dense(1, relu)).toTypeScript([{ W: np.array([[NaN]]), b: np.array([[-0]]) }])),
  ).toEqual([]);
});
