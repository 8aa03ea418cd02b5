import { isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, sameShape, showShape } from '@keepdims/shapes';

/** Trees by their names in messages. */
type Nodes = readonly { readonly name: string; readonly node: unknown }[];

type Visit = (arrays: readonly NDArray[], path: string) => readonly NDArray[];

/**
 * Walk several trees of arrays side by side, and build new trees of the same structure.
 *
 * A tree is an NDArray, or a list or plain object of trees. All must have the first one's structure, and their arrays its shapes.
 *
 * @param operation - The public function that was called, for messages.
 * @param trees - The trees with their names in messages; the first one leads.
 * @param count - How many trees to build.
 * @param visit - Given the arrays at one place, in the trees' order, and the path to it, such as `[1].W`: the `count` new arrays.
 * @returns The new trees.
 * @throws ShapeError where structures or shapes differ. TypeError where a tree holds anything else.
 */
export function mapTrees<const T extends Nodes>(
  operation: string,
  trees: T,
  count: number,
  visit: (arrays: { readonly [I in keyof T]: NDArray }, path: string) => readonly NDArray[],
): unknown[] {
  return walk(operation, trees, count, visit as unknown as Visit, ''); // one array a tree
}

function walk(operation: string, nodes: Nodes, count: number, visit: Visit, path: string): unknown[] {
  const kinds = nodes.map(({ name, node }) => kindOf(operation, `${name}${path}`, node));
  const [kind] = kinds;
  kinds.forEach((other, i) => {
    if (other === kind) return;
    throw new ShapeError(
      `${operation}: the structures must be equal: ${place(nodes, 0, path)} is ${String(kind)}, but ${place(nodes, i, path)} is ${other}.`,
    );
  });
  if (kind === 'an array') {
    const arrays = nodes.map(({ node }) => node as NDArray); // its kind
    requireSameShapes(operation, nodes, arrays, path);
    return [...visit(arrays, path)];
  }
  const keys = commonKeys(operation, nodes, path);
  const built = keys.map((key) => {
    const children = nodes.map(({ name, node }) => ({ name, node: (node as Record<string, unknown>)[key] })); // a list or an object
    return walk(operation, children, count, visit, `${path}${kind === 'a list' ? `[${key}]` : `.${key}`}`);
  });
  return Array.from({ length: count }, (_, i) => {
    const values = built.map((trees) => trees[i]);
    if (kind === 'a list') return values;
    const record: Record<string, unknown> = Object.fromEntries(keys.map((key, k) => [key, values[k]]));
    return record;
  });
}

function kindOf(operation: string, place: string, node: unknown): string {
  if (isNDArray(node)) return 'an array';
  if (Array.isArray(node)) return 'a list';
  if (node === undefined) return 'missing';
  if (typeof node === 'object' && node !== null) {
    const prototype: unknown = Object.getPrototypeOf(node);
    if (prototype === Object.prototype || prototype === null) return 'an object';
  }
  const kind = node === null ? 'null' : typeof node === 'object' ? `a ${node.constructor.name}` : `a ${typeof node}`;
  throw new TypeError(`${operation}: parameters are NDArrays in lists and plain objects, but ${place} is ${kind}.`);
}

function commonKeys(operation: string, nodes: Nodes, path: string): string[] {
  const [leader = [], ...others] = nodes.map(({ node }) => Object.keys(node as object)); // a list or an object
  others.forEach((keys, i) => {
    const missing = leader.find((key) => !keys.includes(key));
    const extra = keys.find((key) => !leader.includes(key));
    if (missing === undefined && extra === undefined) return;
    const [own, other] = [place(nodes, 0, path), place(nodes, i + 1, path)];
    throw new ShapeError(
      `${operation}: the structures must be equal: ${own} has ${list(leader)}, but ${other} has ${list(keys)}: ` +
        (missing === undefined ? `'${extra ?? ''}' is too many.` : `'${missing}' is missing.`) +
        remedyFor(leader, keys),
    );
  });
  return leader;
}

/** What is easily forgotten with the parameters and gradients of a network. */
function remedyFor(leader: readonly string[], keys: readonly string[]): string {
  const trained = isTrained(leader) && isTrained(keys);
  const raw = keys.includes('dW') && !leader.includes('dW');
  return (
    (trained
      ? ''
      : ' Running statistics are not trained: give trainableParams(params) to init and update, not params.') +
    (raw ? ' Give parameterGradients(gradients), not what net.backward returned.' : '')
  );
}

/** Whether no running statistics of batch normalisation are among the keys. */
function isTrained(keys: readonly string[]): boolean {
  return !keys.includes('runningMean') && !keys.includes('runningVariance');
}

function requireSameShapes(operation: string, nodes: Nodes, arrays: readonly NDArray[], path: string): void {
  const shape = arrays[0]?.shape ?? [];
  arrays.forEach((array, i) => {
    if (sameShape(shape, array.shape)) return;
    const other = place(nodes, i, path);
    const transposed = array.shape.length === 2 && sameShape(shape, [...array.shape].reverse());
    throw new ShapeError(
      `${operation}: the shapes must be equal: ${place(nodes, 0, path)} has shape ${showShape(shape)}, ${other} has shape ` +
        `${showShape(array.shape)}.${transposed ? ` ${other}.T() would fit.` : ''}`,
    );
  });
}

function place(nodes: Nodes, index: number, path: string): string {
  return `${nodes[index]?.name ?? ''}${path}`;
}

function list(keys: readonly string[]): string {
  return keys.length === 0 ? 'nothing' : keys.join(', ');
}
