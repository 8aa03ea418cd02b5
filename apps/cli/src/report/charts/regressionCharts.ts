import * as Plot from '@observablehq/plot';
import type { Markup } from '../html.js';
import { draw } from './draw.js';
import type { ChartWords } from './draw.js';
import { tickText } from './ticks.js';

/** A row's target and what was predicted for it, in the target's unit. */
export interface PredictedPoint {
  readonly real: number;
  readonly predicted: number;
}

const dots = { r: 2.5, fill: 'var(--series-0)', fillOpacity: 0.55 } as const;
const guide = { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '6 4' } as const;

/** Predictions over real values; right ones lie on the dashed diagonal. */
export function predictedChart(words: ChartWords, points: readonly PredictedPoint[], unit: string): Markup {
  const [low, high] = extent(points.flatMap(({ real, predicted }) => [real, predicted]));
  const axis = { domain: [low, high], nice: true, ticks: 5, tickFormat: tickText, grid: true } as const;
  return draw(words, {
    height: 380,
    x: { ...axis, label: `real${unit} →` },
    y: { ...axis, label: `↑ predicted${unit}` },
    marks: [
      Plot.dot(points, { x: 'real', y: 'predicted', ...dots }),
      Plot.line(
        [
          [low, low],
          [high, high],
        ],
        guide,
      ),
    ],
  });
}

/** Errors (predicted − real) over predictions; right ones lie on the dashed line. */
export function residualChart(words: ChartWords, points: readonly PredictedPoint[], unit: string): Markup {
  return draw(words, {
    height: 380,
    x: { nice: true, ticks: 5, tickFormat: tickText, grid: true, label: `predicted${unit} →` },
    y: { nice: true, ticks: 6, tickFormat: tickText, grid: true, label: `↑ predicted − real${unit}` },
    marks: [
      Plot.dot(points, { x: 'predicted', y: ({ real, predicted }: PredictedPoint) => predicted - real, ...dots }),
      Plot.ruleY([0], guide),
    ],
  });
}

/** The smallest and the largest number. */
function extent(values: readonly number[]): [low: number, high: number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
