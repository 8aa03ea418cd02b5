// Assertions: positions of the list itself.
import type { GraphNode } from './graph.js';
import { equation } from './show.js';

/** One line: `v = a + u = 11`. */
export function line({ label, node, formula, kind }: GraphNode): string {
  if (kind === 'constant' && node.shape.length === 0 && node.name === undefined) return label;
  return equation(formula === undefined ? label : `${label} = ${formula}`, node.value);
}

/** `   dv = 3`, where derivatives are known. */
function derivativeOf({ label, derivative }: GraphNode): string {
  return derivative === undefined ? '' : `   ${equation(`d${label}`, derivative)}`;
}

/** An indented tree from the last node to the first. No recursion: a graph may be deep. */
export function print(nodes: readonly GraphNode[]): string {
  const lines: string[] = [];
  const shown = new Set<number>();
  const waiting = [{ id: nodes.length - 1, first: '', others: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = nodes[next.id] as GraphNode;
    const again = shown.has(next.id) && (node.inputs.length > 0 || node.kind === 'variable');
    lines.push(`${next.first}${again ? `${node.label} ↑` : line(node) + derivativeOf(node)}`);
    shown.add(next.id);
    if (again) continue;
    const { others } = next;
    const children = node.inputs.map((id, i) => {
      const last = i === node.inputs.length - 1;
      return { id, first: `${others}${last ? '└─ ' : '├─ '}`, others: `${others}${last ? '   ' : '│  '}` };
    });
    waiting.push(...children.reverse());
  }
  return lines.join('\n');
}
