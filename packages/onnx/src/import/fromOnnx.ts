import { identity } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { FloatDType, LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions } from '@keepdims/shapes';
import type { Preprocessing } from '../scaling.js';
import { descriptionKey } from '../scaling.js';
import type { Vector } from './flow.js';
import { at } from './flow.js';
import { followGraph } from './followGraph.js';
import type { LayerData, Layers } from './layers.js';
import { layersOf } from './layers.js';
import { Layout } from './layout.js';
import type { ExamplesAre } from './layout.js';
import { OnnxFile } from './onnxFile.js';
import type { Model } from './readModel.js';
import { declaredShape, inputOf, outputOf, readModel } from './readModel.js';

/** Options of `fromOnnx`. */
export interface FromOnnxOptions {
  /** The file's name for messages. Default 'ONNX'. */
  readonly name?: string;
  /** The tensor to take for the network's output: an output of the graph, or any tensor in it. Default: the only output (of floats). */
  readonly output?: string;
  /** Whether scaling before and after the network becomes part of its weights. Default false: it is given as `preprocessing`. */
  readonly foldScaling?: boolean;
  /** The most bytes that weights and scaling may take while the graph is read. Default 2³¹ (2 GiB). */
  readonly maxBytes?: number;
}

/** What an ONNX model is here. */
export interface OnnxNetwork {
  readonly net: Network;
  /** `{ W, b }` a layer, float64 if the graph has weights of double, else float32. */
  readonly params: LayerParams[];
  /** What the graph does before and after the network, in the form that `toOnnx` takes: `input` and `output` only where it scales. */
  readonly preprocessing: Preprocessing;
  /** The graph's name. */
  readonly name: string;
  readonly inputName: string;
  readonly outputName: string;
  /** Where the graph has its examples: 'rows' as nearly all have; here they are columns in any case. */
  readonly examples: ExamplesAre;
  /** The version of ONNX's operators. */
  readonly opset: number;
  /** The program that wrote the file, such as 'pytorch 1.13.0'. */
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * What the whole graph gives, scaling included.
   *
   * @param X - Examples as columns, shape [n_x, m], unscaled. @returns Shape [outputs, m].
   * @throws ShapeError if X has another number of rows.
   */
  readonly forward: (X: NDArray) => NDArray;
}

/**
 * Read a dense network from an ONNX model: what `toOnnx` wrote, or PyTorch, scikit-learn (skl2onnx) and others for such a network.
 *
 * Read are Gemm, MatMul and Add, the activations of `@keepdims/activations` (gelu and silu also written out), Softmax, BatchNormalization,
 * Dropout (which does nothing here), scaling by constants, and operators that leave a matrix of examples as it is. Anything else is refused,
 * naming the node.
 *
 * @param bytes - The file. Nothing in it is executed or trusted: sizes are checked before memory is taken.
 * @param options.output - The tensor that is the network's output, of the graph's outputs or of any within. Default: the only output; of
 *   several, the only one of floats (scikit-learn's classifiers also give labels).
 * @param options.foldScaling - Whether scaling of inputs and outputs becomes part of the weights. Default false: `preprocessing` has it, so
 *   that `toOnnx` can write it again, and **`net` expects scaled inputs**; `forward` scales by itself.
 * @param options.name - The file's name for messages. Default 'ONNX'.
 * @param options.maxBytes - The most bytes that weights and scaling may take. Default 2³¹.
 * @returns The network, its parameters, and what else the file tells. Of two classes, skl2onnx gives [1 − p, p]; the network gives p.
 * @throws FormatError if it is no ONNX model, is damaged, or holds another model than a dense network. TypeError if bytes is no Uint8Array.
 *   RangeError for an unknown option.
 * @example
 * const net = network(2, dense(3, relu), dense(1, identity));
 * const { params } = fromOnnx(toOnnx(net, net.initialize(randomState(1), { dtype: 'float32' })));
 * params.map(({ W }) => W.shape) // [[3, 2], [1, 3]]
 */
export function fromOnnx(bytes: Uint8Array, options: FromOnnxOptions = {}): OnnxNetwork {
  const file = openFile(bytes, options);
  const model = readModel(file);
  const layout = new Layout();
  const outputName = outputOf(file, model.graph, options.output);
  const flow = followGraph(file, model, outputName, layout);
  const read = layersOf(file, flow.step, options.foldScaling ?? false);
  const nX = requireDeclaredInputs(file, model, layout, read.layers[0]?.inputs ?? 0);
  const dtype = read.layers.every(({ weights }) => weights instanceof Float32Array) ? 'float32' : 'float64';
  const net: Network = network(nX, ...read.layers.map(denseOf));
  const params = read.layers.map((layer) => paramsOf(layer, dtype));
  const metadata = Object.fromEntries(model.model.metadataProps.map(({ key, value }) => [key, value]));
  const preprocessing = preprocessingOf(read, nX, net, metadata[descriptionKey]);
  const { producerName, producerVersion } = model.model;
  return {
    net,
    params,
    preprocessing,
    name: model.graph.name,
    inputName: inputOf(file, model.graph).name,
    outputName,
    examples: layout.input,
    opset: model.opset,
    producer: `${producerName} ${producerVersion}`.trim(),
    metadata,
    forward: (X) => {
      const { output } = net.forward(params, scaled(X, preprocessing.input, dtype));
      return unscaled(output, preprocessing.output, dtype);
    },
  };
}

function openFile(bytes: unknown, options: FromOnnxOptions): OnnxFile {
  if (!ArrayBuffer.isView(bytes) || Object.prototype.toString.call(bytes) !== '[object Uint8Array]') {
    const kind = bytes instanceof ArrayBuffer ? 'an ArrayBuffer. new Uint8Array(bytes) would fit' : typeof bytes;
    throw new TypeError(`fromOnnx(bytes): bytes must be a Uint8Array, but it is ${kind}.`);
  }
  refuseUnknownOptions('fromOnnx(bytes, options)', options, ['name', 'output', 'foldScaling', 'maxBytes']);
  const { name = 'ONNX', maxBytes = 2 ** 31 } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new RangeError(`fromOnnx(bytes, options): maxBytes must be an integer, 0 or more, but is ${maxBytes}.`);
  }
  return new OnnxFile(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, maxBytes);
}

/** How many inputs the network has. @throws FormatError if the graph declares another number. */
function requireDeclaredInputs(file: OnnxFile, { graph }: Model, layout: Layout, nX: number): number {
  const input = inputOf(file, graph);
  const shape = declaredShape(input);
  const declared = shape?.length === 2 ? shape[layout.input === 'rows' ? 1 : 0] : undefined;
  if (declared === undefined || declared === nX) return nX;
  throw file.error(
    `the input '${input.name}' is declared with ${declared} features, but the first layer takes ${nX}. The model is damaged.`,
    `${nX} features`,
  );
}

function denseOf({ units, activation, normalization }: LayerData): ReturnType<typeof dense> {
  const g = activation ?? identity;
  if (normalization === undefined) return dense(units, g);
  const { momentum, epsilon } = normalization;
  return dense(units, g, { batchNorm: { momentum, epsilon } });
}

function paramsOf({ units, inputs, weights, bias, normalization }: LayerData, dtype: FloatDType): LayerParams {
  const fill = <A extends NDArray>(array: A, values: ArrayLike<number> = []): A => {
    array.data.set(values);
    return array;
  };
  const column = (values: ArrayLike<number> | undefined): LayerParams['b'] =>
    fill(np.zeros([units, 1], { dtype }), values);
  const W: LayerParams['W'] = fill(np.zeros([units, inputs], { dtype }), weights);
  if (normalization === undefined) return { W, b: column(bias) };
  const { gamma, b, mean, variance } = normalization;
  return { W, b: column(b), gamma: column(gamma), runningMean: column(mean), runningVariance: column(variance) };
}

/** The scaling as plain lists, with a number for each feature. */
function preprocessingOf(
  { input, output }: Layers,
  nX: number,
  net: Network,
  description: string | undefined,
): Preprocessing {
  const list = (vector: Vector, length: number): number[] => Array.from({ length }, (_, i) => at(vector, i));
  const outputs = net.layers.at(-1)?.units ?? 0;
  const parsed = description === undefined ? undefined : parsedJSON(description);
  return {
    ...(input && { input: { shift: list(input.shift, nX), scale: list(input.scale, nX) } }),
    ...(output && { output: { shift: list(output.add, outputs), scale: list(output.mul, outputs) } }),
    ...(parsed === undefined ? {} : { description: parsed }),
  };
}

/** Undefined if it isn't JSON: then only the metadata have it, as text. */
function parsedJSON(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** (X − shift) / scale. */
function scaled(X: NDArray, scaling: Preprocessing['input'], dtype: FloatDType): NDArray {
  if (scaling === undefined) return X;
  return np.divide(np.subtract(X, column(scaling.shift, dtype)), column(scaling.scale, dtype));
}

/** Y · scale + shift. */
function unscaled(Y: NDArray, scaling: Preprocessing['output'], dtype: FloatDType): NDArray {
  if (scaling === undefined) return Y;
  return np.add(np.multiply(Y, column(scaling.scale, dtype)), column(scaling.shift, dtype));
}

function column(values: ArrayLike<number>, dtype: FloatDType): NDArray {
  const filled = np.zeros([values.length, 1], { dtype });
  filled.data.set(values);
  return filled;
}
