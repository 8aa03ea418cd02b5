// Assertions: positions of lists that the same functions have built.
import type { GraphNode } from './graph.js';
import { layOut } from './layout.js';
import type { Layout, Place } from './layout.js';
import { linesOf } from './lines.js';

export interface SvgOptions {
  /** What the picture is called, for those who can't see it. Default: 'Computation graph of J'. */
  readonly title?: string;
}

const lineHeight = 18;
const [padding, gap, margin, layerGap] = [8, 18, 16, 48];
const colours = {
  variable: { fill: '#e3f1e5', stroke: '#2f7d43' },
  constant: { fill: '#f1f1f1', stroke: '#767676' },
  operation: { fill: '#e4edf9', stroke: '#2a5fa5' },
} as const;
const derivativeColour = '#a12622';

/** A picture of the graph from left to right: values in black, derivatives in red. */
export function toSvg(nodes: readonly GraphNode[], options: SvgOptions = {}): string {
  const root = nodes.at(-1) as GraphNode;
  const title = options.title ?? `Computation graph of ${root.label}`;
  const texts = nodes.map(linesOf);
  const sizes = texts.map((lines) => ({
    width: Math.max(28, ...lines.map(widthOf)) + 2 * padding,
    height: lines.length * lineHeight + 2 * padding - 4,
  }));
  const layout = layOut(
    nodes,
    sizes.map(({ height }) => height),
    gap,
  );
  const columns = columnsOf(
    layout,
    sizes.map(({ width }) => width),
  );
  const width = columns.end + margin;
  const height = layout.height + 2 * margin;
  const at = (place: Place): Box => {
    const own =
      place.id === undefined ? (columns.widths[place.layer] as number) : (sizes[place.id] as { width: number }).width;
    const centre = (columns.lefts[place.layer] as number) + (columns.widths[place.layer] as number) / 2;
    return { left: centre - own / 2, right: centre + own / 2, y: place.y + margin };
  };
  const ways = layout.edges.map((way) => way.map(at));
  const edges = ways.map((way) => `<path d="${curve(way)}"/>`);
  const heads = ways.map((way) => head(way[way.length - 1] as Box)).join('');
  const boxes = layout.layers
    .flat()
    .flatMap((place) =>
      place.id === undefined
        ? []
        : box(nodes[place.id] as GraphNode, at(place), place.height, texts[place.id] as string[]),
    );
  const description = nodes.map((_, id) => (texts[id] as string[]).join(', ')).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<desc>${escape(description)}</desc>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<g fill="none" stroke="#555" stroke-width="1.25">${edges.join('')}</g>`,
    ...(heads === '' ? [] : [`<path d="${heads}" fill="#555"/>`]),
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" text-anchor="middle">${boxes.join('')}</g>`,
    '</svg>',
  ].join('\n');
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Left edges and widths of the layers. */
function columnsOf(layout: Layout, widths: readonly number[]): { lefts: number[]; widths: number[]; end: number } {
  const own = layout.layers.map((layer) =>
    Math.max(0, ...layer.map(({ id }) => (id === undefined ? 0 : (widths[id] as number)))),
  );
  let left = margin;
  const lefts = own.map((width) => {
    const here = left;
    left += width + layerGap;
    return here;
  });
  return { lefts, widths: own, end: left - layerGap };
}

/**
 * An arrowhead at the left edge of a box, where every edge arrives level. A marker would do as well, but needs an id, and ids must be unique on
 * a page with several pictures.
 */
function head({ left, y }: Box): string {
  return `M${round(left - 10)} ${round(y - 5)} ${round(left)} ${round(y)} ${round(left - 10)} ${round(y + 5)}Z`;
}

/** From the right edge of the first box to the left edge of the last, level through the bends between. */
function curve(boxes: readonly Box[]): string {
  const [first, ...others] = boxes as [Box, ...Box[]];
  let [x, y] = [first.right, first.y];
  const parts = [`M${round(x)} ${round(y)}`];
  others.forEach((next, i) => {
    const middle = (x + next.left) / 2;
    parts.push(`C${round(middle)} ${round(y)} ${round(middle)} ${round(next.y)} ${round(next.left)} ${round(next.y)}`);
    [x, y] = [next.left, next.y];
    if (i < others.length - 1) {
      x = next.right;
      parts.push(`H${round(x)}`);
    }
  });
  return parts.join('');
}

function box(
  { kind, derivative }: GraphNode,
  { left, right, y }: Box,
  height: number,
  lines: readonly string[],
): string[] {
  const { fill, stroke } = colours[kind];
  const rounding = kind === 'operation' ? 4 : height / 2;
  const top = y - height / 2;
  const rows = lines.map((text, i) => {
    const colour = derivative !== undefined && i === lines.length - 1 ? derivativeColour : '#111';
    const weight = i === 0 ? ' font-weight="600"' : '';
    return `<text x="${round((left + right) / 2)}" y="${round(top + padding + i * lineHeight + 12)}" fill="${colour}"${weight}>${escape(text)}</text>`;
  });
  return [
    `<rect x="${round(left)}" y="${round(top)}" width="${round(right - left)}" height="${round(height)}" rx="${round(Math.min(rounding, 14))}" fill="${fill}" stroke="${stroke}"/>`,
    ...rows,
  ];
}

/** The width of a text in a monospaced font of size 13. */
const widthOf = (text: string): number => [...text].length * 7.9;

const round = (x: number): number => Math.round(x * 100) / 100;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML; control characters, which XML can't hold, are left out. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => entities[c] ?? c).replace(/\p{Cc}/gu, ' ');
}
