// Assertions: indices of lists that the same functions have built.
import type { NDArray, Shape } from '@keepdims/ndarray';
import type { Derivatives } from '../backward.js';
import { isNode } from '../node.js';
import type { Node } from '../node.js';
import { kindOf } from '../operand.js';
import { labelsOf } from './labels.js';
import { toDot } from './dot.js';
import type { GraphJSON } from './json.js';
import { toJSON } from './json.js';
import { toMermaid } from './mermaid.js';
import { print } from './print.js';
import { showValue } from './show.js';
import { steps } from './steps.js';
import type { Step } from './steps.js';
import { toSvg } from './svg.js';
import type { SvgOptions } from './svg.js';

/** One node of a drawing, with everything in words. */
export interface GraphNode {
  /** Its position in `nodes`. */
  readonly id: number;
  readonly node: Node;
  /** What it is called: its name; a constant number's value; or a letter with a number. */
  readonly label: string;
  readonly kind: 'variable' | 'constant' | 'operation';
  /** What it was computed from: positions in `nodes`. */
  readonly inputs: readonly number[];
  /** How it was computed, such as `b * c`; undefined for variables and constants. */
  readonly formula: string | undefined;
  /** Its value in short: a number, a few numbers, or the shape. */
  readonly value: string;
  /** dJ/d(node), where the graph was made with derivatives. */
  readonly derivative: NDArray | undefined;
}

/** A graph to look at. */
export interface Graph {
  /** All nodes, inputs before what is computed from them; the last one is the node whose graph it is. */
  readonly nodes: readonly GraphNode[];
  /** An indented tree with values and shapes; a node that is used several times is shown once, and referred to with ↑. */
  print(): string;
  /** For Graphviz. */
  toDot(): string;
  /** For Mermaid, as Markdown pages draw it. */
  toMermaid(): string;
  /** A picture that needs nothing else: an `<svg>` element as text, safe to put into a page. */
  toSvg(options?: SvgOptions): string;
  /** Plain data: `JSON.stringify(graph)` uses it. */
  toJSON(): GraphJSON;
  /**
   * The computation one node at a time: the values forward, then the derivatives backward.
   *
   * @param seed - As `backward`'s: needed where the node has several elements.
   */
  steps(seed?: NDArray | number): Generator<Step, void, undefined>;
}

/**
 * The graph of a node, to print, draw and step through.
 *
 * @param node - The last node: J.
 * @param options.derivatives - What `backward(node)` gave: prints and drawings then show the derivatives too.
 * @returns The graph. It refers to the nodes; it changes nothing.
 * @throws TypeError if it isn't a node.
 * @example graph(multiply(3, variable(2, 'v')).named('J')).print() // 'J = 3 * v = 6\n├─ 3\n└─ v = 2'
 */
export function graph(node: Node, options: { readonly derivatives?: Derivatives } = {}): Graph {
  const root: unknown = node;
  if (!isNode(root)) throw new TypeError(`graph(node): node must be a node, but it is ${kindOf(root)}.`);
  const nodes = describe(inOrder(root), options.derivatives);
  return {
    nodes,
    print: () => print(nodes),
    toDot: () => toDot(nodes),
    toMermaid: () => toMermaid(nodes),
    toSvg: (svgOptions) => toSvg(nodes, svgOptions),
    toJSON: () => toJSON(nodes),
    steps: (seed) => steps(nodes, seed),
  };
}

/** All nodes, each after its inputs, in the order in which a reader of the formula meets them. No recursion: a graph may be deep. */
function inOrder(root: Node): Node[] {
  const done = new Set<Node>();
  const waiting: { node: Node; next: number }[] = [{ node: root, next: 0 }];
  for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
    const input = top.node.inputs[top.next++];
    if (input === undefined) {
      done.add(top.node);
      waiting.pop();
    } else if (!done.has(input)) {
      waiting.push({ node: input, next: 0 });
    }
  }
  return [...done];
}

function describe(nodes: readonly Node[], derivatives: Derivatives | undefined): GraphNode[] {
  const labels = labelsOf(nodes);
  const ids = new Map(nodes.map((node, id) => [node, id]));
  return nodes.map((node, id) => {
    const inputs = node.inputs.map((input) => ids.get(input) as number);
    return {
      id,
      node,
      label: labels[id] as string,
      kind: node.operation !== undefined ? 'operation' : node.needsGradient ? 'variable' : 'constant',
      inputs,
      formula: node.operation?.text(inputs.map((input) => labels[input] as string)),
      value: showValue(node.value),
      derivative: node.needsGradient ? derivatives?.of<Shape, Node['dtype']>(node) : undefined,
    };
  });
}
