// Assertions: what walking a tree keeps, and what was just checked, as the types state it.
import * as np from '@keepdims/ndarray';
import { DTypeError } from '@keepdims/ndarray';
import type { NDArray, Shape } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import { order, propagate } from './backward.js';
import { isNode, Node } from './node.js';
import { kindOf, scalar } from './operand.js';
import { factor, operation } from './operation.js';
import { mapTree } from './tree.js';
import type { Gradients, HasNodes, Leaf, ParametersOf, Variables } from './tree.js';
import { constant, variable } from './variable.js';

/** A value and its gradient: numbers and arrays for parameters that are such, nodes for nodes. */
export interface ValueAndGradient<P> {
  readonly value: true extends HasNodes<P> ? Node<[]> : number;
  readonly gradient: Gradients<P>;
}

// A node by another name, so that a derivative taken inside another has variables of its own.
const alias = /* @__PURE__ */ operation('variable', [factor('1', (d) => d)]);

/** A leaf as a variable, named by its path. */
function variableOf(call: string, { value, path }: Leaf): Node {
  const name = path.replace(/^\./, '');
  if (isNode(value)) return new Node(value.value, true, { operation: alias, inputs: [value] }, value.name ?? name);
  if (typeof value === 'number') return variable(value, name);
  if (value.dtype !== 'float64' && value.dtype !== 'float32') {
    throw new DTypeError(
      `${call}: derivatives need floats, but params${path} is ${value.dtype}. Convert first: astype('float64').`,
    );
  }
  return variable(value as NDArray<Shape, 'float64'>, name);
}

/** Value and gradient at some parameters. */
function differentiate(
  call: string,
  f: (variables: never, ...rest: never[]) => unknown,
  params: unknown,
  rest: readonly unknown[],
): { value: unknown; gradient: unknown } {
  const leaves: Leaf[] = [];
  const variables: Node[] = [];
  const tree = mapTree(call, params, (leaf) => {
    const made = variableOf(call, leaf);
    leaves.push(leaf);
    variables.push(made);
    return made;
  });
  const again = anyNode(call, leaves);
  const J = requireScalar(call, f(tree as never, ...(rest as never[])));

  const targets = new Set(variables);
  const reached = order(J, targets);
  if (!again) refuseForeign(call, reached, targets);
  const nodes = dependants(reached, targets);
  const seed = np.reshape<NDArray, Shape>(scalar(1, J.dtype), J.shape);
  const derivatives = propagate(nodes, constant(seed), !again, (node) => targets.has(node));

  let next = 0;
  const gradient = mapTree(call, params, ({ value }) => {
    const own = variables[next++] as Node;
    const d = derivatives.get(own) ?? constant<NDArray>(np.zerosLike<NDArray>(own.value));
    if (isNode(value)) return d;
    return typeof value === 'number' ? d.item() : np.copy(d.value); // a copy: rules share arrays
  });
  return { value: again ? J : J.item(), gradient };
}

/** Whether the parameters are nodes, so that the gradient shall be such too. */
function anyNode(call: string, leaves: readonly Leaf[]): boolean {
  const node = leaves.find(({ value }) => isNode(value));
  const other = leaves.find(({ value }) => !isNode(value));
  if (node === undefined || other === undefined) return node !== undefined;
  throw new TypeError(
    `${call}: the parameters are either all nodes or all arrays and numbers, but params${node.path} is a node and params${other.path} is none. ` +
      `Wrap it: variable(params${other.path}), or constant(…).`,
  );
}

function requireScalar(call: string, J: unknown): Node {
  if (!isNode(J)) {
    throw new TypeError(
      `${call}: f must return a node of one element, but it returned ${J === undefined ? 'undefined' : np.isNDArray(J) ? 'an NDArray' : kindOf(J)}. ` +
        `Compute it from the variables with this package's functions.`,
    );
  }
  if (J.value.size === 1) return J;
  throw new ShapeError(
    `${call}: f must return a node of one element, but it returned shape ${showShape(J.shape)}. Sum it or take its mean.`,
  );
}

/** The gradient leaves as plain arrays, so what other variables it depends on would be forgotten without a word. */
function refuseForeign(call: string, reached: readonly Node[], targets: ReadonlySet<Node>): void {
  const foreign = reached.find((node) => node.operation === undefined && !targets.has(node));
  if (foreign === undefined) return;
  const what =
    foreign.name === undefined ? `a variable of shape ${showShape(foreign.shape)}` : `the variable ${foreign.name}`;
  throw new TypeError(
    `${call}: f uses ${what}, which isn't among its parameters, so the gradient's dependence on it would be lost. ` +
      `Pass it as a parameter, use constant(it), or call with nodes: the gradient is then made of nodes.`,
  );
}

/** The nodes that depend on a target. */
function dependants(nodes: readonly Node[], targets: ReadonlySet<Node>): Node[] {
  const found = new Set<Node>();
  return nodes.filter((node) => {
    if (!targets.has(node) && !node.inputs.some((input) => found.has(input))) return false;
    found.add(node);
    return true;
  });
}

/**
 * The gradient of a function of parameters.
 *
 * `grad(f)` is a function: its parameters are what f takes, with arrays (or numbers) in place of nodes. `grad(f, params)` is the gradient at
 * these parameters; there the compiler knows the types of f's argument by itself. Called with nodes, which is how `grad(grad(f))` works, it
 * gives nodes, to be differentiated again.
 *
 * @param f - From variables (nodes in lists and plain objects, nested as you like) to a node of one element. Further arguments are handed
 *   through.
 * @param params - Arrays of floats and numbers, structured as f takes them; or nodes.
 * @returns The gradient: the parameters' structure and shapes; a number where the parameter is one. Zeros where f doesn't depend on it.
 * @throws TypeError if f returns no node, or uses a variable that isn't among its parameters. ShapeError if the node has several elements.
 *   DTypeError if a parameter is of integers.
 * @example grad((w) => square(w), 3) // 6
 */
export function grad<const P>(f: (variables: Variables<P>) => Node, params: P): Gradients<P>;
export function grad<V, R extends unknown[]>(
  f: (variables: V, ...rest: R) => Node,
): <P extends ParametersOf<V>>(params: P, ...rest: R) => Gradients<P>;
export function grad(f: (variables: never, ...rest: never[]) => Node, ...given: readonly unknown[]): unknown {
  const call = `grad(${requireFunction('grad', f)})`;
  if (given.length > 0) return differentiate(call, f, given[0], []).gradient;
  return (params: unknown, ...rest: readonly unknown[]) => differentiate(call, f, params, rest).gradient;
}

/**
 * The value of a function of parameters and its gradient, for the price of one forward pass. Used and called as `grad`; errors as there.
 *
 * @returns `{ value, gradient }`.
 * @example valueAndGrad((w) => square(w), 3) // { value: 9, gradient: 6 }
 */
export function valueAndGrad<const P>(f: (variables: Variables<P>) => Node, params: P): ValueAndGradient<P>;
export function valueAndGrad<V, R extends unknown[]>(
  f: (variables: V, ...rest: R) => Node,
): <P extends ParametersOf<V>>(params: P, ...rest: R) => ValueAndGradient<P>;
export function valueAndGrad(f: (variables: never, ...rest: never[]) => Node, ...given: readonly unknown[]): unknown {
  const call = `valueAndGrad(${requireFunction('valueAndGrad', f)})`;
  if (given.length > 0) return differentiate(call, f, given[0], []);
  return (params: unknown, ...rest: readonly unknown[]) => differentiate(call, f, params, rest);
}

function requireFunction(operation_: string, f: unknown): string {
  if (typeof f === 'function') return 'f';
  throw new TypeError(`${operation_}(f): f must be a function of variables, but it is ${kindOf(f)}.`);
}
