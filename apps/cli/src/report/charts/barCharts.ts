import * as Plot from '@observablehq/plot';
import { shorten } from '../../render/width.js';
import type { HistogramBin } from '../../statistics/histogram.js';
import type { Markup } from '../html.js';
import { draw } from './draw.js';
import type { ChartWords } from './draw.js';
import { tickText } from './ticks.js';

/** Bars of a histogram. */
export function histogramChart(
  words: ChartWords,
  bins: readonly HistogramBin[],
  { label, counted, height = 220 }: { readonly label: string; readonly counted: string; readonly height?: number },
): Markup {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return draw(words, {
    height,
    x: { label: `${label} →`, ticks: 6, tickFormat: tickText },
    y: { label: `↑ ${counted}`, ticks: Math.min(4, most), tickFormat: tickText, grid: true, nice: true },
    marks: [
      Plot.rectY(bins, { x1: 'low', x2: 'high', y: 'count', fill: 'var(--series-0)', insetLeft: 0.5, insetRight: 0.5 }),
      Plot.ruleY([0]),
    ],
  });
}

/** How often something was met. */
export interface NamedShare {
  readonly name: string;
  readonly count: number;
}

/** A bar a name, its count behind it. */
export function shareChart(words: ChartWords, shares: readonly NamedShare[], counted: string): Markup {
  const longest = Math.max(0, ...shares.map(({ name }) => Math.min(18, [...name].length)));
  const most = Math.max(...shares.map(({ count }) => count));
  // Two names may be shortened to the same.
  const bars = shares.map(({ name, count }, i) => ({ place: i, name: shorten(name, 18), count }));
  return draw(words, {
    height: 72 + 26 * shares.length,
    marginLeft: 20 + 8 * longest,
    marginRight: 60,
    x: { label: `${counted} →`, ticks: 5, tickFormat: tickText, grid: true },
    y: { type: 'band', label: null, tickFormat: (place: number) => bars[place]?.name ?? '', tickSize: 0 },
    marks: [
      Plot.barX(bars, { x: 'count', y: 'place', fill: 'var(--series-0)' }),
      Plot.text(bars, {
        x: 'count',
        y: 'place',
        text: ({ count }: (typeof bars)[number]) => (most > 0 ? String(count) : ''),
        textAnchor: 'start',
        dx: 5,
        fill: 'currentColor',
      }),
      Plot.ruleX([0]),
    ],
  });
}
