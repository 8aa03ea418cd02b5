import type { Activation } from '@keepdims/activations';
import { activationByName, gelu, relu, selu, sigmoid, silu, softmax, softplus, tanh } from '@keepdims/activations';
import { shortestFloat32 } from '../shortestFloat32.js';
import type { Flow } from '../flow.js';
import type { NodeReader, Operator } from '../nodeReader.js';

/** Activations that are one node. */
export const activations: Readonly<Record<string, Operator>> = {
  Sigmoid: (node) => activated(node, sigmoid),
  Tanh: (node) => activated(node, tanh),
  Relu: (node) => activated(node, relu),
  Softplus: (node) => activated(node, softplus),
  LeakyRelu: (node) => activated(node, withOption(node, 'leakyRelu', 'negativeSlope', node.float('alpha', 0.01))),
  Elu: (node) => activated(node, withOption(node, 'elu', 'alpha', node.float('alpha', 1))),
  Selu: (node) => {
    const [alpha, gamma] = [node.float('alpha', seluConstants.alpha), node.float('gamma', seluConstants.gamma)];
    const isSelu = Math.abs(alpha - seluConstants.alpha) < 1e-6 && Math.abs(gamma - seluConstants.gamma) < 1e-6;
    if (isSelu) return activated(node, selu);
    throw node.error(
      `it has alpha ${alpha} and gamma ${gamma}`,
      "selu's own constants are read: 1.67326… and 1.0507….",
    );
  },
  PRelu: (node) => {
    const { name, data } = node.constant(1);
    const [slope = NaN] = data;
    if (data.every((x) => x === slope)) {
      return activated(
        node,
        withOption(node, 'leakyRelu', 'negativeSlope', data instanceof Float32Array ? shortestFloat32(slope) : slope),
      );
    }
    throw node.error(`the slopes '${name}' differ from unit to unit`, 'leakyRelu has one slope for all.');
  },
  Gelu: (node) => {
    if ((node.text('approximate') ?? 'none') === 'none') return activated(node, gelu);
    throw node.error(
      "it is gelu's approximation by tanh",
      "Export with approximate='none': gelu here is the exact one.",
    );
  },
  Swish: (node) => {
    const alpha = node.float('alpha', 1);
    if (alpha === 1) return activated(node, silu);
    throw node.error(`it has alpha ${alpha}`, 'silu, x · sigmoid(x), is read: alpha 1.');
  },
  Softmax: (node) => {
    const flow = node.flow(0);
    const axis = node.int('axis', node.opset < 13 ? 1 : -1);
    const isLast = axis === 1 || axis === -1;
    if (!isLast && (node.opset < 13 || (axis !== 0 && axis !== -2))) {
      throw node.error(`it works along axis ${axis}`, "softmax works along an example's outputs.");
    }
    node.requireExamples(flow, isLast ? 'rows' : 'columns');
    return activated(node, softmax);
  },
  Erf: (node) => {
    const flow = node.flow(0);
    return node.after(flow, { kind: 'erf', of: flow.step, node: node.label });
  },
};

const seluConstants = { alpha: 1.6732632423543772, gamma: 1.0507009873554805 };

function activated(node: NodeReader, activation: Activation): Flow {
  const flow = node.flow(0);
  return node.after(flow, { kind: 'activation', of: flow.step, node: node.label, activation });
}

/** An activation with an option from the file. @throws FormatError if the activation can't have it. */
function withOption(node: NodeReader, name: 'leakyRelu' | 'elu', option: string, value: number): Activation {
  try {
    return activationByName(name, { [option]: value });
  } catch (error) {
    if (error instanceof RangeError) throw node.error(error.message.replace(/\.$/, ''), 'Train it with another one.');
    throw error;
  }
}
