import type { NDArray } from '@keepdims/ndarray';
import { Node } from './node.js';
import type { Operand } from './operand.js';
import { toNode } from './operand.js';

/**
 * One input's part of the chain rule: from dJ/d(out) to what the input gets through this operation.
 *
 * It is written with differentiable functions, so that it can be differentiated again, and may give a larger shape or another element type
 * than the input's: the backward pass sums over what was broadcast and converts. It gets all that it needs as arguments and keeps no node.
 */
export type Rule = (d: Node, out: Node, inputs: readonly Node[]) => Node;

/** The derivative of an operation in one input. In texts {0}, {1}, … stand for the inputs, {out} for the result and {d} for dJ/d(out). */
export interface Derivative {
  readonly rule: Rule;
  /** What the input gets. */
  readonly text: string;
  /** Element-wise operations: the factor that dJ/d(out) is multiplied by, ∂out/∂input. */
  readonly local?: string;
}

/** What computes a node, and how derivatives go back through it. */
export interface Operation {
  readonly name: string;
  /** The formula, given the labels of the inputs. */
  readonly text: (labels: readonly string[]) => string;
  /** One an input, by its position; undefined where the derivative is 0 wherever there is one. */
  readonly derivative: (position: number) => Derivative | undefined;
}

/** A derivative whose contribution is dJ/d(out) times a factor, element by element. */
export function factor(local: string, rule: Rule): Derivative {
  return { rule, local, text: local === '1' ? '{d}' : local === '-1' ? '-{d}' : `{d} * ${local}` };
}

/** A derivative that isn't a product of elements. */
export function through(text: string, rule: Rule): Derivative {
  return { rule, text };
}

/** An operation with a fixed number of inputs. */
export function operation(
  name: string,
  derivatives: readonly (Derivative | undefined)[],
  text: Operation['text'] = (labels) => `${name}(${labels.join(', ')})`,
): Operation {
  return { name, text, derivative: (position) => derivatives[position] };
}

/** A node of a value that an operation has computed from operands; a constant where none of them has a variable in it. */
export function record(value: NDArray, made: Operation, operands: readonly Operand[]): Node {
  const inputs = operands.map((x) => toNode(x, value.dtype));
  const needsGradient = inputs.some((input) => input.needsGradient);
  return needsGradient ? new Node(value, true, { operation: made, inputs }) : new Node(value, false);
}
