// Assertions: an index of the list that is walked.
import type { Node } from '../node.js';
import { showNumber } from './show.js';

/**
 * What nodes are called: by their names; constant numbers by their values; the last one J; the others by a letter and a number: x1 a
 * variable, c1 a constant, v1 what is computed. A name that several nodes have gets a number from the second on.
 */
export function labelsOf(nodes: readonly Node[]): string[] {
  const taken = new Set(nodes.flatMap(({ name }) => name ?? []));
  const used = new Map<string, number>();
  const counts = { x: 0, c: 0, v: 0 };
  const fresh = (letter: keyof typeof counts): string => {
    const next = (): string => `${letter}${++counts[letter]}`;
    let label = next();
    while (taken.has(label)) label = next();
    return label;
  };
  return nodes.map((node, i) => {
    const { name } = node;
    if (name !== undefined) {
      const times = (used.get(name) ?? 0) + 1;
      used.set(name, times);
      return times === 1 ? name : `${name} (${times})`;
    }
    if (i === nodes.length - 1 && !taken.has('J')) return 'J';
    if (node.operation !== undefined) return fresh('v');
    if (node.needsGradient) return fresh('x');
    return node.shape.length === 0 ? showNumber(node.item()) : fresh('c');
  });
}
