import { fromBinary } from '@bufbuild/protobuf';
import type { GraphProto, ModelProto, ValueInfoProto } from '../generated/onnx_pb.js';
import { ModelProtoSchema, TensorProto_DataType } from '../generated/onnx_pb.js';
import { checkWire } from './checkWire.js';
import type { OnnxFile } from './onnxFile.js';

const floatTypes: readonly number[] = [TensorProto_DataType.FLOAT, TensorProto_DataType.DOUBLE];

/** A model with what every reader asks of it. */
export interface Model {
  readonly model: ModelProto;
  readonly graph: GraphProto;
  /** The version of ONNX's own operators. */
  readonly opset: number;
}

/**
 * Decode a file.
 *
 * @throws FormatError if it is no ONNX model, or one of before 2017.
 */
export function readModel(file: OnnxFile): Model {
  checkWire(file, ModelProtoSchema);
  const model = fromBinary(ModelProtoSchema, file.bytes, { readUnknownFields: false });
  const { graph } = model;
  if (graph === undefined || graph.node.length === 0) {
    throw file.error('this is no ONNX model: it has no graph. Pass the bytes of an .onnx file.', 'an ONNX model');
  }
  const own = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx');
  const opset = Number(own?.version ?? 0);
  if (opset < 7) {
    throw file.error(
      `the model's operators are of version ${opset}; from 7 on they are read. Convert it: onnx.version_converter.convert_version(model, 17).`,
      'opset 7 or later',
    );
  }
  return { model, graph, opset };
}

/**
 * The one input that isn't an initializer (old files list those too).
 *
 * @throws FormatError if there are none or several.
 */
export function inputOf(file: OnnxFile, graph: GraphProto): ValueInfoProto {
  const constants = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !constants.has(name));
  const [input] = inputs;
  if (input !== undefined && inputs.length === 1) return input;
  throw file.error(
    `the graph has ${inputs.length} inputs${inputs.length === 0 ? '' : ` (${listed(inputs.map(({ name }) => name))})`}; a dense network has one. ` +
      'Join the features in one tensor [N, features] before exporting.',
    'one input',
  );
}

/**
 * The name of the tensor to read: the given one; the only output; or the only one of floats (scikit-learn's models also give labels).
 *
 * @throws FormatError if it can't be told, or nothing has that name.
 */
export function outputOf(file: OnnxFile, graph: GraphProto, wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (graph.node.some(({ output }) => output.includes(wanted))) return wanted;
    throw file.error(
      `no node gives a tensor '${wanted}'. The outputs are ${listed(graph.output.map(({ name }) => name))}.`,
      'the name of a tensor',
    );
  }
  const [first] = graph.output;
  if (first !== undefined && graph.output.length === 1) return first.name;
  const floats = graph.output.filter(({ type }) => {
    return type?.value.case === 'tensorType' && floatTypes.includes(type.value.value.elemType);
  });
  const [output] = floats;
  if (output !== undefined && floats.length === 1) return output.name;
  throw file.error(
    `of the outputs ${listed(graph.output.map(({ name }) => name))}, ${floats.length} are tensors of floats. Name the one to read, or any tensor ` +
      "in the graph, with options.output: '…'.",
    'one output of floats',
  );
}

/** The axes of a tensor as they are declared: a size, or undefined for any; undefined if nothing is declared. */
export function declaredShape({ type }: ValueInfoProto): readonly (number | undefined)[] | undefined {
  if (type?.value.case !== 'tensorType' || type.value.value.shape === undefined) return undefined;
  return type.value.value.shape.dim.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : undefined));
}

/** Names for a message, not too many. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => `'${name}'`);
  return `${shown.join(', ')}${names.length > 6 ? ', …' : ''}`;
}
