// Assertions: rules give what fits their input (tested for every one), and `of` gives what has a node's shape and element type.
import * as np from '@keepdims/ndarray';
import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import { sameShape, ShapeError, showShape } from '@keepdims/shapes';
import { astype, sumTo } from './arrange.js';
import { add } from './elementwise.js';
import { isNode, Node } from './node.js';
import { kindOf, scalar } from './operand.js';
import { constant } from './variable.js';

/**
 * The nodes that a value was computed from and that need a derivative, itself included: inputs before outputs. What lies beneath a node of
 * `until` is left out.
 */
export function order(root: Node, until?: ReadonlySet<Node>): Node[] {
  if (!root.needsGradient) return [];
  const found = new Set([root]);
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (until?.has(node)) continue;
    for (const input of node.inputs) {
      if (!input.needsGradient || found.has(input)) continue;
      found.add(input);
      waiting.push(input);
    }
  }
  return [...found].sort((a, b) => a.depth - b.depth); // an input has less depth than what is computed from it
}

/** What an input gets of dJ/d(out) through one operation, in the input's shape and element type. */
export function contribution(node: Node, position: number, d: Node, detached: boolean): Node | undefined {
  const derivative = node.operation?.derivative(position);
  const input = node.inputs[position];
  if (derivative === undefined || input === undefined) return undefined;
  // Detached operands make constants, so that a first derivative records no graph of its own.
  const seen = (x: Node): Node => (detached && x.needsGradient ? new Node(x.value, false) : x);
  const given = sumTo(derivative.rule(d, seen(node), node.inputs.map(seen)), input.shape);
  return given.dtype === input.dtype ? given : astype(given, input.dtype as 'float64');
}

/**
 * The chain rule from the last node to the first: each node once, after all that use it.
 *
 * @param nodes - What `order` gives. @param d - dJ/d(last node), of its shape and element type.
 * @param detached - Whether the derivatives are plain constants; otherwise nodes, to be differentiated again.
 * @param keep - Whether to keep a node's derivative once it has been passed on.
 */
export function propagate(
  nodes: readonly Node[],
  d: Node,
  detached: boolean,
  keep: (node: Node) => boolean,
): Map<Node, Node> {
  const derivatives = new Map<Node, Node>();
  const last = nodes.at(-1);
  if (last !== undefined) derivatives.set(last, d);
  const own = new Set(nodes);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as Node;
    const given = derivatives.get(node);
    if (given === undefined) continue; // nothing that is differentiable leads here
    node.inputs.forEach((input, position) => {
      if (!own.has(input)) return;
      const more = contribution(node, position, given, detached);
      if (more === undefined) return;
      const before = derivatives.get(input);
      derivatives.set(input, before === undefined ? more : add<Node, Node>(before, more));
    });
    if (!keep(node)) derivatives.delete(node);
  }
  return derivatives;
}

/** The derivatives of one node, J, in all that it was computed from. */
export class Derivatives {
  // Not #private: a scope must find the arrays in what it returns.
  private readonly root: Node;
  private readonly all: ReadonlyMap<Node, Node>;

  /** `backward` makes them. @internal */
  constructor(root: Node, all: ReadonlyMap<Node, Node>) {
    this.root = root;
    this.all = all;
  }

  /**
   * dJ/d(node): what the course calls `dw` for a node w. A variable or a node between.
   *
   * @returns A new array of the node's shape and element type; zeros where J doesn't depend on the node.
   * @throws TypeError for a constant, whose derivative isn't computed.
   */
  of<S extends Shape, D extends DType>(node: Node<S, D>): NDArray<S, D> {
    const asked: unknown = node;
    if (!isNode(asked)) throw new TypeError(`of(node): node must be a node, but it is ${kindOf(asked)}.`);
    const d = this.all.get(asked);
    if (d !== undefined) return np.copy(d.value) as never; // a copy: rules share arrays
    if (asked.needsGradient || asked === this.root) return np.zerosLike(asked.value) as never;
    throw new TypeError(
      `of(node): ${asked.name ?? `the node of shape ${showShape(asked.shape)}`} is a constant, whose derivative isn't computed. ` +
        `Make it by variable(value).`,
    );
  }
}

/**
 * Derivatives of a node in everything that it was computed from, by the chain rule, backward through its graph.
 *
 * Each node's rule runs once, after those of all that use the node; the derivatives of a node that is used several times add up. There is
 * no recursion, so a graph may be as deep as memory allows.
 *
 * @param node - What to differentiate: J. A node of one element, or any other with a seed.
 * @param seed - dL/dJ for some scalar L: an array of the node's shape; a number for a node of one element. Default 1.
 * @returns The derivatives: `.of(w)` is dJ/dw.
 * @throws TypeError if it isn't a node. ShapeError if it has several elements and there is no seed, or the seed has another shape.
 * @example const w = variable(3); backward(square(w)).of(w).item() // 6
 */
export function backward<S extends Shape>(node: Node<S>, seed?: NDArray<S> | number): Derivatives {
  const root: unknown = node;
  if (!isNode(root)) throw new TypeError(`backward(node): node must be a node, but it is ${kindOf(root)}.`);
  const d = constant(seedOf(root, seed));
  return new Derivatives(
    root,
    propagate(order(root), d, true, () => true),
  );
}

function seedOf(root: Node, seed: NDArray | number | undefined): NDArray {
  const shape = showShape(root.shape);
  if (seed === undefined || typeof seed === 'number') {
    if (root.value.size === 1) return np.reshape<NDArray, Shape>(scalar(seed ?? 1, root.dtype), root.shape);
    throw new ShapeError(
      seed === undefined
        ? `backward(node): a node of several elements needs a seed: node has shape ${shape}. ` +
            `Make it a scalar by sum(node), or pass a seed of shape ${shape}.`
        : `backward(node, seed): the seed must have the node's shape, ${shape}, but it is a number. Use np.full(${shape}, ${seed}).`,
    );
  }
  if (!np.isNDArray(seed))
    throw new TypeError(`backward(node, seed): seed must be an NDArray or a number, but it is ${kindOf(seed)}.`);
  if (!sameShape(seed.shape, root.shape)) {
    throw new ShapeError(
      `backward(node, seed): the seed must have the node's shape, ${shape}, but it has shape ${showShape(seed.shape)}.`,
    );
  }
  return seed.dtype === root.dtype ? seed : np.astype(seed, root.dtype);
}
