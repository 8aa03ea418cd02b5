import type { DType, NDArray, Shape } from '@keepdims/ndarray';
import type { GraphNode } from './graph.js';

/** Elements as nested lists; what JSON has no number for is 'NaN', 'Infinity' or '-Infinity'. */
export type JSONValues = number | string | readonly JSONValues[];

/** A node as plain data. */
export interface NodeJSON {
  readonly id: number;
  readonly label: string;
  readonly kind: GraphNode['kind'];
  readonly operation?: string;
  readonly formula?: string;
  readonly inputs: readonly number[];
  readonly shape: Shape;
  readonly dtype: DType;
  readonly value: JSONValues;
  readonly derivative?: JSONValues;
}

/** A graph as plain data: nodes in order, inputs before what is computed from them; `root` is the last. */
export interface GraphJSON {
  readonly root: number;
  readonly nodes: readonly NodeJSON[];
}

/** The graph as plain data. */
export function toJSON(nodes: readonly GraphNode[]): GraphJSON {
  return {
    root: nodes.length - 1,
    nodes: nodes.map(({ id, label, kind, node, formula, inputs, derivative }) => ({
      id,
      label,
      kind,
      ...(node.operation === undefined ? {} : { operation: node.operation.name }),
      ...(formula === undefined ? {} : { formula }),
      inputs,
      shape: [...node.shape],
      dtype: node.dtype,
      value: valuesOf(node.value),
      ...(derivative === undefined ? {} : { derivative: valuesOf(derivative) }),
    })),
  };
}

function valuesOf(a: NDArray): JSONValues {
  const plain = (x: unknown): JSONValues => {
    if (Array.isArray(x)) return x.map(plain);
    const number = Number(x);
    return Number.isFinite(number) ? number : String(number);
  };
  return plain(a.toArray());
}
