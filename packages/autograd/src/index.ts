/**
 * The computation graph: values computed forward, derivatives backward, for any composition of ndarray's differentiable functions.
 *
 * ```ts
 * import { add, backward, multiply, variable } from '@keepdims/autograd';
 *
 * const [a, b, c] = [variable(5, 'a'), variable(3, 'b'), variable(2, 'c')];
 * const J = multiply(3, add(a, multiply(b, c))); // J = 3(a + bc), §2.7
 * backward(J).of(c).item(); // 9
 * ```
 */
export { isNode, Node } from './node.js';
export type { ArrayOperand, Operand } from './operand.js';
export { constant, variable } from './variable.js';
export type { NodeOf } from './variable.js';
export {
  abs, add, cos, divide, exp, expm1, log, log1p, log2, multiply, negative, power, reciprocal, sign, sin, sqrt, square, subtract, tanh,
} from './elementwise.js'; // prettier-ignore
export { clip, maximum, minimum, where } from './choose.js';
export { cumsum, max, mean, min, norm, prod, std, sum, variance } from './reduce.js';
export { dot, matmul, outer, trace } from './linear.js';
export {
  asColumn,
  asRow,
  astype,
  broadcastTo,
  expandDims,
  flip,
  ravel,
  reshape,
  squeeze,
  transpose,
} from './arrange.js';
export { concatenate, repeat, split, stack, tile } from './join.js';
export { compress, slice, take } from './select.js';
export { backward } from './backward.js';
export type { Derivatives } from './backward.js';
export { grad, valueAndGrad } from './grad.js';
export type { ValueAndGradient } from './grad.js';
export type { Gradients, ParametersOf, Variables } from './tree.js';
export { activate } from './activate.js';
export { cost } from './cost.js';
export { numericGradient } from './numericGradient.js';
export { checkGradient } from './checkGradient.js';
export type { CheckedGradient } from './checkGradient.js';
export { graph } from './graph/graph.js';
export type { Graph, GraphNode } from './graph/graph.js';
export type { GraphJSON, JSONValues, NodeJSON } from './graph/json.js';
export type { BackwardStep, ForwardStep, Share, Step } from './graph/steps.js';
export type { SvgOptions } from './graph/svg.js';
