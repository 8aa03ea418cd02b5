/** Every refusal, in its full text. */
import { create, toBinary } from '@bufbuild/protobuf';
import { defineActivation, relu, tanh } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { FormatError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import type { Written } from '../test/onnxModel.js';
import { floats, integers, node, onnxModel, value } from '../test/onnxModel.js';
import { ModelProtoSchema, TensorProtoSchema } from './generated/onnx_pb.js';
import type { ToOnnxOptions } from './index.js';
import { fromOnnx, toOnnx } from './index.js';

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

const W = floats('W', [2, 3], [1, 2, 3, 4, 5, 6]);
const b = floats('b', [3], [1, 2, 3]);
const gemm = node('Gemm', 'X W b', 'Z');
const chain = 'A dense network is a chain of layers.';
const damaged = 'The model is damaged.';
const dense_ =
  'Dense networks are read: Gemm or MatMul and Add, activations, Softmax, BatchNormalization and scaling by constants.';

describe('graphs that are no dense network', () => {
  const after = (...nodes: Written['nodes']): Written => ({ nodes: [gemm, ...nodes], constants: [W, b] });
  const withConstants = (constants: Written['constants'] & object, ...nodes: Written['nodes']): Written => ({ nodes: [gemm, ...nodes], constants: [W, b, ...constants] });
  const alone = (constants: Written['constants'] & object, ...nodes: Written['nodes']): Written => ({ nodes, constants });
  const label = (node: string) => `node 2, ${node}`;

  it.each<[string, Written, string]>([
    ['another operator', after(node('LSTM', 'Z', 'Y')), `${label('LSTM')}: the operator LSTM isn't read. ${dense_}`],
    ['an operator with a remedy', after(node('ArgMax', 'Z', 'Y')), `${label('ArgMax')}: the operator ArgMax isn't read. net.predict tells the class. Name the tensor of the probabilities with options.output: '…'.`],
    ['an operator of another domain', after(node('FusedGemm', 'Z', 'Y', {}, 'com.microsoft')), `${label('FusedGemm')}: the operator FusedGemm of com.microsoft isn't read. It is an operator of onnxruntime alone. Save the model without optimisation.`],
    ['an operator of ai.onnx.ml', after(node('ZipMap', 'Z', 'Y', {}, 'ai.onnx.ml')), `${label('ZipMap')}: the operator ZipMap of ai.onnx.ml isn't read. Export without it (options={'zipmap': False} in skl2onnx), or name the tensor that goes into it with options.output: '…'.`],
    ['a name of Object', after(node('constructor', 'Z', 'Y')), `${label('constructor')}: the operator constructor isn't read. ${dense_}`],
    ['a residual connection', after(node('Tanh', 'Z', 'A'), node('Add', 'A Z', 'Y')), `node 3, Add: it is the sum of two tensors (a residual connection, say). ${chain}`],
    ['a difference', after(node('Sub', 'Z Z', 'Y')), `${label('Sub')}: it is the difference of two tensors. ${chain}`],
    ['a quotient', after(node('Div', 'Z Z', 'Y')), `${label('Div')}: it is the quotient of two tensors. ${chain}`],
    ['a product', after(node('Mul', 'Z Z', 'Y')), `${label('Mul')}: it multiplies two tensors of data. That is read as x · sigmoid(x) (silu) and as gelu with Erf; no other activation of dense networks is made so.`],
    ['a gate on something else', after(node('Tanh', 'Z', 'T'), node('Sigmoid', 'T', 'S'), node('Mul', 'Z S', 'Y')), `node 4, Mul: it multiplies two tensors of data. That is read as x · sigmoid(x) (silu) and as gelu with Erf; no other activation of dense networks is made so.`],
    ['an inverse', after(node('Div', 'b Z', 'Y')), `${label('Div')}: a constant is divided by data. Dense networks have no such layer.`],
    ['two constants', alone([W, b], node('Add', 'b b', 'bb'), node('Gemm', 'X W bb', 'Y')), 'node 1, Add: both of its inputs are constants. Fold the constants first: onnxsim model.onnx simple.onnx, or export with constant folding on.'],
    ['constant weights of constants', alone([W, b], node('MatMul', 'b W', 'bb'), node('Gemm', 'X W bb', 'Y')), 'node 1, MatMul: both of its inputs are constants. Fold the constants first: onnxsim model.onnx simple.onnx, or export with constant folding on.'],
    ['an activation of a constant', alone([W, b], node('Relu', 'b', 'bb'), node('Gemm', 'X W bb', 'Y')), "node 1, Relu: input 1 is the constant 'b', where data should flow. Fold the constants first: onnxsim model.onnx simple.onnx, or export with constant folding on."],
    ['division by 0', withConstants([floats('z', [3], [1, 0, 1])], node('Div', 'Z z', 'Y')), `${label('Div')}: the constant 'z' divides by 0. Give a constant feature the scale 1.`],
    ['a scale without bounds', withConstants([floats('z', [], [Infinity])], node('Mul', 'Z z', 'Y')), `${label('Mul')}: the constant 'z' has Infinity. Scales and shifts are finite.`],
    ['attention', after(node('MatMul', 'Z Z', 'Y')), `${label('MatMul')}: it multiplies two tensors of data (attention, say). Dense networks have constant weights.`],
    ['a bias of data', after(node('Gemm', 'X W Z', 'Y')), `${label('Gemm')}: input 3 depends on the graph's input, but a dense network has constants there. Such a graph is no dense network.`],
    ['weights that are no matrix', withConstants([floats('V', [3], [1, 2, 3])], node('MatMul', 'Z V', 'Y')), `${label('MatMul')}: the weights 'V' have shape [3], but must be a matrix. Dense layers have one matrix each.`],
    ['no units', withConstants([floats('V', [3, 0], [])], node('MatMul', 'Z V', 'Y')), `${label('MatMul')}: the weights 'V' have shape [3, 0], but must be a matrix. Dense layers have one matrix each.`],
    ['weights of another size', after(node('MatMul', 'Z W', 'Y')), `${label('MatMul')}: the weights 'W' [2, 3] take 2 features, but 3 come. ${damaged}`],
    ['a bias of another size', withConstants([floats('c', [2], [1, 2])], node('Add', 'Z c', 'Y')), `${label('Add')}: the constant 'c' has shape [2], but must be one number or 3 numbers, one a feature. Other broadcasting is no part of a dense network.`],
    ['a bias for each example', alone([floats('c', [2, 2], [1, 2, 3, 4])], node('Add', 'X c', 'Y')), "node 1, Add: the constant 'c' has shape [2, 2], but must be one number or a number a feature. Other broadcasting is no part of a dense network."],
    ['examples both ways', withConstants([floats('c', [3, 1], [1, 2, 3])], node('Add', 'Z c', 'Y')), `${label('Add')}: it takes its input's examples as columns, but an earlier node has them the other way. Transpose in the graph, or once before it.`],
    ['an activation without weights', alone([W, b], node('Relu', 'X', 'A'), node('Gemm', 'A W b', 'Y')), 'node 1, Relu: no product with weights stands between this activation and the input. Each layer of a dense network has weights and one activation.'],
    ['two activations', after(node('Relu', 'Z', 'A'), node('Tanh', 'A', 'Y')), 'node 3, Tanh: no product with weights stands between this activation and the one before. Each layer of a dense network has weights and one activation.'],
    ['Erf alone', after(node('Erf', 'Z', 'Y')), `${label('Erf')}: Erf is read as a part of gelu only: x · (1 + erf(x / √2)) / 2.`],
    ['no weights', alone([], node('Identity', 'X', 'Y')), 'the graph has no product with weights (Gemm or MatMul) on the way to its output. Such a graph is no dense network.'],
    ['a constant output', alone([b], node('Identity', 'b', 'Y')), "the tensor 'Y' doesn't depend on the graph's input. Such a graph is no dense network."],
    ['a second output of a node', { ...after(node('Dropout', 'Z', 'D Y')) }, "the tensor 'Y' is given by no node that is read. Such a graph is no dense network."],
    ['gelu by tanh', after(node('Gelu', 'Z', 'Y', { approximate: 'tanh' })), `${label('Gelu')}: it is gelu's approximation by tanh. Export with approximate='none': gelu here is the exact one.`],
    ['another selu', after(node('Selu', 'Z', 'Y', { alpha: { float: 2 } })), `${label('Selu')}: it has alpha 2 and gamma 1.0507009873554805. selu's own constants are read: 1.67326… and 1.0507….`],
    ['another swish', after(node('Swish', 'Z', 'Y', { alpha: { float: 2 } })), `${label('Swish')}: it has alpha 2. silu, x · sigmoid(x), is read: alpha 1.`],
    ['a slope below 0', after(node('LeakyRelu', 'Z', 'Y', { alpha: { float: -0.1 } })), `${label('LeakyRelu')}: leakyRelu: negativeSlope must be finite and >= 0, but it is -0.1. Train it with another one.`],
    ['slopes that differ', after(node('PRelu', 'Z b', 'Y')), `${label('PRelu')}: the slopes 'b' differ from unit to unit. leakyRelu has one slope for all.`],
    ['softmax over the examples', after(node('Softmax', 'Z', 'Y', { axis: 0 })), `${label('Softmax')}: it takes its input's examples as columns, but an earlier node has them the other way. Transpose in the graph, or once before it.`],
    ['softmax along no axis', after(node('Softmax', 'Z', 'Y', { axis: 2 })), `${label('Softmax')}: it works along axis 2. softmax works along an example's outputs.`],
    ['softmax of all, before version 13', { ...after(node('Softmax', 'Z', 'Y', { axis: 0 })), opset: 12 }, `${label('Softmax')}: it works along axis 0. softmax works along an example's outputs.`],
    ['a class', after(node('Cast', 'Z', 'Y', { to: 7 })), `${label('Cast')}: it casts to INT64. A network computes in float or double; a class is told from its output. Name the tensor before with options.output: '…'.`],
    ['half precision', after(node('Cast', 'Z', 'Y', { to: 10 })), `${label('Cast')}: it casts to 10. A network computes in float or double; a class is told from its output. Name the tensor before with options.output: '…'.`],
    ['batch normalisation in training', after(node('BatchNormalization', 'Z b b b b', 'Y', { training_mode: 1 })), `${label('BatchNormalization')}: it is in training mode. Export the model in inference mode: model.eval() in PyTorch.`],
    ['batch normalisation without epsilon', after(node('BatchNormalization', 'Z b b b b', 'Y', { epsilon: { float: 0 } })), `${label('BatchNormalization')}: its epsilon is 0. Batch normalisation here has a finite epsilon > 0.`],
    ['statistics of another size', withConstants([floats('c', [2], [1, 2])], node('BatchNormalization', 'Z b b b c', 'Y')), `${label('BatchNormalization')}: the constant 'c' has shape [2], but must be 3 numbers, one a feature. ${damaged}`],
    ['statistics of different sizes', alone([W, b, floats('c', [2], [1, 2])], node('BatchNormalization', 'X b c c c', 'Y')), `node 1, BatchNormalization: its constants have different lengths. ${damaged}`],
    ['dropout in training', withConstants([integers('t', [], [1])], node('Dropout', 'Z - t', 'Y')), `${label('Dropout')}: it is in training mode. Export the model in inference mode: model.eval() in PyTorch.`],
    ['flattened all', after(node('Flatten', 'Z', 'Y', { axis: 0 })), `${label('Flatten')}: it flattens from axis 0. An example is a row: the axis is 1.`],
    ['another shape', withConstants([integers('s', [2], [-1, 6])], node('Reshape', 'Z s', 'Y')), `${label('Reshape')}: it gives an example of 3 features the shape [-1, 6]. An example is a row: use Flatten, or Reshape to [-1, features].`],
    ['no axis', withConstants([integers('s', [1], [1])], node('Squeeze', 'Z s', 'Y')), `${label('Squeeze')}: it takes axes [1] away. Only the axis of a single output can go.`],
    ['axes moved about', { ...after(node('Transpose', 'X', 'Y', { perm: [0, 2, 1] })), input: ['N', 2, 3] }, `${label('Transpose')}: it permutes 3 axes as [0, 2, 1]. Two axes can be exchanged: perm [1, 0].`],
    ['joined', after(node('Concat', 'Z Z', 'Y', { axis: 1 })), `${label('Concat')}: it joins tensors. ${chain.slice(0, -1)}; of Concat, [1 − p, p] is read.`],
    ['pictures that aren\'t flattened', { ...alone([W, b], gemm, node('Identity', 'Z', 'Y')), input: ['N', 1, 2] }, 'node 1, Gemm: its input has rank 3, but must be a matrix [N, features]. Flatten each example in the graph (Flatten with axis 1), or export the model with an input of two axes.'],
    ['one example only', { ...alone([W, b], gemm, node('Identity', 'Z', 'Y')), input: [2] }, 'node 1, Gemm: its input has rank 1, but must be a matrix [N, features]. Flatten each example in the graph (Flatten with axis 1), or export the model with an input of two axes.'],
    ['a constant of text', after(node('Constant', '', 'c', { value_string: 'a' }), node('Add', 'Z c', 'Y')), `${label('Constant')}: its value is no tensor of numbers. Dense networks have numbers only.`],
    ['a constant that doesn\'t fit its shape', alone([W, floats('c', [1, 3], [1, 2, 3]), integers('s', [1], [4])], node('Reshape', 'c s', 'd'), node('Gemm', 'X W d', 'Y')), `node 1, Reshape: the constant 'c' [1, 3] can't have the shape [4]. ${damaged}`],
    ['a constant without such axes', alone([W, b, integers('s', [1], [0])], node('Squeeze', 'b s', 'd'), node('Gemm', 'X W d', 'Y')), `node 1, Squeeze: the constant 'b' [3] has other axes than [0] of size 1. ${damaged}`],
    ['a scaler without bounds', alone([W], node('Scaler', 'X', 'S', { scale: { floats: [NaN] } }, 'ai.onnx.ml'), node('MatMul', 'S W', 'Y')), `node 1, Scaler: its scale isn't finite. ${damaged}`],
  ])('%s', (_, written, message) => {
    expect(messageOf(() => fromOnnx(onnxModel(written)))).toBe(`FormatError: ONNX: ${message}`);
  });
}); // prettier-ignore

describe('models that are damaged', () => {
  const model = (written: Partial<Written>): Uint8Array => onnxModel({ nodes: [node('Gemm', 'X W b', 'Y')], constants: [W, b], ...written });
  const tensor = (parts: Parameters<typeof create<typeof TensorProtoSchema>>[1]) => model({ constants: [create(TensorProtoSchema, { name: 'W', dims: [2n, 3n], dataType: 1, ...parts }), b] });
  const without = (change: Parameters<typeof create<typeof ModelProtoSchema>>[1]) => toBinary(ModelProtoSchema, create(ModelProtoSchema, change));

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'this is no ONNX model: it has no graph. Pass the bytes of an .onnx file.'],
    ['no nodes', without({ irVersion: 8n, graph: {} }), 'this is no ONNX model: it has no graph. Pass the bytes of an .onnx file.'],
    ['no version', without({ graph: { node: [{}] } }), "the model's operators are of version 0; from 7 on they are read. Convert it: onnx.version_converter.convert_version(model, 17)."],
    ['too old', model({ opset: 6 }), "the model's operators are of version 6; from 7 on they are read. Convert it: onnx.version_converter.convert_version(model, 17)."],
    ['no input', model({ inputs: [] }), 'the graph has 0 inputs; a dense network has one. Join the features in one tensor [N, features] before exporting.'],
    ['two inputs', model({ inputs: [value('X', ['N', 1]), value('age', ['N', 1])] }), "the graph has 2 inputs ('X', 'age'); a dense network has one. Join the features in one tensor [N, features] before exporting."],
    ['two outputs of floats', model({ outputs: [value('Y', []), value('Z', [])] }), "of the outputs 'Y', 'Z', 2 are tensors of floats. Name the one to read, or any tensor in the graph, with options.output: '…'."],
    ['no output', model({ outputs: [] }), "of the outputs , 0 are tensors of floats. Name the one to read, or any tensor in the graph, with options.output: '…'."],
    ['a tensor from nowhere', model({ constants: [W] }), `node 1, Gemm: no node before it gives 'b'. ${damaged}`],
    ['an input missing', model({ nodes: [node('Gemm', 'X', 'Y')] }), `node 1, Gemm: input 2 is missing. ${damaged}`],
    ['a tensor twice', model({ nodes: [node('Gemm', 'X W b', 'Z'), node('Relu', 'Z', 'Z'), node('Tanh', 'Z', 'Y')] }), `node 2, Relu: there is a tensor 'Z' already. ${damaged}`],
    ['another number of features', model({ input: ['N', 5] }), `the input 'X' is declared with 5 features, but the first layer takes 2. ${damaged}`],
    ['an attribute of another type', model({ nodes: [node('Gemm', 'X W b', 'Z'), node('Elu', 'Z', 'Y', { alpha: 1 })] }), `node 2, Elu: its attribute alpha is of type INT, not FLOAT. ${damaged}`],
    ['external data', tensor({ dataLocation: 1 }), "initializer 'W' keeps its numbers in another file. Save the model with its data inside: onnx.save_model(model, path, save_as_external_data=False)."],
    ['half precision', tensor({ dataType: 10 }), "initializer 'W' has elements of type FLOAT16; float, double, int32 and int64 are read. Convert the model to float."],
    ['bytes', tensor({ dataType: 2 }), "initializer 'W' has elements of type UINT8; float, double, int32 and int64 are read. Convert the model to float."],
    ['a type that is none', tensor({ dataType: 99 }), "initializer 'W' has elements of type 99; float, double, int32 and int64 are read. Convert the model to float."],
    ['too few bytes', tensor({ rawData: new Uint8Array(20) }), "initializer 'W' has shape [2, 3], 6 elements, but the file has 5 for it. It is damaged."],
    ['half an element', tensor({ rawData: new Uint8Array(23) }), "initializer 'W' has shape [2, 3], 6 elements, but the file has 5.75 for it. It is damaged."],
    ['no elements', tensor({}), "initializer 'W' has shape [2, 3], 6 elements, but the file has 0 for it. It is damaged."],
    ['a size below 0', tensor({ dims: [-2n, -3n] }), "initializer 'W' has the impossible shape [-2, -3]. The file is damaged."],
    ['sizes beyond counting', tensor({ dims: [2n ** 40n, 2n ** 40n] }), "initializer 'W' has the impossible shape [1099511627776, 1099511627776]. The file is damaged."],
    ['a size beyond the file', tensor({ dims: [2n, 1n << 33n] }), "initializer 'W' has shape [2, 8589934592], 17179869184 elements, but the file has 0 for it. It is damaged."],
    ['an integer beyond float64', model({ constants: [W, b, integers('W2', [2, 3], [0, 0, 0, 0, 0, 2 ** 60])], nodes: [node('Gemm', 'X W2 b', 'Y')] }), "initializer 'W2' has the integer 1152921504606846976, beyond ±(2^53 − 1)."],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(() => fromOnnx(bytes))).toBe(`FormatError: ONNX: ${message}`);
  });

  const noModel = 'this is no ONNX model, or it is damaged: ';
  it.each<[string, readonly number[], string]>([
    ['a text', [...new TextEncoder().encode('hello')], `offset 2: ${noModel}a field of ModelProto has form 4, which ONNX doesn't use.`],
    ['an integer without end', [8, 128], `offset 1: ${noModel}an integer has no end; the file is damaged or was cut off.`],
    ['an integer too long', [8, ...Array.from({ length: 11 }, () => 128)], `offset 1: ${noModel}an integer has more than ten bytes.`],
    ['no field', [0, 0], `offset 0: ${noModel}there is no field 0.`],
    ['another form', [13, 0, 0, 0, 0], `offset 0: ${noModel}ModelProto.ir_version has form 5, not 0.`],
    ['a number for a text', [16, 1], `offset 0: ${noModel}ModelProto.producer_name has form 0, not 2.`],
    ['a text for a number', [10, 1, 1], `offset 0: ${noModel}ModelProto.ir_version has form 2, not 0.`],
    ['a form that ONNX has not', [163, 6], `offset 0: ${noModel}a field of ModelProto has form 3, which ONNX doesn't use.`],
    ['a length beyond the file', [58, 9, 1], `offset 0: ${noModel}a field of ModelProto has 9 bytes, but only 1 are left of ModelProto.`],
    ['a fixed number beyond the file', [157, 6, 0], `offset 0: ${noModel}a field of ModelProto ends past byte 3, where ModelProto ends.`],
    ['a length beyond what surrounds it', [58, 3, 10, 5, 0, 0, 0, 0, 0], `offset 2: ${noModel}a field of GraphProto has 5 bytes, but only 1 are left of GraphProto.`],
    ['no whole floats', [58, 7, 42, 5, 34, 3, 0, 0, 0], `offset 6: ${noModel}float_data has 3 bytes, which are no numbers of 4 bytes.`],
    ['too many parts', [58, 192, 154, 12, ...Array.from({ length: 100_000 }, () => [10, 0]).flat()], `offset 200002: ${noModel}the model has more than 100000 parts; a dense network has far fewer.`],
  ])('%s', (_, bytes, message) => {
    const given = messageOf(() => fromOnnx(Uint8Array.from(bytes), { name: 'net.onnx' }));
    expect(given).toBe(`FormatError: net.onnx, ${message}`);
  });

  it('a small file with large layers is refused before they are made', () => {
    const M = floats('M', [100, 100], Array.from({ length: 10_000 }, () => 1));
    const nodes = Array.from({ length: 900 }, (_, i) => node('MatMul', i === 0 ? 'X M' : `t${i - 1} M`, i === 899 ? 'Y' : `t${i}`));
    const bytes = onnxModel({ nodes, constants: [M], input: ['N', 100] });
    expect(bytes.length).toBeLessThan(70_000);
    expect(messageOf(() => fromOnnx(bytes, { maxBytes: 1_000_000 }))).toBe(
      'FormatError: ONNX: the network would take 1040000 bytes or more, beyond maxBytes: 1000000. If you trust the file, raise options.maxBytes.',
    );
  });

  it('tells where', () => {
    try {
      fromOnnx(Uint8Array.of(0), { name: 'net.onnx' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      expect(error).toMatchObject({ file: 'net.onnx', offset: 0, expected: 'an ONNX model' });
    }
  });
}); // prettier-ignore

describe('arguments', () => {
  const net = network(2, dense(1, relu));
  const params = [{ W: np.array([[1, 2]]), b: np.array([[3]]) }] as const;
  const write = (options: unknown) => () => toOnnx(net, params, options as ToOnnxOptions);
  const call = 'toOnnx(net, params, options)';
  const file = toOnnx(net, params);
  const square = defineActivation({ name: 'square', value: (z) => z * z, derivative: (z) => 2 * z, kinks: [], knownValues: [], reference: '' });
  const scaling = (input: unknown) => write({ preprocessing: { input } });

  it.each<[string, () => unknown, string]>([
    ['an unknown option', write({ opsets: 17 }), `RangeError: ${call}: there is no option 'opsets'. Did you mean 'opset'? The options are name, opset, dtype, preprocessing.`],
    ['an old opset', write({ opset: 16 }), `RangeError: ${call}: opset must be an integer from 17 to 23, but is 16.`],
    ['another dtype', write({ dtype: 'float16' }), `RangeError: ${call}: dtype must be 'float32' or 'float64', but is float16.`],
    ['no name', write({ name: '' }), `TypeError: ${call}: name must be a text that isn't empty: ONNX requires a graph to have a name.`],
    ['unknown preprocessing', write({ preprocessing: { inputs: 1 } }), `RangeError: ${call}: preprocessing: there is no option 'inputs'. Did you mean 'input'? The options are input, output, description.`],
    ['no scaling', scaling([1, 2]), `TypeError: ${call}: preprocessing.input must be { shift, scale } with a number a feature in each, such as a fitted scaler.`],
    ['scaling by names of others', scaling({ shift: [0, 0], scale: [1, 1], mean: 1 }), `RangeError: ${call}: preprocessing.input: there is no option 'mean'. The options are shift, scale, kind.`],
    ['shifts that are no list', scaling({ shift: 1, scale: [1, 1] }), `TypeError: ${call}: preprocessing.input.shift must be a list of numbers.`],
    ['too few', scaling({ shift: [0, 0], scale: [1] }), `ShapeError: ${call}: preprocessing.input.scale has 1 numbers, but there are 2 of the network's inputs. Fit the scaling on these.`],
    ['a scale of 0', scaling({ shift: [0, 0], scale: [1, 0] }), `RangeError: ${call}: preprocessing.input.scale[1] must be finite and not 0, but is 0.`],
    ['a shift without bounds', scaling({ shift: [0, NaN], scale: [1, 1] }), `RangeError: ${call}: preprocessing.input.shift[1] must be finite, but is NaN.`],
    ['a scale too small', scaling({ shift: [0, 0], scale: [1, 1e-60] }), `RangeError: ${call}: preprocessing.input.scale has 1e-60, which is 0 in float32. Pass dtype: 'float64', which holds it.`],
    ['an output\'s scaling', write({ preprocessing: { output: { shift: [], scale: [] } } }), `ShapeError: ${call}: preprocessing.output.shift has 0 numbers, but there are 1 of the network's outputs. Fit the scaling on these.`],
    ['a description that is none', write({ preprocessing: { description: () => 1 } }), `TypeError: ${call}: preprocessing.description must be JSON, but is a function.`],
    ['weights beyond float32', () => toOnnx(net, [{ W: np.array([[1, 1e39]]), b: np.array([[3]]) }]), `RangeError: ${call}: layer 1's W has 1e+39, which is beyond float32. Pass dtype: 'float64', which holds it.`],
    ['an epsilon beyond float32', () => toOnnx(network(2, dense(1, relu, { batchNorm: { epsilon: 1e-60 } })), [{ ...params[0], gamma: np.ones([1, 1]), runningMean: np.ones([1, 1]), runningVariance: np.ones([1, 1]) }]), `RangeError: ${call}: layer1: epsilon is 1e-60, which ONNX, with float32 attributes, can't hold.`],
    ['an activation of one\'s own', () => toOnnx(network(2, dense(1, square)), params), `RangeError: ${call}: layer 1's activation 'square' has no form in ONNX here; those that have one are identity, sigmoid, tanh, relu, leakyRelu, elu, selu, softplus, gelu, silu, softmax.`],
    ['parameters of another network', () => toOnnx(network(3, dense(1, tanh)) as never, params), "ShapeError: net.forward(params, X): layer 1's W must have shape [1, 3] (units, inputs), but has shape [1, 2]: axis 1 is 2, not 3. Use parameters that were initialized for this layer and its inputs."],
    ['no bytes', () => fromOnnx('a.onnx' as never), 'TypeError: fromOnnx(bytes): bytes must be a Uint8Array, but it is string.'],
    ['a buffer', () => fromOnnx(file.buffer as never), 'TypeError: fromOnnx(bytes): bytes must be a Uint8Array, but it is an ArrayBuffer. new Uint8Array(bytes) would fit.'],
    ['an unknown option of reading', () => fromOnnx(file, { outputs: 'Y' } as never), "RangeError: fromOnnx(bytes, options): there is no option 'outputs'. Did you mean 'output'? The options are name, output, foldScaling, maxBytes."],
    ['no limit', () => fromOnnx(file, { maxBytes: -1 }), 'RangeError: fromOnnx(bytes, options): maxBytes must be an integer, 0 or more, but is -1.'],
    ['a tensor that isn\'t there', () => fromOnnx(file, { output: 'Z' }), "FormatError: ONNX: no node gives a tensor 'Z'. The outputs are 'Y'."],
    ['examples of another size', () => fromOnnx(file).forward(np.zeros([3, 1])), "ShapeError: net.forward(params, X): X must have shape [2, m], one example a column, but has shape [3, 1]: the network has 2 inputs, but X's axis 0 is 3."],
  ])('%s', (_, f, message) => {
    expect(messageOf(f)).toBe(message);
  });

  it('infinite and missing numbers among weights are kept: they are the network\'s', () => {
    const odd = [{ W: np.array([[NaN, -Infinity]]), b: np.array([[-0]]) }] as const;
    for (const dtype of ['float32', 'float64'] as const) {
      const { params } = fromOnnx(toOnnx(net, odd, { dtype }));
      expect(params[0]?.W.toArray()).toEqual([[NaN, -Infinity]]);
      expect(Object.is(params[0]?.b.at(0, 0), -0)).toBe(true);
    }
  });
}); // prettier-ignore
