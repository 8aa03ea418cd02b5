import { showShape } from '@keepdims/shapes';
import type { Constant } from '../constant.js';
import type { DenseStep, Flow, Vector } from '../flow.js';
import type { NodeReader, Operator } from '../nodeReader.js';
import { simplify } from '../nodeReader.js';
import { mapVector } from './arithmetic.js';

/** Products with constant weights: the dense layers. Weights to the left of the data are those of a graph with examples as columns. */
export const products: Readonly<Record<string, Operator>> = {
  MatMul: (node) => product(node, { transA: false, transB: false, alpha: 1 }, undefined),
  Gemm: (node) => {
    const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
    const options = { transA: node.int('transA', 0) !== 0, transB: node.int('transB', 0) !== 0, alpha };
    const hasBias = node.optional(2) !== undefined && beta !== 0;
    return product(node, options, hasBias ? (flow) => mapVector(node.vector(node.constant(2), flow), (x) => beta * x) : undefined); // prettier-ignore
  },
};

interface ProductOptions {
  readonly transA: boolean;
  readonly transB: boolean;
  readonly alpha: number;
}

function product(
  node: NodeReader,
  { transA, transB, alpha }: ProductOptions,
  biasFor: ((flow: Flow) => Vector) | undefined,
): Flow {
  const [a, b] = [node.input(0), node.input(1)];
  if (a.kind === 'flow' && b.kind === 'constant') {
    // Y = X B: [N, in] · [in, out], so that W = Bᵀ.
    const from = { ...a, transposed: a.transposed !== transA };
    node.requireExamples(from, 'rows');
    return denseFlow(node, from, b, { flipped: !transB, alpha }, biasFor);
  }
  if (a.kind === 'constant' && b.kind === 'flow') {
    // Y = A X: [out, in] · [in, N].
    const from = { ...b, transposed: b.transposed !== transB };
    node.requireExamples(from, 'columns');
    return denseFlow(node, from, a, { flipped: transA, alpha }, biasFor);
  }
  if (a.kind === 'flow')
    throw node.error('it multiplies two tensors of data (attention, say)', 'Dense networks have constant weights.');
  throw node.error('both of its inputs are constants', simplify);
}

function denseFlow(
  node: NodeReader,
  from: Flow,
  constant: Constant,
  { flipped, alpha }: { readonly flipped: boolean; readonly alpha: number },
  biasFor: ((flow: Flow) => Vector) | undefined,
): Flow {
  const { shape, data } = constant;
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || rows === 0 || columns === 0) {
    throw node.error(
      `the weights '${constant.name}' have shape ${showShape(shape)}, but must be a matrix`,
      'Dense layers have one matrix each.',
    );
  }
  const [units, inputs] = flipped ? [columns, rows] : [rows, columns];
  if (from.features !== undefined && from.features !== inputs) {
    throw node.error(
      `the weights '${constant.name}' ${showShape(shape)} take ${inputs} features, but ${from.features} come`,
      'The model is damaged.',
    );
  }
  node.file.take(data.byteLength);
  const weights = data.slice();
  for (let i = 0; i < units; i++) {
    for (let j = 0; j < inputs; j++) {
      // In range: units · inputs elements.
      const value = data[flipped ? j * units + i : i * inputs + j] as number;
      weights[i * inputs + j] = alpha === 1 ? value : alpha * value;
    }
  }
  const step: DenseStep = { kind: 'dense', of: from.step, node: node.label, units, inputs, weights, bias: undefined };
  const flow = node.after(from, step, units);
  return biasFor === undefined ? flow : node.after(flow, { ...step, bias: biasFor(flow) });
}
