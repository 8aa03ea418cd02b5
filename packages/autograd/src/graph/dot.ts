import type { GraphNode } from './graph.js';
import { linesOf } from './lines.js';

const shapes = { variable: 'ellipse', constant: 'plaintext', operation: 'box' } as const;

/** The graph in Graphviz' language. */
export function toDot(nodes: readonly GraphNode[]): string {
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;
  const statements = nodes.flatMap((node) => [
    // \n between the lines is Graphviz' own escape.
    `  n${node.id} [shape=${shapes[node.kind]}, label=${linesOf(node)
      .map((text) => quoted(text).slice(1, -1))
      .join('\\n')
      .replace(/^|$/g, '"')}];`,
    ...node.inputs.map((input) => `  n${input} -> n${node.id};`),
  ]);
  return ['digraph {', '  rankdir=LR;', ...statements, '}', ''].join('\n');
}
