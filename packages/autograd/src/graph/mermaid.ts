import type { GraphNode } from './graph.js';
import { linesOf } from './lines.js';

const brackets = { variable: ['(["', '"])'], constant: ['("', '")'], operation: ['["', '"]'] } as const;

/** The graph in Mermaid's language. */
export function toMermaid(nodes: readonly GraphNode[]): string {
  // Mermaid reads HTML entities by number, without the ampersand.
  const escaped = (text: string): string =>
    text.replace(/[^\p{L}\p{N} .,()²ᵀ=+/^'-]/gu, (c) => `#${c.codePointAt(0) ?? 63};`);
  const statements = nodes.flatMap((node) => {
    const [open, close] = brackets[node.kind];
    return [
      `  n${node.id}${open}${linesOf(node).map(escaped).join('<br>')}${close}`,
      ...node.inputs.map((input) => `  n${input} --> n${node.id}`),
    ];
  });
  return ['graph LR', ...statements, ''].join('\n');
}
