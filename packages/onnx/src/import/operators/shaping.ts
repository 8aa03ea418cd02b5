import { showShape } from '@keepdims/shapes';
import { TensorProto_DataType } from '../../generated/onnx_pb.js';
import type { Constant } from '../constant.js';
import { constantOf, decodeTensor } from '../constant.js';
import type { Flow } from '../flow.js';
import type { NodeReader, Operator, Value } from '../nodeReader.js';

const floatTypes: readonly number[] = [TensorProto_DataType.FLOAT, TensorProto_DataType.DOUBLE];

/** Operators that leave a matrix of examples as it is, and what is done to constants before they are used. */
export const shaping: Readonly<Record<string, Operator>> = {
  Identity: (node) => node.input(0),

  Cast: (node) => {
    const value = node.input(0);
    const to = node.int('to', TensorProto_DataType.UNDEFINED);
    const isFloat = floatTypes.includes(to);
    if (isFloat || value.kind === 'constant') return value;
    throw node.error(
      `it casts to ${TensorProto_DataType[to] ?? to}`,
      "A network computes in float or double; a class is told from its output. Name the tensor before with options.output: '…'.",
    );
  },

  Dropout: (node) => {
    const training = node.optional(2);
    const isTraining = training !== undefined && (training.kind !== 'constant' || training.data.some((x) => x !== 0));
    if (!isTraining) return node.input(0);
    throw node.error('it is in training mode', 'Export the model in inference mode: model.eval() in PyTorch.');
  },

  Flatten: (node) => {
    const flow = node.flow(0);
    const axis = node.int('axis', 1);
    if (axis !== 1 && !(axis === -1 && flow.rank === 2)) {
      throw node.error(`it flattens from axis ${axis}`, 'An example is a row: the axis is 1.');
    }
    return asRows(node, flow, flow.features);
  },

  Reshape: (node) => {
    const value = node.input(0);
    const shape = Array.from(node.constant(1).data);
    if (value.kind === 'constant') return reshaped(node, value, shape);
    const { features } = value;
    const [rows, columns] = shape;
    // [-1] leaves one output an example as it is; so does [-1, n], if there are n features.
    if (shape.length === 1 && rows === -1 && features === 1) return asRows(node, value, 1);
    if (shape.length === 2 && rows !== undefined && columns !== undefined) {
      const keepsFeatures = columns === (features ?? columns) && columns > 0;
      if (keepsFeatures) return asRows(node, value, columns);
      if (rows === 0 && columns === -1) return asRows(node, value, features);
    }
    throw node.error(
      `it gives ${features === undefined ? 'an example' : `an example of ${features} features`} the shape ${showShape(shape)}`,
      'An example is a row: use Flatten, or Reshape to [-1, features].',
    );
  },

  Squeeze: (node) => {
    const value = node.input(0);
    const given = node.optional(1);
    const axes = node.ints('axes') ?? (given === undefined ? [] : Array.from(node.constant(1).data));
    if (value.kind === 'constant') return reshaped(node, value, squeezed(node, value, axes));
    const isOutput = axes.length === 1 && (axes[0] === 1 || axes[0] === -1) && value.features === 1;
    if (isOutput) return asRows(node, value, 1);
    throw node.error(`it takes axes [${axes.join(', ')}] away`, 'Only the axis of a single output can go.');
  },

  Transpose: (node) => {
    const value = node.input(0);
    const axes = value.kind === 'constant' ? value.shape.length : value.rank;
    const perm = node.ints('perm') ?? Array.from({ length: axes }, (_, i) => axes - 1 - i);
    if (axes !== 2 || perm.length !== 2 || perm[0] !== 1 || perm[1] !== 0) {
      throw node.error(`it permutes ${axes} axes as [${perm.join(', ')}]`, 'Two axes can be exchanged: perm [1, 0].');
    }
    return value.kind === 'constant' ? transposed(node, value) : { ...value, transposed: !value.transposed };
  },

  // skl2onnx gives both probabilities of two classes: [1 − p, p].
  Concat: (node) => {
    const [a, b] = [node.flow(0), node.flow(1)];
    const complement = a.step;
    const isComplement =
      complement.kind === 'affine' && complement.mul === -1 && complement.add === 1 && complement.of === b.step;
    const axis = node.int('axis', NaN);
    if (!isComplement || b.features !== 1 || (axis !== 1 && axis !== -1) || node.optional(2) !== undefined) {
      throw node.error('it joins tensors', 'A dense network is a chain of layers; of Concat, [1 − p, p] is read.');
    }
    node.requireExamples(b, 'rows');
    return b;
  },

  Constant: (node) => {
    const name = node.proto.output[0] ?? '';
    const tensor = node.attribute('value')?.t;
    if (tensor !== undefined) return { ...decodeTensor(node.file, node.label, tensor), name };
    for (const key of ['value_float', 'value_int']) {
      const found = node.attribute(key);
      if (found !== undefined) return constantOf(name, [key === 'value_int' ? Number(found.i) : found.f], true);
    }
    const list = node.floats('value_floats') ?? node.ints('value_ints');
    if (list !== undefined) return constantOf(name, list, false);
    throw node.error('its value is no tensor of numbers', 'Dense networks have numbers only.');
  },
};

/** A tensor whose examples are rows of features. */
function asRows(node: NodeReader, flow: Flow, features: number | undefined): Flow {
  const rows = { ...flow, rank: 2, features };
  node.requireExamples(rows, 'rows');
  return rows;
}

/** A constant of another shape; -1 stands for what is left, 0 for the size that was there. */
function reshaped(node: NodeReader, constant: Constant, shape: readonly number[]): Value {
  const kept = shape.map((size, i) => (size === 0 ? (constant.shape[i] ?? 0) : size));
  const known = kept.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const sizes = kept.map((size) => (size === -1 ? constant.data.length / known : size));
  const fits =
    sizes.every((size) => Number.isSafeInteger(size) && size >= 0) &&
    sizes.reduce((product, size) => product * size, 1) === constant.data.length;
  if (fits) return { ...constant, shape: sizes };
  throw node.error(
    `the constant '${constant.name}' ${showShape(constant.shape)} can't have the shape ${showShape(shape)}`,
    'The model is damaged.',
  );
}

/** A constant's shape without axes of size 1: those given, or all. */
function squeezed(node: NodeReader, { name, shape }: Constant, axes: readonly number[]): number[] {
  const wanted = axes.map((axis) => (axis < 0 ? axis + shape.length : axis));
  if (wanted.some((axis) => shape[axis] !== 1)) {
    throw node.error(
      `the constant '${name}' ${showShape(shape)} has other axes than [${axes.join(', ')}] of size 1`,
      'The model is damaged.',
    );
  }
  return shape.filter((size, axis) => (axes.length === 0 ? size !== 1 : !wanted.includes(axis)));
}

function transposed(node: NodeReader, constant: Constant): Constant {
  const [rows = 0, columns = 0] = constant.shape;
  node.file.take(constant.data.byteLength);
  const data = constant.data.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[j * rows + i] = constant.data[i * columns + j] as number; // in range
  }
  return { ...constant, shape: [columns, rows], data };
}
