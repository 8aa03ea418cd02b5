import { create, toBinary } from '@bufbuild/protobuf';
import type { AttributeProto, NodeProto, TensorProto, ValueInfoProto } from '../src/generated/onnx_pb.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from '../src/generated/onnx_pb.js';

/** Graphs written by hand, for what no exporter at hand writes. */
export interface Written {
  readonly nodes: readonly NodeProto[];
  readonly constants?: readonly TensorProto[];
  readonly input?: readonly (number | string)[] | undefined;
  readonly outputs?: readonly ValueInfoProto[];
  readonly inputs?: readonly ValueInfoProto[];
  readonly opset?: number;
  readonly irVersion?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

export function onnxModel(written: Written): Uint8Array {
  const { nodes, constants = [], input = ['N', 2], opset = 17, irVersion = 8, metadata = {} } = written;
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(irVersion),
    opsetImport: [
      { domain: '', version: BigInt(opset) },
      { domain: 'ai.onnx.ml', version: 1n },
    ],
    graph: {
      name: 'written',
      node: [...nodes],
      initializer: [...constants],
      input: [...(written.inputs ?? [value('X', input)])],
      output: [...(written.outputs ?? [value('Y', ['N', 'outputs'])])],
    },
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

/** A tensor that is declared; without a shape, with its element type only. */
export function value(
  name: string,
  shape: readonly (number | string)[] | undefined,
  elemType: number = TensorProto_DataType.FLOAT,
): ValueInfoProto {
  const dim = shape?.map((size) => ({
    value:
      typeof size === 'number'
        ? { case: 'dimValue' as const, value: BigInt(size) }
        : { case: 'dimParam' as const, value: size },
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, ...(dim && { shape: { dim } }) } } },
  });
}

type Attribute =
  | number
  | string
  | TensorProto
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

/** A node; numbers are int attributes. `from` and `to` name tensors, separated by spaces. */
export function node(
  opType: string,
  from: string,
  to: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  domain = '',
): NodeProto {
  return create(NodeProtoSchema, {
    opType,
    domain,
    input: from === '' ? [] : from.split(' ').map((name) => (name === '-' ? '' : name)),
    output: to.split(' '),
    attribute: Object.entries(attributes).map(([name, given]) => attribute(name, given)),
  });
}

function attribute(name: string, given: Attribute): AttributeProto {
  if (typeof given === 'number')
    return create(AttributeProtoSchema, { name, i: BigInt(given), type: AttributeType.INT });
  if (typeof given === 'string') {
    return create(AttributeProtoSchema, { name, s: new TextEncoder().encode(given), type: AttributeType.STRING });
  }
  if ('$typeName' in given) return create(AttributeProtoSchema, { name, t: given, type: AttributeType.TENSOR });
  if ('float' in given) return create(AttributeProtoSchema, { name, f: given.float, type: AttributeType.FLOAT });
  if ('floats' in given)
    return create(AttributeProtoSchema, { name, floats: [...given.floats], type: AttributeType.FLOATS });
  return create(AttributeProtoSchema, { name, ints: given.map(BigInt), type: AttributeType.INTS });
}

/** A tensor of floats in its list of floats. */
export function floats(name: string, shape: readonly number[], values: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: TensorProto_DataType.FLOAT,
    floatData: [...values],
  });
}

/** A tensor of int64 in its list. */
export function integers(name: string, shape: readonly number[], values: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: TensorProto_DataType.INT64,
    int64Data: values.map(BigInt),
  });
}

/** A tensor of doubles in its list. */
export function doubles(name: string, shape: readonly number[], values: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: TensorProto_DataType.DOUBLE,
    doubleData: [...values],
  });
}
