/** Drawing, shared by the studies: panels by Observable Plot on one sheet, as an SVG file that needs nothing beside it. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Colours of lines and points: of middle brightness, so that they show on light and on dark paper. */
const palette = ['#2f7fd1', '#d9760f', '#1f9d6b', '#9467d6', '#d9485f', '#7d8694'];

/** The colour of the i-th line or class. */
export function colour(i: number): string {
  return palette[i % palette.length] ?? 'currentColor';
}

/** 1234 as 1,234. */
export function whole(value: number): string {
  return value.toLocaleString('en-US');
}

/** A power of ten as 10⁻³; other numbers as 3·10⁻¹³. */
export function scientific(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(0).split('e');
  const raised = [...String(Number(exponent))].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)] ?? '').join('');
  return `${digits === '1' ? '' : `${digits}·`}10${raised}`;
}

/** One diagram. */
export interface Panel {
  readonly title: string;
  readonly plot: Plot.PlotOptions;
}

/** What a sheet shows. */
export interface Sheet {
  readonly title: string;
  /** What one learns from it, in a sentence or two. */
  readonly conclusion: string;
  readonly panels: readonly Panel[];
  /** Panels side by side. Default: all of them. */
  readonly columns?: number;
  /** Size of a panel in pixels, axes included. */
  readonly panelWidth: number;
  readonly panelHeight: number;
  /** What the colours mean. */
  readonly legend?: readonly { readonly label: string; readonly colour: string; readonly dashed?: boolean }[];
}

const margin = 24;
const gap = 20;
const style = `
  svg { color: #1d2430; --plot-background: #ffffff; }
  .paper { fill: #ffffff; }
  .muted { fill: #566070; }
  @media (prefers-color-scheme: dark) {
    svg { color: #e4e8ef; --plot-background: #14181f; }
    .paper { fill: #14181f; }
    .muted { fill: #a3acba; }
  }
  text { white-space: pre; }`;

/** The sheet as the text of an SVG file; the same numbers give the same text. */
export function picture(sheet: Sheet): string {
  const { title, conclusion, panels, panelWidth, panelHeight } = sheet;
  const columns = sheet.columns ?? panels.length;
  const width = 2 * margin + columns * panelWidth + (columns - 1) * gap;
  const lines = wrap(conclusion, Math.floor((width - 2 * margin) / 7));
  const legendTop = margin + 32 + 19 * lines.length;
  const legend = legendItems(sheet.legend ?? [], width);
  const top = legendTop + 8 + 20 * legend.rows;
  const rows = Math.ceil(panels.length / columns);
  const height = top + rows * (panelHeight + 26) + (rows - 1) * gap + margin;

  const drawn = panels.map((panel, i) => {
    const x = margin + (i % columns) * (panelWidth + gap);
    const y = top + Math.floor(i / columns) * (panelHeight + 26 + gap);
    const heading = `<text x="${x}" y="${y + 14}" font-size="13" font-weight="600">${escape(panel.title)}</text>`;
    return heading + draw({ width: panelWidth, height: panelHeight, ...panel.plot }, x, y + 26, `clip-${i}`);
  });
  const words = lines.map(
    (line, i) => `<text class="muted" x="${margin}" y="${margin + 38 + 19 * i}" font-size="13">${escape(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title conclusion" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" fill="currentColor">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="conclusion">${escape(conclusion)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `<text x="${margin}" y="${margin + 14}" font-size="18" font-weight="700">${escape(title)}</text>`,
    ...words,
    ...legend.at(legendTop),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

/** A diagram as a nested svg element at (x, y), its numbers rounded to tenths of a pixel. */
function draw(options: Plot.PlotOptions, x: number, y: number, id: string): string {
  const { document } = parseHTML('<html><body></body></html>');
  const plot = Plot.plot({ document, style: { fontSize: '12px' }, marginBottom: 42, marginRight: 16, ...options });
  plot.querySelector('style')?.remove();
  for (const name of ['class', 'style']) plot.removeAttribute(name);
  plot.setAttribute('x', String(x));
  plot.setAttribute('y', String(y));
  plot.setAttribute('font-size', '12');
  const rounded = (text: string) =>
    text.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));
  return plot.outerHTML
    .replace(/ (?:d|transform|[xy][12]?|c[xy]|width|height)="[^"]*"/g, rounded) // places, not opacities
    .replace(/plot-clip-\d+/g, id); // Plot counts its clips over all plots of the process
}

/** The legend's items, each with its place in a row that breaks at the width. */
function legendItems(
  legend: NonNullable<Sheet['legend']>,
  width: number,
): { readonly rows: number; readonly at: (y: number) => string[] } {
  let [x, row] = [margin, 0];
  const places = legend.map(({ label }) => {
    const size = 26 + 7.2 * label.length;
    if (x > margin && x + size > width - margin) [x, row] = [margin, row + 1];
    const place = { x, row };
    x += size + 22;
    return place;
  });
  const item = (
    { label, colour: stroke, dashed = false }: NonNullable<Sheet['legend']>[number],
    x: number,
    y: number,
  ) => {
    const dash = dashed ? ' stroke-dasharray="4 3"' : '';
    return (
      `<line x1="${x}" x2="${x + 20}" y1="${y}" y2="${y}" stroke="${stroke}" stroke-width="3"${dash}/>` +
      `<text x="${x + 26}" y="${y + 4}" font-size="12">${escape(label)}</text>`
    );
  };
  return {
    rows: legend.length === 0 ? 0 : row + 1,
    at: (y) => legend.map((entry, i) => item(entry, Math.round(places[i]?.x ?? 0), y + 8 + 20 * (places[i]?.row ?? 0))),
  };
}

/** Break a text into lines of at most so many characters. */
function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
