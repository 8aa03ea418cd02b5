import * as Plot from '@observablehq/plot';
import type { Markup } from '../html.js';
import { draw } from './draw.js';
import type { ChartWords } from './draw.js';
import { evenly } from './evenly.js';
import { lookOf } from './looks.js';
import { logTicks, tickText } from './ticks.js';

/** A line over the epochs. */
export interface Curve {
  readonly name: string;
  /** One number an epoch. */
  readonly values: readonly number[];
}

/** Points of a line: more are not seen on so few pixels. */
const mostPoints = 400;

/** From here on a logarithmic axis shows more. */
const wideRange = 30;

/** Whether numbers are all above 0 and so far apart that they should be drawn on a logarithmic axis. */
export function isWide(curves: readonly Curve[]): boolean {
  const [low, high] = rangeOf(curves);
  return low > 0 && high / low > wideRange;
}

/**
 * Numbers over the epochs of a training.
 *
 * @param options.first - What the first number's epoch is called. Default 1.
 * @param options.best - The epoch that early stopping took, to be marked.
 */
export function curvesChart(
  words: ChartWords,
  curves: readonly Curve[],
  { label, first = 1, best }: { readonly label: string; readonly first?: number; readonly best?: number | undefined },
): Markup {
  const isLog = isWide(curves);
  const [low, high] = rangeOf(curves);
  const marks = curves.flatMap(({ values }, i) => {
    const { color, dash } = lookOf(i);
    const points = evenly(values.length, mostPoints).map((at) => ({ epoch: at + first, value: values[at] ?? NaN }));
    const line = { x: 'epoch', y: 'value', stroke: color } as const;
    return [
      Plot.line(points, { ...line, strokeWidth: 2, ...(dash === undefined ? {} : { strokeDasharray: dash }) }),
      // A line of one point would not be seen.
      ...(points.length === 1 ? [Plot.dot(points, { x: 'epoch', y: 'value', fill: color, r: 4 })] : []),
    ];
  });
  const longest = Math.max(...curves.map(({ values }) => values.length));
  return draw(words, {
    x: { label: 'epoch →', ticks: wholeTicks(first, first + longest - 1), tickFormat: tickText },
    y: {
      label: `↑ ${label}`,
      grid: true,
      tickFormat: tickText,
      ...(isLog ? { type: 'log', ticks: logTicks(low, high) } : { ticks: 6, nice: true }),
    },
    marks: [
      ...marks,
      ...(best === undefined
        ? []
        : [
            Plot.ruleX([best], { stroke: 'currentColor', strokeDasharray: '3 3' }),
            Plot.text([best], {
              x: (x: number) => x,
              text: [`best: ${best}`],
              frameAnchor: 'top',
              lineAnchor: 'bottom',
              dy: -6,
              textAnchor: best - first > longest / 2 ? 'end' : 'start',
              fill: 'currentColor',
            }),
          ]),
    ],
  });
}

function rangeOf(curves: readonly Curve[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of curves) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/** At most six whole numbers: an axis of 3 epochs has no 1.5. */
function wholeTicks(low: number, high: number): number[] {
  const span = Math.max(1, high - low);
  const power = 10 ** Math.floor(Math.log10(span / 6));
  const step = Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((size) => span / size <= 6) ?? span);
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return ticks;
}
