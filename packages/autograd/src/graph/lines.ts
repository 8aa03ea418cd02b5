import type { GraphNode } from './graph.js';
import { showBriefly } from './show.js';

/** What a drawing writes into a node: how it is computed, its value, its derivative. */
export function linesOf({ node, label, kind, formula, derivative }: GraphNode): string[] {
  const plain = kind === 'constant' && node.shape.length === 0 && node.name === undefined;
  const lines = [formula === undefined ? label : `${label} = ${formula}`];
  if (!plain) lines.push(showBriefly(node.value));
  if (derivative !== undefined) lines.push(`d${label}: ${showBriefly(derivative)}`);
  return lines;
}
