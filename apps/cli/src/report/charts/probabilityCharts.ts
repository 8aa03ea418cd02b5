import * as Plot from '@observablehq/plot';
import type { Calibration } from '../../statistics/calibration.js';
import type { RocPoint } from '../../statistics/rocCurve.js';
import type { Markup } from '../html.js';
import { draw } from './draw.js';
import type { ChartWords } from './draw.js';
import { lookOf } from './looks.js';

const share = { domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], grid: true } as const;
const diagonal = Plot.line(
  [
    [0, 0],
    [1, 1],
  ],
  { stroke: 'currentColor', strokeOpacity: 0.6, strokeDasharray: '3 4' },
);

/** ROC curves, each with a look of its own; chance lies on the dotted diagonal. */
export function rocChart(words: ChartWords, curves: readonly (readonly RocPoint[])[]): Markup {
  return draw(words, {
    height: 400,
    x: { ...share, label: 'false positive rate: others taken for it →' },
    y: { ...share, label: '↑ true positive rate: found' },
    marks: [
      diagonal,
      ...curves.map((points, i) => {
        const { color, dash } = lookOf(i);
        return Plot.line(points, {
          x: 'falsePositiveRate',
          y: 'truePositiveRate',
          stroke: color,
          strokeWidth: 2,
          ...(dash === undefined ? {} : { strokeDasharray: dash }),
        });
      }),
    ],
  });
}

/** A reliability diagram: how often it happened over how probable it was said to be, with 95 % intervals; the size of a point tells its rows. */
export function calibrationChart(words: ChartWords, { bins }: Calibration): Markup {
  const most = Math.max(...bins.map(({ rows }) => rows));
  return draw(words, {
    height: 400,
    x: { ...share, label: 'probability, mean of a range →' },
    y: { ...share, label: '↑ share of rows where it was so' },
    r: { type: 'sqrt', domain: [0, most], range: [0, 9] },
    marks: [
      diagonal,
      Plot.ruleX(bins, {
        x: 'meanProbability',
        y1: ({ interval }: (typeof bins)[number]) => interval.low,
        y2: ({ interval }: (typeof bins)[number]) => interval.high,
        stroke: 'var(--series-0)',
        strokeWidth: 1.5,
      }),
      Plot.line(bins, { x: 'meanProbability', y: 'observed', stroke: 'var(--series-0)', strokeWidth: 1.5 }),
      Plot.dot(bins, {
        x: 'meanProbability',
        y: 'observed',
        r: ({ rows }: (typeof bins)[number]) => Math.max(rows, most / 12),
        fill: 'var(--series-0)',
        stroke: 'var(--page)',
      }),
    ],
  });
}
