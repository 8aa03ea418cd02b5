import type { Constant } from '../constant.js';
import type { Affine, Flow, Step, Vector } from '../flow.js';
import type { NodeReader, Operator } from '../nodeReader.js';
import { simplify } from '../nodeReader.js';
import { gatedActivation } from '../gatedActivation.js';

/** Sums and products with constants: biases and scalings. */
export const arithmetic: Readonly<Record<string, Operator>> = {
  Add: (node) => {
    const [flow, constant] = flowAndConstant(node, 'the sum of two tensors (a residual connection, say)');
    const add = finiteVector(node, constant, flow);
    const { step } = flow;
    const isBias = step.kind === 'dense' && step.bias === undefined;
    return lengthened(node, flow, isBias ? { ...step, bias: add } : affine(node, step, { add }), add);
  },
  Sub: (node) => {
    const [flow, constant] = flowAndConstant(node, 'the difference of two tensors');
    const given = finiteVector(node, constant, flow);
    const isMinuend = node.input(0).kind === 'constant'; // constant − data
    const parts = isMinuend ? { mul: -1, add: given } : { add: mapVector(given, (x) => -x) };
    return lengthened(node, flow, affine(node, flow.step, parts), given);
  },
  Mul: (node) => {
    const [a, b] = [node.input(0), node.input(1)];
    if (a.kind === 'flow' && b.kind === 'flow') return gated(node, a, b);
    const [flow, constant] = flowAndConstant(node, '');
    const mul = finiteVector(node, constant, flow);
    return lengthened(node, flow, affine(node, flow.step, { mul }), mul);
  },
  Div: (node) => {
    const [flow, constant] = flowAndConstant(node, 'the quotient of two tensors');
    if (node.input(0).kind === 'constant') {
      throw node.error('a constant is divided by data', 'Dense networks have no such layer.');
    }
    const divisor = finiteVector(node, constant, flow);
    if (typeof divisor === 'number' ? divisor === 0 : divisor.includes(0)) {
      throw node.error(`the constant '${constant.name}' divides by 0`, 'Give a constant feature the scale 1.');
    }
    const mul = mapVector(divisor, (x) => 1 / x);
    return lengthened(node, flow, affine(node, flow.step, { mul, divisor }), divisor);
  },
  Neg: (node) => {
    const flow = node.flow(0);
    return node.after(flow, affine(node, flow.step, { mul: -1 }));
  },
};

/** The data and the constant of a node with one of each. @param both - What two tensors of data would make. */
function flowAndConstant(node: NodeReader, both: string): [Flow, Constant] {
  const [a, b] = [node.input(0), node.input(1)];
  if (a.kind === 'flow' && b.kind === 'constant') return [a, b];
  if (a.kind === 'constant' && b.kind === 'flow') return [b, a];
  if (a.kind === 'flow') throw node.error(`it is ${both}`, 'A dense network is a chain of layers.');
  throw node.error('both of its inputs are constants', simplify);
}

function finiteVector(node: NodeReader, constant: Constant, flow: Flow): Vector {
  const bad = constant.data.find((x) => !Number.isFinite(x));
  if (bad === undefined) return node.vector(constant, flow);
  throw node.error(`the constant '${constant.name}' has ${bad}`, 'Scales and shifts are finite.');
}

/** A step x · mul + add. */
export function affine(
  node: NodeReader,
  of: Step,
  { mul = 1, add = 0, divisor }: { mul?: Vector; add?: Vector; divisor?: Vector },
): Affine {
  return { kind: 'affine', of, node: node.label, mul, add, ...(divisor === undefined ? {} : { divisor }) };
}

/** The tensor after a step with a number a feature, which tells how many there are. */
export function lengthened(node: NodeReader, flow: Flow, step: Step, vector: Vector): Flow {
  return node.after(flow, step, typeof vector === 'number' ? flow.features : vector.length);
}

export function mapVector(vector: Vector, f: (x: number) => number): Vector {
  return typeof vector === 'number' ? f(vector) : vector.map(f);
}

/** The product of two tensors of data: silu or gelu, written out. */
function gated(node: NodeReader, a: Flow, b: Flow): Flow {
  const found =
    a.transposed === b.transposed
      ? (gatedActivation(node.label, a.step, b.step) ?? gatedActivation(node.label, b.step, a.step))
      : undefined;
  if (found === undefined) {
    throw node.error(
      'it multiplies two tensors of data',
      'That is read as x · sigmoid(x) (silu) and as gelu with Erf; no other activation of dense networks is made so.',
    );
  }
  return node.after(a, found);
}
