/** Graphs as other programs write them, in every way that is read: onnxruntime says what they give. */
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import type { Written } from '../test/onnxModel.js';
import { doubles, floats, integers, node, onnxModel, value } from '../test/onnxModel.js';
import { distance, loadRuntime } from '../test/onnxRuntime.js';
import { fromOnnx } from './index.js';

const runtime = await loadRuntime();
const W = floats('W', [2, 3], [0.5, -1, 2, 0.25, 1.5, -0.75]); // [in, out]
const V = floats('V', [3, 2], [1, -0.5, 0.75, 2, -1.25, 0.5]);
const b = floats('b', [3], [0.1, -0.2, 0.3]);
const c = floats('c', [2], [1.5, -2.5]);
const half = floats('half', [], [0.5]);
const one = floats('one', [1], [1]);
const root = floats('root', [], [Math.SQRT1_2]);
const hidden = [node('Gemm', 'X W b', 'Z'), node('Tanh', 'Z', 'A')];

interface Case extends Written {
  /** Layers: inputs, then units and activation of each. */
  readonly layers: string;
  /** Layers with scaling folded in, where they differ. */
  readonly folded?: string;
  readonly scaled?: string;
  readonly examples?: 'columns';
  /** Where the output has its examples as columns too. */
  readonly outputColumns?: true;
}

const cases: Readonly<Record<string, Case>> = {
  'MatMul and Add': {
    nodes: [node('MatMul', 'X W', 'U'), node('Add', 'U b', 'Z'), node('Relu', 'Z', 'Y')],
    constants: [W, floats('b', [1, 3], [0.1, -0.2, 0.3])],
    layers: '2 3 relu',
  },
  'the bias first, and two of them': {
    nodes: [node('MatMul', 'X W', 'U'), node('Add', 'b U', 'Z'), node('Add', 'Z one', 'ZZ'), node('Sigmoid', 'ZZ', 'Y')],
    constants: [W, b, one],
    layers: '2 3 sigmoid',
  },
  'Gemm with alpha and beta, and one bias for all': {
    nodes: [node('Gemm', 'X W half', 'Z', { alpha: { float: 2.5 }, beta: { float: -3 } }), node('Tanh', 'Z', 'Y')],
    constants: [W, half],
    layers: '2 3 tanh',
  },
  'Gemm without a bias, and with beta 0': {
    nodes: [node('Gemm', 'X W', 'Z'), node('Tanh', 'Z', 'A'), node('Gemm', 'A V c', 'Y', { beta: { float: 0 } })],
    constants: [W, V, c],
    layers: '2 3 tanh 2 identity',
  },
  'Gemm with both transposed: examples as columns': {
    nodes: [node('Gemm', 'X W b', 'Y', { transA: 1, transB: 1 })],
    constants: [floats('W', [3, 2], [0.5, -1, 2, 0.25, 1.5, -0.75]), b],
    input: [2, 'N'],
    layers: '2 3 identity',
    examples: 'columns',
  },
  'columns throughout': {
    nodes: [node('MatMul', 'V X', 'U'), node('Add', 'U b', 'Z'), node('Softmax', 'Z', 'Y', { axis: 0 })],
    constants: [V, floats('b', [3, 1], [0.1, -0.2, 0.3])],
    input: [2, 'N'],
    layers: '2 3 softmax',
    outputColumns: true,
    examples: 'columns',
  },
  'columns, scaled, Gemm with weights first': {
    nodes: [node('Sub', 'X c', 'S'), node('Gemm', 'V S b', 'Z', { alpha: { float: 0.5 } }), node('Relu', 'Z', 'Y')],
    constants: [V, floats('c', [2, 1], [1.5, -2.5]), floats('b', [3, 1], [0.1, -0.2, 0.3])],
    input: [2, 'N'],
    layers: '2 3 relu',
    scaled: 'input',
    outputColumns: true,
    examples: 'columns',
  },
  'transposed on the way': {
    nodes: [node('Transpose', 'X', 'XT'), node('MatMul', 'V XT', 'U'), node('Transpose', 'U', 'UT', { perm: [1, 0] }), node('Add', 'UT b', 'Y')],
    constants: [V, b],
    layers: '2 3 identity',
  },
  'input scaled by Sub and Div': {
    nodes: [node('Sub', 'X c', 'S'), node('Div', 'S d', 'A0'), node('Gemm', 'A0 W b', 'Y')],
    constants: [W, b, c, floats('d', [1, 2], [3, 0.7])],
    layers: '2 3 identity',
    scaled: 'input',
  },
  'input scaled by Div alone': {
    nodes: [node('Div', 'X d', 'A0'), node('Gemm', 'A0 W b', 'Y')],
    constants: [W, b, floats('d', [], [255])],
    layers: '2 3 identity',
    scaled: 'input',
  },
  'input scaled by Mul, Add, Neg and a constant less it': {
    nodes: [node('Mul', 'c X', 'S'), node('Add', 'S one', 'T'), node('Neg', 'T', 'U'), node('Sub', 'c U', 'A0'), node('Gemm', 'A0 W b', 'Y')],
    constants: [W, b, c, one],
    layers: '2 3 identity',
    scaled: 'input',
  },
  'an input that is scaled by 0 becomes part of the weights': {
    nodes: [node('Mul', 'X z', 'S'), node('Add', 'S c', 'A0'), node('Gemm', 'A0 W b', 'Y')],
    constants: [W, b, c, floats('z', [2], [0, 2])],
    layers: '2 3 identity',
  },
  'batch normalisation of the input, and after an activation': {
    nodes: [
      node('BatchNormalization', 'X c c2 c3 v', 'N1', { epsilon: { float: 0.01 } }),
      node('Gemm', 'N1 W b', 'Z'),
      node('Relu', 'Z', 'A'),
      node('BatchNormalization', 'A b b2 b3 w', 'N2'),
      node('Gemm', 'N2 V c', 'Y'),
    ],
    constants: [W, V, b, c, floats('c2', [2], [0.3, 0.4]), floats('c3', [2], [-1, 0.5]), floats('v', [2], [0.5, 2]), floats('b2', [3], [1, 2, 3]), floats('b3', [3], [0.3, 0.2, 0.1]), floats('w', [3], [1, 0.5, 0.25])], // prettier-ignore
    layers: '2 3 relu 2 identity',
    scaled: 'input',
  },
  'batch normalisation with a scale on either side of it, twice': {
    nodes: [
      node('Gemm', 'X W b', 'Z'),
      node('Mul', 'Z half', 'ZZ'),
      node('BatchNormalization', 'ZZ b b2 b3 w', 'N', { momentum: { float: 0.7 } }),
      node('Mul', 'N b2', 'NN'),
      node('Add', 'NN b', 'NNN'),
      node('BatchNormalization', 'NNN b b2 b3 w', 'N4'),
      node('Tanh', 'N4', 'A'),
      node('Gemm', 'A V c', 'Y'),
    ],
    constants: [W, V, b, c, half, floats('b2', [3], [1, 2, 3]), floats('b3', [3], [0.3, 0.2, 0.1]), floats('w', [3], [1, 0.5, 0.25])], // prettier-ignore
    layers: '2 3 tanh 2 identity',
  },
  'scales between activation and weights': {
    nodes: [...hidden, node('Div', 'A b', 'AA'), node('Sub', 'AA half', 'AAA'), node('Gemm', 'AAA V c', 'Z2'), node('Relu', 'Z2', 'Y')],
    constants: [W, V, b, c, half],
    layers: '2 3 tanh 2 relu',
  },
  'scales before the activation': {
    nodes: [node('Gemm', 'X W b', 'Z'), node('Mul', 'Z b', 'ZZ'), node('Add', 'ZZ half', 'ZZZ'), node('Softplus', 'ZZZ', 'Y')],
    constants: [W, b, half],
    layers: '2 3 softplus',
  },
  'an output in a unit of its own': {
    nodes: [...hidden, node('Mul', 'A b', 'S'), node('Add', 'S half', 'Y')],
    constants: [W, b, half],
    layers: '2 3 tanh',
    folded: '2 3 tanh 3 identity',
    scaled: 'output',
  },
  'an output of which one is scaled by 0': {
    nodes: [...hidden, node('Mul', 'A z', 'S'), node('Add', 'S b', 'Y')],
    constants: [W, b, floats('z', [3], [2, 0, 1])],
    layers: '2 3 tanh 3 identity',
  },
  'gelu as 0.5 x (1 + erf(x √½))': {
    nodes: [node('Gemm', 'X W b', 'Z'), node('Mul', 'root Z', 'E'), node('Erf', 'E', 'F'), node('Add', 'one F', 'G'), node('Mul', 'half Z', 'H'), node('Mul', 'G H', 'Y')],
    constants: [W, b, root, one, half],
    layers: '2 3 gelu',
  },
  'gelu as (0.5 + 0.5 erf) x, without a bias': {
    nodes: [node('MatMul', 'X W', 'Z'), node('Mul', 'Z root', 'E'), node('Erf', 'E', 'F'), node('Mul', 'F half', 'G'), node('Add', 'G half', 'H'), node('Mul', 'H Z', 'Y')],
    constants: [W, root, half],
    layers: '2 3 gelu',
  },
  'twice silu, and a half of gelu': {
    nodes: [
      node('Gemm', 'X W b', 'Z'), node('Sigmoid', 'Z', 'S'), node('Add', 'Z Z0', 'Z1'), node('Mul', 'S Z1', 'T'), node('Mul', 'T two', 'A'),
      node('Gemm', 'A V c', 'U'), node('Mul', 'U root', 'E'), node('Erf', 'E', 'F'), node('Add', 'F one', 'G'), node('Mul', 'G U', 'H'), node('Mul', 'H quarter', 'Y'),
    ], // prettier-ignore
    constants: [W, V, b, c, root, one, floats('Z0', [], [0]), floats('two', [], [2]), floats('quarter', [], [0.25])],
    layers: '2 3 silu 2 gelu',
    folded: '2 3 silu 2 gelu 2 identity',
    scaled: 'output',
  },
  'PRelu of one slope': {
    nodes: [node('Gemm', 'X W b', 'Z'), node('PRelu', 'Z s', 'Y')],
    constants: [W, b, floats('s', [1, 3], [0.3, 0.3, 0.3])],
    layers: '2 3 leakyRelu',
  },
  'constants as nodes': {
    nodes: [
      node('Constant', '', 'W', { value: W }),
      node('Constant', '', 'b', { value_floats: { floats: [0.1, -0.2, 0.3] } }),
      node('Constant', '', 'half', { value_float: { float: 0.5 } }),
      node('Gemm', 'X W b', 'Z'), node('Mul', 'Z half', 'ZZ'), node('Elu', 'ZZ', 'Y', { alpha: { float: 0.6 } }),
    ], // prettier-ignore
    layers: '2 3 elu',
  },
  'constants that are turned around first': {
    nodes: [
      node('Transpose', 'Vt', 'W'), node('Reshape', 'bb shape', 'b'), node('Identity', 'W', 'WW'), node('Squeeze', 'b axes', 'bs'), node('Cast', 'bs', 'bf', { to: 1 }),
      node('MatMul', 'X WW', 'U'), node('Add', 'U bf', 'Z'), node('Selu', 'Z', 'Y'),
    ], // prettier-ignore
    constants: [floats('Vt', [3, 2], [1, -0.5, 0.75, 2, -1.25, 0.5]), floats('bb', [3], [0.1, -0.2, 0.3]), integers('shape', [2], [1, -1]), integers('axes', [1], [0])], // prettier-ignore
    layers: '2 3 selu',
  },
  'operators that do nothing here': {
    nodes: [
      node('Cast', 'X', 'X1', { to: 1 }), node('Flatten', 'X1', 'X2'), node('Reshape', 'X2 keep', 'X3'), node('Reshape', 'X3 two', 'X4'), node('Identity', 'X4', 'X5'),
      node('Gemm', 'X5 W b', 'Z'), node('LeakyRelu', 'Z', 'A'), node('Dropout', 'A', 'D'), node('Flatten', 'D', 'F', { axis: -1 }), node('Gemm', 'F V c', 'Y'),
    ], // prettier-ignore
    constants: [W, V, b, c, integers('keep', [2], [0, -1]), integers('two', [2], [-1, 2])],
    layers: '2 3 leakyRelu 2 identity',
  },
  'one output without an axis of its own': {
    nodes: [...hidden, node('MatMul', 'A u', 'U'), node('Squeeze', 'U axes', 'S'), node('Add', 'S half', 'T'), node('Reshape', 'T whole', 'Y')],
    constants: [W, b, half, floats('u', [3, 1], [1, 2, 3]), integers('axes', [1], [1]), integers('whole', [2], [-1, 1])],
    layers: '2 3 tanh 1 identity',
  },
  'a flat output': {
    nodes: [...hidden, node('Gemm', 'A u half', 'U'), node('Reshape', 'U flat', 'Y')],
    constants: [W, b, half, floats('u', [3, 1], [1, 2, 3]), integers('flat', [1], [-1])],
    outputs: [value('Y', ['N'])],
    layers: '2 3 tanh 1 identity',
  },
  'pictures, flattened': {
    nodes: [node('Div', 'X d', 'S'), node('Flatten', 'S', 'F'), node('Gemm', 'F V4 c', 'Y')],
    constants: [floats('d', [], [255]), floats('V4', [4, 2], [1, 2, 3, 4, -5, 6, 7, -8]), c],
    input: ['N', 1, 2, 2],
    layers: '4 2 identity',
    scaled: 'input',
  },
  'Softmax and Squeeze of version 11': {
    nodes: [...hidden, node('Gemm', 'A V c', 'U'), node('Softmax', 'U', 'S'), node('Squeeze', 'cc', 'c2', { axes: [0] }), node('Add', 'S c2', 'Y')],
    constants: [W, V, b, c, floats('cc', [1, 2], [1, 2])],
    opset: 11,
    layers: '2 3 tanh 2 softmax',
    folded: '2 3 tanh 2 softmax 2 identity',
    scaled: 'output',
  },
  'weights that are inputs too, as before 2019; one matrix for two layers': {
    nodes: [node('Gemm', 'X M c', 'Z'), node('Relu', 'Z', 'A'), node('Gemm', 'A M c', 'Y')],
    constants: [floats('M', [2, 2], [1, 2, -3, 4]), c],
    inputs: [value('X', ['N', 2]), value('M', [2, 2]), value('c', [2])],
    irVersion: 3,
    opset: 8,
    layers: '2 2 relu 2 identity',
  },
  'no activation between, and nothing declared': {
    nodes: [node('MatMul', 'X W', 'Z'), node('MatMul', 'Z V', 'Y')],
    constants: [W, V],
    inputs: [value('X', undefined)],
    layers: '2 3 identity 2 identity',
  },
  'the scaler of scikit-learn': {
    nodes: [node('Scaler', 'X', 'S', { offset: { floats: [1, 2] }, scale: { floats: [0.5, 2] } }, 'ai.onnx.ml'), node('MatMul', 'S W', 'Y')],
    constants: [W],
    layers: '2 3 identity',
    scaled: 'input',
  },
}; // prettier-ignore

describe.each(Object.entries(cases))('%s', (_, written) => {
  const bytes = onnxModel(written);
  const read = fromOnnx(bytes);

  it('has these layers', () => {
    const shown = ({ net }: typeof read) =>
      [net.nX, ...net.layers.map(({ units, activation }) => `${units} ${activation.name}`)].join(' ');
    expect(shown(read)).toBe(written.layers);
    expect(shown(fromOnnx(bytes, { foldScaling: true }))).toBe(written.folded ?? written.layers);
    expect(Object.keys(read.preprocessing).join(' ')).toBe(written.scaled ?? '');
    expect(read.examples).toBe(written.examples ?? 'rows');
  });

  it.skipIf(typeof runtime === 'string')('gives what onnxruntime says', async () => {
    if (typeof runtime === 'string') return;
    const m = 6;
    const X = randomState(5).uniform(-2, 2, [read.net.nX, m]) as NDArray;
    const fed = written.examples === 'columns' ? X : np.transpose(X);
    const shape = (written.input ?? ['N', 2]).map((size) => (typeof size === 'number' ? size : m));
    const session = await runtime.InferenceSession.create(bytes, { logSeverityLevel: 4 });
    const data = Float32Array.from(np.contiguousData(fed.astype('float32')));
    const { Y } = await session.run({ X: new runtime.Tensor('float32', data, shape) });
    const given: NDArray = np.asArray(Float64Array.from(Y?.data as Float32Array));
    const outputs = read.net.layers.at(-1)?.units ?? 0;
    const expected = written.outputColumns
      ? np.reshape(given, [outputs, m])
      : np.transpose(np.reshape(given, [m, outputs]));
    const X32 = X.astype('float32').astype('float64');
    expect(distance(read.forward(X32), expected)).toBeLessThan(2e-6);
    const { net, params } = fromOnnx(bytes, { foldScaling: true });
    expect(distance(net.forward(params, X32).output, expected)).toBeLessThan(4e-6);
  });
});

it('reads tensors of double, and numbers in lists and as bytes', () => {
  const bytes = onnxModel({
    nodes: [node('MatMul', 'X W', 'U'), node('Add', 'U b', 'Y')],
    constants: [doubles('W', [2, 1], [0.1, 0.2]), b1],
  });
  const { params } = fromOnnx(bytes);
  expect(params.map(({ W, b }) => [W.dtype, W.toArray(), b.dtype, b.toArray()])).toEqual([
    ['float64', [[0.1, 0.2]], 'float64', [[Math.fround(0.3)]]],
  ]);
});
const b1 = floats('b', [1], [0.3]);

it('one column of weights may have one bias, of any number of axes', () => {
  const nodes = [node('MatMul', 'X W', 'U'), node('Add', 'U b', 'Y')];
  const { params } = fromOnnx(
    onnxModel({ nodes, constants: [doubles('W', [2, 1], [1, 2]), floats('b', [1, 1], [5])] }),
  );
  expect(params[0]?.b.toArray()).toEqual([[5]]);
});
