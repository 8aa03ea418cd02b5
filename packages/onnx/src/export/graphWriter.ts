import { create } from '@bufbuild/protobuf';
import type { FloatDType } from '@keepdims/models';
import type { AttributeProto, NodeProto, TensorProto } from '../generated/onnx_pb.js';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
} from '../generated/onnx_pb.js';

/** An attribute's value: ONNX keeps numbers as float32 and as int64. */
export type AttributeValue = { readonly float: number } | { readonly int: number };

/** Collects the nodes and constants of a graph. */
export class GraphWriter {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  readonly dtype: FloatDType;
  readonly opset: number;
  /** The call, for messages. */
  readonly operation: string;
  readonly #names = new Set<string>();

  constructor(operation: string, dtype: FloatDType, opset: number) {
    this.operation = operation;
    this.dtype = dtype;
    this.opset = opset;
  }

  /** The element type of all tensors. */
  get elementType(): TensorProto_DataType {
    return this.dtype === 'float32' ? TensorProto_DataType.FLOAT : TensorProto_DataType.DOUBLE;
  }

  /**
   * Add a constant; one of a name that is there already is taken to be the same.
   *
   * @param owner - What it is called in messages: "layer 1's W". @throws RangeError if a number is beyond float32.
   */
  constant(name: string, owner: string, shape: readonly number[], values: ArrayLike<number>): string {
    if (this.#names.has(name)) return name;
    this.#names.add(name);
    this.initializers.push(
      create(TensorProtoSchema, {
        name,
        dims: shape.map(BigInt),
        dataType: this.elementType,
        rawData: this.#bytes(owner, values),
      }),
    );
    return name;
  }

  /** Add a node; gives the name of its output. */
  node(
    operator: string,
    name: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    this.nodes.push(
      create(NodeProtoSchema, {
        opType: operator,
        name: `${name}/${operator}`,
        input: [...inputs],
        output: [output],
        attribute: Object.entries(attributes).map(([key, value]) => this.#attribute(`${name}: ${key}`, key, value)),
      }),
    );
    return output;
  }

  #attribute(owner: string, name: string, value: AttributeValue): AttributeProto {
    if ('int' in value) {
      return create(AttributeProtoSchema, { name, i: BigInt(value.int), type: AttributeProto_AttributeType.INT });
    }
    const f = Math.fround(value.float);
    if (!Number.isFinite(f) || (f === 0 && value.float !== 0)) {
      throw new RangeError(
        `${this.operation}: ${owner} is ${value.float}, which ONNX, with float32 attributes, can't hold.`,
      );
    }
    return create(AttributeProtoSchema, { name, f, type: AttributeProto_AttributeType.FLOAT });
  }

  /** The numbers' little-endian bytes. */
  #bytes(owner: string, values: ArrayLike<number>): Uint8Array {
    const width = this.dtype === 'float32' ? 4 : 8;
    const view = new DataView(new ArrayBuffer(values.length * width));
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (width === 8) view.setFloat64(i * width, value, true);
      else view.setFloat32(i * width, this.#float32(owner, value), true);
    }
    return new Uint8Array(view.buffer);
  }

  #float32(owner: string, value: number): number {
    const rounded = Math.fround(value);
    if (Number.isFinite(rounded) || !Number.isFinite(value)) return rounded;
    throw new RangeError(
      `${this.operation}: ${owner} has ${value}, which is beyond float32. Pass dtype: 'float64', which holds it.`,
    );
  }
}
