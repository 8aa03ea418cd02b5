import type { Activation } from '@keepdims/activations';
import { closestName } from '@keepdims/shapes';
import { TensorProto_DataType } from '../generated/onnx_pb.js';
import type { AttributeValue, GraphWriter } from './graphWriter.js';

/**
 * Write nodes for A = g(Z).
 *
 * @param layer - The layer's number, counted from 1. @param z - The name of Z.
 * @returns The name of A; Z's own for identity, which needs no node.
 * @throws RangeError if the activation is none of `@keepdims/activations`.
 */
export function activationNodes(graph: GraphWriter, layer: number, activation: Activation, z: string): string {
  const { name, options } = activation;
  const write = Object.hasOwn(writers, name) ? writers[name] : undefined;
  if (write === undefined) {
    const near = closestName(name, Object.keys(writers));
    throw new RangeError(
      `${graph.operation}: layer ${layer}'s activation '${name}' has no form in ONNX here; those that have one are ` +
        `${Object.keys(writers).join(', ')}.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    );
  }
  return write(graph, { name: `layer${layer}`, z, a: `A${layer}`, options });
}

interface Place {
  /** Begins the names of nodes. */
  readonly name: string;
  readonly z: string;
  readonly a: string;
  readonly options: Readonly<Record<string, number>>;
}

type Writer = (graph: GraphWriter, place: Place) => string;

/** One node of an operator; `attributes` from the activation's options. */
function operator(
  type: string,
  attributes: (options: Place['options']) => Readonly<Record<string, AttributeValue>> = () => ({}),
): Writer {
  return (graph, { name, z, a, options }) => graph.node(type, name, [z], a, attributes(options));
}

/**
 * One node of an operator for which onnxruntime has float32 code only, although ONNX defines it for float64 too: there it stands between two
 * Casts, and its result is exact to 7 digits.
 */
function float32Operator(type: string, attributes?: Parameters<typeof operator>[1]): Writer {
  const write = operator(type, attributes);
  return (graph, place) => {
    if (graph.dtype === 'float32') return write(graph, place);
    const { name, z, a } = place;
    const [narrow, narrowResult] = [`${a}/float32/${z}`, `${a}/float32`];
    graph.node('Cast', `${name}/narrow`, [z], narrow, { to: { int: TensorProto_DataType.FLOAT } });
    write(graph, { ...place, z: narrow, a: narrowResult });
    return graph.node('Cast', `${name}/widen`, [narrowResult], a, { to: { int: TensorProto_DataType.DOUBLE } });
  };
}

const erf = float32Operator('Erf');

const writers: Readonly<Record<string, Writer>> = {
  identity: (_, { z }) => z,
  sigmoid: operator('Sigmoid'),
  tanh: operator('Tanh'),
  relu: operator('Relu'),
  leakyRelu: float32Operator('LeakyRelu', ({ negativeSlope = NaN }) => ({ alpha: { float: negativeSlope } })),
  elu: float32Operator('Elu', ({ alpha = NaN }) => ({ alpha: { float: alpha } })),
  selu: float32Operator('Selu'), // the operator's own constants are selu's, rounded to float32
  softplus: float32Operator('Softplus'),
  gelu: (graph, place) => {
    if (graph.opset >= 20) return float32Operator('Gelu')(graph, place);
    // z · (1 + erf(z / √2)) / 2, in the steps in which PyTorch writes it
    const { name, z, a, options } = place;
    const scalar = (constant: string, value: number): string => graph.constant(constant, constant, [], [value]);
    const scaled = graph.node('Div', name, [z, scalar('root2', Math.SQRT2)], `${a}/scaled`);
    const error = erf(graph, { name, z: scaled, a: `${a}/erf`, options });
    const above = graph.node('Add', name, [error, scalar('one', 1)], `${a}/above`);
    const twice = graph.node('Mul', name, [z, above], `${a}/twice`);
    return graph.node('Mul', `${name}/half`, [twice, scalar('half', 0.5)], a);
  },
  silu: (graph, { name, z, a, options }) => {
    // In float64 too, onnxruntime makes a node of its own of z · Sigmoid(z), for which it has float32 code only.
    const gate = float32Operator('Sigmoid')(graph, { name, z, a: `${a}/gate`, options });
    return graph.node('Mul', name, [z, gate], a);
  },
  softmax: operator('Softmax', () => ({ axis: { int: 1 } })),
};
