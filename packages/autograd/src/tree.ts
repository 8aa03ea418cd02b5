// Assertions: the mapped types say what walking a tree keeps: its structure.
import { isNDArray } from '@keepdims/ndarray';
import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import { isNode } from './node.js';
import type { Node } from './node.js';
import { kindOf } from './operand.js';

/** A place in a tree of parameters: a node, an array or a number, and the path to it, such as `[1].W`. */
export interface Leaf {
  readonly value: Node | NDArray | number;
  readonly path: string;
}

/** The variables that a function gets for parameters: the same structure, with nodes of the arrays' shapes. */
export type Variables<P> = P extends Node
  ? P
  : P extends number
    ? Node<[], 'float64'>
    : P extends NDArray<infer S, infer D>
      ? Node<S, D>
      : { [K in keyof P]: Variables<P[K]> };

/** The gradient in parameters: the same structure and shapes. */
export type Gradients<P> = P extends Node
  ? Node<P['shape'], P['dtype']>
  : P extends number
    ? number
    : P extends NDArray<infer S, infer D>
      ? NDArray<S, D>
      : { [K in keyof P]: Gradients<P[K]> };

/** The parameters that a function of variables V can be called with. */
export type ParametersOf<V> = V extends Node<infer S, infer D> ? LeafOf<S, D> : { [K in keyof V]: ParametersOf<V[K]> };

type LeafOf<S extends Shape, D extends DType> = NDArray<S, D> | Node<S, D> | (S extends readonly [] ? number : never);

/** Whether a tree has nodes: true, false, or boolean where that is unknown. */
export type HasNodes<P> = P extends Node
  ? true
  : P extends NDArray | number
    ? false
    : P extends readonly (infer E)[]
      ? HasNodes<E>
      : P extends object
        ? { [K in keyof P]: HasNodes<P[K]> }[keyof P]
        : false;

/**
 * Walk a tree of parameters and build another of the same structure.
 *
 * @param operation - The public function that was called, for messages.
 * @throws TypeError where a tree holds anything else than nodes, arrays and numbers in lists and plain objects.
 */
export function mapTree(operation: string, tree: unknown, visit: (leaf: Leaf) => unknown, path = ''): unknown {
  if (typeof tree === 'number' || isNode(tree) || isNDArray(tree)) return visit({ value: tree, path });
  if (Array.isArray(tree)) return tree.map((part: unknown, i) => mapTree(operation, part, visit, `${path}[${i}]`));
  if (!isPlainObject(tree)) {
    throw new TypeError(
      `${operation}: parameters are arrays, numbers or nodes in lists and plain objects, but params${path} is ${kindOf(tree)}.`,
    );
  }
  const entries = Object.entries(tree).map(([key, part]) => [key, mapTree(operation, part, visit, `${path}.${key}`)]);
  return Object.fromEntries(entries) as unknown;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
