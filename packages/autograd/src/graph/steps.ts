// Assertions: positions of lists that belong together; what an operation states of its own inputs.
import * as np from '@keepdims/ndarray';
import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import { sameShape } from '@keepdims/shapes';
import { backward, contribution } from '../backward.js';
import { constant } from '../variable.js';
import type { GraphNode } from './graph.js';
import { line } from './print.js';
import { equation, showValue } from './show.js';

interface StepFacts {
  /** The node's position in `graph.nodes`. */
  readonly id: number;
  readonly label: string;
  readonly shape: Shape;
  readonly dtype: DType;
}

/** A node gets its value. */
export interface ForwardStep extends StepFacts {
  readonly phase: 'forward';
  /** The operation's name; undefined for variables and constants. */
  readonly operation: string | undefined;
  readonly inputs: readonly number[];
  /** `u = b * c = 6`. */
  readonly formula: string;
  readonly value: NDArray;
}

/** What a node gets of the derivative through one use of it. */
export interface Share {
  /** The node that was computed from it: a position in `graph.nodes`. */
  readonly output: number;
  /** Which of the output's inputs it is. */
  readonly position: number;
  /**
   * ∂(output)/∂(node): element by element for element-wise operations (in the output's shape), the gradient where the output is one
   * number; undefined where it is a matrix of its own (a Jacobian), which isn't made.
   */
  readonly local: NDArray | undefined;
  /** `∂v/∂u = 1`; without a value where `local` is undefined. */
  readonly localFormula: string;
  /** What the node gets: `du * c = 3 * 2 = 6`. */
  readonly formula: string;
  readonly contribution: NDArray;
}

/** A node gets its derivative: the sum of what comes through each use of it. */
export interface BackwardStep extends StepFacts {
  readonly phase: 'backward';
  /** `dv = dJ/dv = 3`. */
  readonly formula: string;
  readonly derivative: NDArray;
  /** Empty for J itself. */
  readonly through: readonly Share[];
}

export type Step = ForwardStep | BackwardStep;

/** The values forward, then the derivatives backward, from the last node to the variables. */
export function* steps(nodes: readonly GraphNode[], seed?: NDArray | number): Generator<Step, void, undefined> {
  for (const given of nodes) {
    const { id, label, node, inputs } = given;
    const formula =
      inputs.length === 0 && node.shape.length === 0 ? `${label} = ${showValue(node.value)}` : line(given);
    const plain = given.kind === 'constant' && node.name === undefined && node.shape.length === 0;
    yield {
      phase: 'forward', id, label, shape: node.shape, dtype: node.dtype, operation: node.operation?.name, inputs,
      formula: plain ? label : formula, value: node.value,
    }; // prettier-ignore
  }

  const root = nodes.at(-1) as GraphNode;
  const derivatives = backward<Shape>(root.node, seed);
  const uses = usesOf(nodes);
  // What is nearer to J comes first; of equally near ones, what the formula has first.
  const backwards = nodes
    .filter(({ node }) => node.needsGradient)
    .sort((a, b) => b.node.depth - a.node.depth || a.id - b.id);
  for (const { id, label, node } of backwards) {
    const derivative = derivatives.of<Shape, DType>(node);
    const through = (uses[id] ?? []).flatMap(({ output, position }) => {
      const d = derivatives.of<Shape, DType>((nodes[output] as GraphNode).node);
      return share(nodes, output, position, d) ?? [];
    });
    const formula = equation(`d${label} = d${root.label}/d${label}`, derivative);
    yield { phase: 'backward', id, label, shape: node.shape, dtype: node.dtype, formula, derivative, through };
  }
}

/** For each node, where it is an input. */
function usesOf(nodes: readonly GraphNode[]): { output: number; position: number }[][] {
  const uses: { output: number; position: number }[][] = nodes.map(() => []);
  nodes.forEach(({ id, inputs }) => {
    inputs.forEach((input, position) => uses[input]?.push({ output: id, position }));
  });
  return uses;
}

function share(nodes: readonly GraphNode[], output: number, position: number, d: NDArray): Share | undefined {
  const { node, label, inputs } = nodes[output] as GraphNode;
  const derivative = node.operation?.derivative(position);
  const given = contribution(node, position, constant<NDArray>(d), true)?.value;
  if (derivative === undefined || given === undefined) return undefined;
  const labels = inputs.map((input) => (nodes[input] as GraphNode).label);
  const own = labels[position] as string;
  const fill = (text: string): string => fillIn(text, labels, label);

  const ones = constant<NDArray>(np.onesLike<NDArray>(node.value));
  const raw = (): NDArray =>
    derivative.rule(
      ones,
      constant(node),
      node.inputs.map((input) => constant(input)),
    ).value;
  const local =
    derivative.local !== undefined
      ? raw()
      : node.value.size === 1
        ? contribution(node, position, ones, true)?.value
        : undefined;

  const partial = `∂${label}/∂${own}`;
  const text = derivative.local === undefined ? undefined : fill(derivative.local);
  const isNumber = text === '1' || text === '-1'; // which says all, of an array too
  const stated = text === undefined || isNumber ? partial : `${partial} = ${text}`;
  // An element-wise operation that has stretched this input.
  const stretched = derivative.local !== undefined && !sameShape(given.shape, node.shape);
  const parts = [`${stretched ? 'sum of ' : ''}${fill(derivative.text)}`];
  const scalars = text !== undefined && local?.ndim === 0 && d.ndim === 0;
  if (scalars && !isNumber) parts.push(`${showValue(d)} * ${inBrackets(showValue(local))}`);
  const formula = equation(parts.join(' = '), given);
  return {
    output,
    position,
    local,
    localFormula:
      local === undefined
        ? `${partial}: ${fill(derivative.text)}`
        : isNumber
          ? `${partial} = ${text}`
          : equation(stated, local).replace(` = ${text ?? ''} = ${text ?? ''}`, ` = ${text ?? ''}`), // the factor is a number itself
    formula,
    contribution: given,
  };
}

const inBrackets = (value: string): string => (value.startsWith('-') ? `(${value})` : value);

/** The labels in an operation's text. */
function fillIn(text: string, labels: readonly string[], out: string): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) =>
    key === 'd' ? `d${out}` : key === 'out' ? out : (labels[Number(key)] ?? ''),
  );
}
