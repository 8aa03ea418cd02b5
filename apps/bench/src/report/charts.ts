import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { MemoryResult } from '../memory/memoryResult.js';
import type { FamilyRun } from '../run.js';
import { showTime } from './format.js';
import { looksOf, pointsOf, roofAt } from './series.js';
import type { Look, Point, Roof } from './series.js';

// linkedom's document has all of a document that Plot asks for.
const document = parseHTML('<html></html>').document;

const width = 640;
const common = {
  document,
  width,
  marginLeft: 62,
  marginRight: 18,
  marginBottom: 42,
  style: { fontSize: '13px', background: 'none', overflow: 'visible' },
} as const;

/** The chart of a family as SVG: a sweep over sizes where it has them, else a row a case. */
export function familyChart(family: FamilyRun, roof: Roof): string {
  const looks = looksOf(family);
  const sized = family.cases.filter(({ size }) => size !== undefined);
  if (sized.length > 1) return family.chart === 'gflops' ? rateChart(family, looks, roof) : timeChart(family, looks);
  return rowsChart(family, looks);
}

function lookOf(looks: readonly Look[], name: string): Look {
  return looks.find((look) => look.name === name) ?? { name, color: 'currentColor', symbol: 'circle', dash: undefined };
}

/** Lines with their points, one a variant; `y` in the unit of the chart. */
function lines(looks: readonly Look[], points: readonly Point[], y: (point: Point) => number): Plot.Markish[] {
  return looks.flatMap(({ name, color, symbol, dash }) => {
    const own = points.filter((point) => point.name === name);
    return [
      Plot.line(own, {
        x: 'size',
        y,
        stroke: color,
        strokeWidth: 1.8,
        ...(dash === undefined ? {} : { strokeDasharray: dash }),
      }),
      Plot.dot(own, { x: 'size', y, fill: color, symbol, r: 4 }),
    ];
  });
}

/** Every size is labelled: a log axis of its own accord labels only some. */
function sizeAxis({ rows, cases }: FamilyRun): { x: Plot.ScaleOptions; marks: Plot.Markish[] } {
  const sizes = cases.flatMap(({ size }) => (size === undefined ? [] : [size]));
  return {
    x: { type: 'log', axis: null },
    marks: [Plot.gridX(sizes), Plot.axisX(sizes, { text: (size: number) => shortNumber(size), label: `${rows} →` })],
  };
}

function timeChart(family: FamilyRun, looks: readonly Look[]): string {
  const points = pointsOf(family).filter(({ size }) => size !== undefined);
  const { x, marks: axis } = sizeAxis(family);
  return svg({
    height: 340,
    x,
    y: { type: 'log', label: '↑ time of a call', tickFormat: tickTime, ticks: 5, grid: true },
    marks: [
      ...axis,
      ...looks.map(({ name, color }) =>
        Plot.areaY(
          points.filter((point) => point.name === name),
          { x: 'size', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.15 },
        ),
      ),
      ...lines(looks, points, ({ median }) => median),
    ],
  });
}

function rateChart(family: FamilyRun, looks: readonly Look[], roof: Roof): string {
  const points = pointsOf(family).filter(({ size, flops }) => size !== undefined && flops !== undefined);
  const edge = family.cases.flatMap(({ size, work }) =>
    size === undefined || work?.flops === undefined || work.bytes === undefined
      ? []
      : [{ size, rate: roofAt(roof, work.flops, work.bytes) }],
  );
  const { x, marks: axis } = sizeAxis(family);
  return svg({
    height: 340,
    x,
    y: { type: 'log', label: '↑ GFLOP/s', tickFormat: shortNumber, ticks: 5, grid: true },
    marks: [
      ...axis,
      Plot.line(edge, { x: 'size', y: 'rate', stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '8 4' }),
      Plot.text(edge.slice(-1), {
        x: 'size',
        y: 'rate',
        text: ['roof'],
        dy: -9,
        textAnchor: 'end',
        fill: 'currentColor',
      }),
      ...lines(looks, points, ({ flops = 0, median }) => flops / median / 1e6),
    ],
  });
}

/** A row a case, a symbol a variant, times to the right. */
function rowsChart(family: FamilyRun, looks: readonly Look[]): string {
  const points = pointsOf(family);
  const labels = family.cases.map(({ label }) => label);
  const longest = Math.max(0, ...labels.map(({ length }) => length));
  return svg({
    height: 62 + 24 * labels.length,
    marginLeft: Math.min(260, 20 + 7.4 * longest),
    marginTop: 40,
    x: { type: 'log', label: 'time of a call →', tickFormat: tickTime, ticks: 5, grid: true, axis: 'top' },
    y: { domain: labels, label: null, grid: true },
    marks: [
      Plot.ruleY(points, {
        y: 'label',
        x1: 'low',
        x2: 'high',
        stroke: ({ name }: Point) => lookOf(looks, name).color,
        strokeWidth: 1.5,
      }),
      ...looks.map(({ name, color, symbol }) =>
        Plot.dot(
          points.filter((point) => point.name === name),
          { x: 'median', y: 'label', fill: color, symbol, r: 4.5 },
        ),
      ),
    ],
    color: { type: 'identity' },
  });
}

/** Memory readings as SVG. */
export function memoryChart({ readings }: MemoryResult): string {
  const points = readings.map(({ count, rss }) => ({ count, megabytes: rss / 1e6 }));
  return svg({
    height: 220,
    x: { label: 'times done →', tickFormat: shortNumber, ticks: 6 },
    y: {
      label: '↑ memory of the process, MB',
      domain: [0, 1.15 * Math.max(...points.map(({ megabytes }) => megabytes))],
      grid: true,
    },
    marks: [
      Plot.line(points, { x: 'count', y: 'megabytes', stroke: 'var(--series-0)', strokeWidth: 1.8 }),
      Plot.ruleY([0]),
    ],
  });
}

/** A symbol for a legend. */
export function legendSymbol({ color, symbol }: Look): string {
  return svg({
    width: 16,
    height: 16,
    margin: 0,
    marginLeft: 0,
    marginRight: 0,
    axis: null,
    x: { domain: [-1, 1] },
    y: { domain: [-1, 1] },
    marks: [Plot.dot([[0, 0]], { fill: color, symbol, r: 5 })],
  });
}

function svg(options: Plot.PlotOptions): string {
  const plot = Plot.plot({ ...common, ...options });
  plot.setAttribute('aria-hidden', 'true'); // the table beside it says the same
  plot.removeAttribute('xmlns');
  plot.removeAttribute('xmlns:xlink');
  // Plot's own style sheet comes with each chart; the page has one for all.
  for (const style of plot.querySelectorAll('style')) style.remove();
  return plot.outerHTML.replaceAll(/ xmlns(:xlink)?="[^"]*"/g, '');
}

/** 1.2k, 3M. */
function shortNumber(value: number): string {
  const units = [
    ['M', 1e6],
    ['k', 1e3],
  ] as const;
  const [unit, factor] = units.find(([, factor]) => value >= factor) ?? ['', 1];
  return `${Number((value / factor).toPrecision(3))}${unit}`;
}

/** Times at ticks are round: 10 µs, not 10.0 µs. Log axes label only some of their ticks, whose text is empty elsewhere. */
function tickTime(ms: number): string {
  const digit = Math.round(ms / 10 ** Math.floor(Math.log10(ms) + 1e-9));
  return digit === 1 || digit === 10
    ? showTime(ms).replace(/\.?0+(?= )/, (zeros) => (zeros.startsWith('.') ? '' : zeros))
    : '';
}
