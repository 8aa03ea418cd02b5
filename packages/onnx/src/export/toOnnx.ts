import { create, toBinary } from '@bufbuild/protobuf';
import type { AnyLayerParams, Dense, FloatDType, Network, NetworkParamsR } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import { refuseUnknownOptions } from '@keepdims/shapes';
import type { ValueInfoProto } from '../generated/onnx_pb.js';
import { ModelProtoSchema, ValueInfoProtoSchema } from '../generated/onnx_pb.js';
import type { Preprocessing, Scaling } from '../scaling.js';
import { descriptionKey, requireScaling } from '../scaling.js';
import { activationNodes } from './activationNodes.js';
import { GraphWriter } from './graphWriter.js';

/** Options of `toOnnx`. */
export interface ToOnnxOptions {
  /** The graph's name. Default 'network'. */
  readonly name?: string;
  /** The version of ONNX's operators, an integer from 17 to 23. Default 17, which the most runtimes know. */
  readonly opset?: number;
  /** The element type of the graph, its input and its output. Default 'float32'. */
  readonly dtype?: FloatDType;
  /** What happens before and after the network. */
  readonly preprocessing?: Preprocessing;
}

/** The version of the file format that came with each version of the operators. */
const irVersions: Readonly<Record<number, bigint>> = { 17: 8n, 18: 8n, 19: 9n, 20: 9n, 21: 10n, 22: 10n, 23: 11n };

/**
 * Write a network as an ONNX model, which onnxruntime and other tools run.
 *
 * **Examples are rows there**: input `X` has shape [N, n_x] and output `Y` shape [N, outputs], for any N, as those tools expect; here they are
 * columns. Pass `X.T()`, and take `Y.T()`.
 *
 * Options of activations and of batch normalisation are attributes in ONNX, which keeps 7 digits of them whatever the dtype.
 *
 * @param net - The network. Batch normalisation is written as in inference, by its running statistics; dropout, which is for training,
 *   leaves no trace.
 * @param params - Its parameters, `{ W, b }` a layer.
 * @param options.dtype - Element type of the graph, its input and its output. 'float32' (the default) is what runtimes are made for;
 *   parameters of float64 are rounded. 'float64' keeps their bits and computes in float64, but for leakyRelu, elu, selu, softplus, gelu and
 *   silu, which onnxruntime has in float32 only: these are exact to 7 digits.
 * @param options.opset - Version of the operators, from 17 to 23. Default 17.
 * @param options.preprocessing - `input` scales inside the graph, before the network: (x − shift) / scale; `output` unscales after it:
 *   y · scale + shift. Both are `{ shift, scale }` with a number a feature, as a fitted scaler is. `description` is any JSON, kept in the
 *   file's metadata. `tabularPreprocessing` makes all three from a fitted `tabular`. Default: none.
 * @param options.name - The graph's name. Default 'network'.
 * @returns The file's bytes; the same ones for the same arguments.
 * @throws ShapeError, DTypeError or TypeError if params or preprocessing don't fit the network. RangeError for an unknown option, another
 *   opset or dtype, an activation that is none of `@keepdims/activations`, or a number that float32 can't hold.
 * @example
 * const net = network(2, dense(3, tanh), dense(1, sigmoid));
 * const params = net.initialize(randomState(1));
 * const bytes = toOnnx(net, params, { preprocessing: { input: { shift: [5, 0], scale: [2, 1] } } });
 * fromOnnx(bytes).preprocessing.input // { shift: [5, 0], scale: [2, 1] }
 * @see https://onnx.ai/onnx/repo-docs/IR.html and https://onnx.ai/onnx/operators/.
 */
export function toOnnx<N extends number, L extends readonly Dense[], P extends readonly AnyLayerParams[]>(
  net: Network<N, L>,
  params: Check<NetworkParamsR<N, L, P, 'toOnnx'>, P>,
  options: ToOnnxOptions = {},
): Uint8Array {
  const operation = 'toOnnx(net, params, options)';
  const checked = requireOptions(operation, options);
  // The sizes have done their work at the call; the network checks its parameters itself. No examples: nothing is computed.
  const anyNet = net as unknown as Network;
  const layers: readonly AnyLayerParams[] = params;
  anyNet.forward(layers, np.zeros([anyNet.nX, 0]));

  const graph = new GraphWriter(operation, checked.dtype, checked.opset);
  const { input, output, description } = checked.preprocessing;
  let last = 'X';
  if (input !== undefined) last = scaleInput(graph, last, input, anyNet.nX);
  anyNet.layers.forEach((layer, i) => {
    last = layerNodes(graph, i + 1, layer, layers[i] as AnyLayerParams, last); // one a layer: checked
  });
  const outputs = anyNet.layers.at(-1)?.units ?? 0;
  if (output !== undefined) last = unscaleOutput(graph, last, output, outputs);
  for (const node of graph.nodes) if (node.output[0] === last) node.output = ['Y'];

  const model = create(ModelProtoSchema, {
    irVersion: irVersions[checked.opset] ?? 0n,
    producerName: 'keepdims',
    opsetImport: [{ domain: '', version: BigInt(checked.opset) }],
    graph: {
      name: checked.name,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [tensor(graph, 'X', anyNet.nX, `Examples as rows: [N, ${anyNet.nX}].`)],
      output: [tensor(graph, 'Y', outputs, `An output a row: [N, ${outputs}].`)],
    },
    metadataProps: description === undefined ? [] : [{ key: descriptionKey, value: descriptionText(description) }],
  });
  return toBinary(ModelProtoSchema, model);
}

function requireOptions(operation: string, options: ToOnnxOptions): Required<ToOnnxOptions> {
  refuseUnknownOptions(operation, options, ['name', 'opset', 'dtype', 'preprocessing']);
  const { name = 'network', opset = 17, dtype = 'float32', preprocessing = {} } = options;
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`${operation}: name must be a text that isn't empty: ONNX requires a graph to have a name.`);
  }
  if (!Object.hasOwn(irVersions, opset)) {
    throw new RangeError(`${operation}: opset must be an integer from 17 to 23, but is ${String(opset)}.`);
  }
  const wanted: string = dtype;
  if (wanted !== 'float32' && wanted !== 'float64') {
    throw new RangeError(`${operation}: dtype must be 'float32' or 'float64', but is ${wanted}.`);
  }
  refuseUnknownOptions(`${operation}: preprocessing`, preprocessing, ['input', 'output', 'description']);
  return { name, opset, dtype, preprocessing };
}

/** (x − shift) / scale. */
function scaleInput(graph: GraphWriter, x: string, scaling: Scaling, nX: number): string {
  const name = 'preprocessing.input';
  const { shift, scale } = requireScaling(graph.operation, name, scaling, [nX, "the network's inputs"]);
  const shifts = graph.constant('X/shift', `${name}.shift`, [nX], shift);
  const scales = graph.constant('X/scale', `${name}.scale`, [nX], requireScales(graph, `${name}.scale`, scale));
  const centered = graph.node('Sub', 'input', [x, shifts], 'X/centered');
  return graph.node('Div', 'input', [centered, scales], 'A0');
}

/** y · scale + shift. */
function unscaleOutput(graph: GraphWriter, y: string, scaling: Scaling, outputs: number): string {
  const name = 'preprocessing.output';
  const { shift, scale } = requireScaling(graph.operation, name, scaling, [outputs, "the network's outputs"]);
  const scales = graph.constant('Y/scale', `${name}.scale`, [outputs], requireScales(graph, `${name}.scale`, scale));
  const shifts = graph.constant('Y/shift', `${name}.shift`, [outputs], shift);
  const spread = graph.node('Mul', 'output', [y, scales], 'Y/spread');
  return graph.node('Add', 'output', [spread, shifts], 'Y/shifted');
}

function requireScales(graph: GraphWriter, owner: string, scales: ArrayLike<number>): ArrayLike<number> {
  const lost = graph.dtype === 'float32' ? Array.from(scales).find((scale) => Math.fround(scale) === 0) : undefined;
  if (lost === undefined) return scales;
  throw new RangeError(
    `${graph.operation}: ${owner} has ${lost}, which is 0 in float32. Pass dtype: 'float64', which holds it.`,
  );
}

/** A = g(A[l−1] Wᵀ + b), rows being examples; with batch normalisation by its running statistics. */
function layerNodes(graph: GraphWriter, l: number, layer: Dense, params: AnyLayerParams, APrev: string): string {
  const name = `layer${l}`;
  const constant = (short: string, array: NDArray | undefined): string => {
    if (array === undefined) throw new TypeError(`${graph.operation}: layer ${l}'s ${short} is missing.`);
    const shape = short === 'W' ? array.shape : [layer.units]; // columns [units, 1] are vectors
    return graph.constant(`${short}${l}`, `layer ${l}'s ${short}`, shape, np.contiguousData(array));
  };
  const transB = { transB: { int: 1 } };
  const W = constant('W', params.W);
  if (layer.batchNorm === undefined) {
    const z = graph.node('Gemm', name, [APrev, W, constant('b', params.b)], `Z${l}`, transB);
    return activationNodes(graph, l, layer.activation, z);
  }
  const { momentum, epsilon } = layer.batchNorm;
  const U = graph.node('Gemm', name, [APrev, W], `U${l}`, transB);
  const parts = [
    constant('gamma', params.gamma),
    constant('b', params.b),
    constant('runningMean', params.runningMean),
    constant('runningVariance', params.runningVariance),
  ];
  const z = graph.node('BatchNormalization', name, [U, ...parts], `Z${l}`, {
    epsilon: { float: epsilon },
    momentum: { float: momentum },
  });
  return activationNodes(graph, l, layer.activation, z);
}

/** A tensor [N, features] of a name. */
function tensor(graph: GraphWriter, name: string, features: number, docString: string): ValueInfoProto {
  const dim = [
    { value: { case: 'dimParam' as const, value: 'N' } },
    { value: { case: 'dimValue' as const, value: BigInt(features) } },
  ];
  return create(ValueInfoProtoSchema, {
    name,
    docString,
    type: { value: { case: 'tensorType', value: { elemType: graph.elementType, shape: { dim } } } },
  });
}

function descriptionText(description: unknown): string {
  const text: string | undefined = JSON.stringify(description);
  if (typeof text === 'string') return text;
  throw new TypeError(
    `toOnnx(net, params, options): preprocessing.description must be JSON, but is a ${typeof description}.`,
  );
}
