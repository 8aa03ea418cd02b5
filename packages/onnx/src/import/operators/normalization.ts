import type { BatchNormStep } from '../flow.js';
import type { NodeReader, Operator } from '../nodeReader.js';
import { affine, lengthened } from './arithmetic.js';

/** Normalisation with constants from training. */
export const normalization: Readonly<Record<string, Operator>> = {
  BatchNormalization: (node) => {
    const flow = node.flow(0);
    if (node.int('training_mode', 0) !== 0) {
      throw node.error('it is in training mode', 'Export the model in inference mode: model.eval() in PyTorch.');
    }
    node.requireExamples(flow, 'rows');
    const [gamma, b, mean, variance] = [1, 2, 3, 4].map((i) => statistics(node, i, flow.features));
    const epsilon = node.float('epsilon', 1e-5);
    if (!(epsilon > 0 && epsilon < Infinity)) {
      throw node.error(`its epsilon is ${epsilon}`, 'Batch normalisation here has a finite epsilon > 0.');
    }
    const momentum = node.float('momentum', 0.9);
    if (gamma === undefined || b === undefined || mean === undefined || variance === undefined) return flow; // there are four
    if (new Set([gamma, b, mean, variance].map(({ length }) => length)).size > 1) {
      throw node.error('its constants have different lengths', 'The model is damaged.');
    }
    const step: BatchNormStep = {
      kind: 'batchNorm',
      of: flow.step,
      node: node.label,
      ...{ gamma, b, mean, variance, epsilon },
      // It matters to training alone, where a network from here takes the usual one if the file has none that fits.
      momentum: momentum >= 0 && momentum < 1 ? momentum : 0.9,
    };
    return node.after(flow, step, gamma.length);
  },
};

function statistics(node: NodeReader, i: number, features: number | undefined): Float64Array {
  const { name, shape, data } = node.constant(i);
  if (shape.length === 1 && data.length > 0 && data.length === (features ?? data.length)) {
    node.file.take(8 * data.length);
    return Float64Array.from(data);
  }
  const wanted = features === undefined ? 'one number a feature' : `${features} numbers, one a feature`;
  throw node.error(
    `the constant '${name}' has shape [${shape.join(', ')}], but must be ${wanted}`,
    'The model is damaged.',
  );
}

/** Operators of scikit-learn's models, of the domain ai.onnx.ml. */
export const mlOperators: Readonly<Record<string, Operator>> = {
  // (x − offset) · scale, each one number for all features or one each.
  Scaler: (node) => {
    let flow = node.flow(0);
    const list = (name: string, otherwise: number) => {
      const values = node.floats(name) ?? [otherwise];
      if (!values.every(Number.isFinite)) throw node.error(`its ${name} isn't finite`, 'The model is damaged.');
      return { kind: 'constant' as const, name, shape: [values.length], data: Float64Array.from(values) };
    };
    const [offset, scale] = [node.vector(list('offset', 0), flow), node.vector(list('scale', 1), flow)];
    const add = typeof offset === 'number' ? -offset : offset.map((x) => -x);
    flow = lengthened(node, flow, affine(node, flow.step, { add }), offset);
    return lengthened(node, flow, affine(node, flow.step, { mul: scale }), scale);
  },
};
