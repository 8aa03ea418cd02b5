import { showShape, sizeOf } from '@keepdims/shapes';
import type { TensorProto } from '../generated/onnx_pb.js';
import { TensorProto_DataLocation, TensorProto_DataType } from '../generated/onnx_pb.js';
import type { OnnxFile } from './onnxFile.js';

/** A tensor whose numbers are in the file. */
export interface Constant {
  readonly kind: 'constant';
  readonly name: string;
  readonly shape: readonly number[];
  /** Integers are kept as float64, which holds them exactly or they are refused. */
  readonly data: Float32Array | Float64Array;
}

const float: number = TensorProto_DataType.FLOAT;

/** The element types that are read: bytes an element, and a reader of one. */
const types: Readonly<
  Record<number, { readonly bytes: number; readonly read: (view: DataView, at: number) => number | bigint }>
> = {
  [TensorProto_DataType.FLOAT]: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  [TensorProto_DataType.DOUBLE]: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  [TensorProto_DataType.INT32]: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  [TensorProto_DataType.INT64]: { bytes: 8, read: (view, at) => view.getBigInt64(at, true) },
};

/**
 * Decode a tensor, once its size and its bytes agree.
 *
 * @param what - What it is called in messages: "initializer 'W1'".
 * @throws FormatError
 */
export function decodeTensor(file: OnnxFile, what: string, tensor: TensorProto): Constant {
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL) {
    throw file.error(
      `${what} keeps its numbers in another file. Save the model with its data inside: onnx.save_model(model, path, save_as_external_data=False).`,
      'a model in one file',
    );
  }
  const type = Object.hasOwn(types, tensor.dataType) ? types[tensor.dataType] : undefined;
  if (type === undefined) {
    throw file.error(
      `${what} has elements of type ${typeName(tensor.dataType)}; float, double, int32 and int64 are read. Convert the model to float.`,
      'float or double',
    );
  }
  const shape = tensor.dims.map(Number);
  const count = sizeOf(shape);
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0) || !Number.isSafeInteger(count)) {
    throw file.error(`${what} has the impossible shape ${showShape(shape)}. The file is damaged.`, 'a shape');
  }
  const read = rawElements(tensor, type) ?? listElements(tensor);
  if (read.count !== count) {
    throw file.error(
      `${what} has shape ${showShape(shape)}, ${count} elements, but the file has ${read.count} for it. It is damaged.`,
      `${count} elements`,
    );
  }
  const data = tensor.dataType === float ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = read.at(i);
    data[i] = Number(value);
    if (typeof value === 'bigint' && !Number.isSafeInteger(data[i])) {
      throw file.error(`${what} has the integer ${value}, beyond ±(2^53 − 1).`, 'a smaller integer');
    }
  }
  return { kind: 'constant', name: tensor.name, shape, data };
}

/** A constant of floats that an attribute states. */
export function constantOf(name: string, values: readonly number[], isScalar: boolean): Constant {
  return { kind: 'constant', name, shape: isScalar ? [] : [values.length], data: Float32Array.from(values) };
}

interface Elements {
  readonly count: number;
  readonly at: (i: number) => number | bigint;
}

/** Elements as bytes; undefined if there are none. A length that is no number of elements gives a count that fits no shape. */
function rawElements({ rawData }: TensorProto, type: (typeof types)[number]): Elements | undefined {
  if (rawData.length === 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return { count: rawData.length / type.bytes, at: (i) => type.read(view, i * type.bytes) };
}

/** Elements in the list for their type. */
function listElements(tensor: TensorProto): Elements {
  const list = {
    [TensorProto_DataType.FLOAT]: tensor.floatData,
    [TensorProto_DataType.DOUBLE]: tensor.doubleData,
    [TensorProto_DataType.INT32]: tensor.int32Data,
    [TensorProto_DataType.INT64]: tensor.int64Data,
  }[tensor.dataType];
  return { count: list?.length ?? 0, at: (i) => list?.[i] ?? NaN };
}

/** Types that the schema here doesn't list, as people know them. */
const otherTypes: Readonly<Record<number, string>> = { 4: 'UINT16', 5: 'INT16', 10: 'FLOAT16', 16: 'BFLOAT16' };

function typeName(type: number): string {
  return TensorProto_DataType[type] ?? otherTypes[type] ?? String(type);
}
