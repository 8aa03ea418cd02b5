import type { TrainConfig } from '../model/trainConfig.js';
import type { Trained } from '../model/trainNetwork.js';
import { bestOf, watchedCosts } from '../model/watched.js';
import type { Colors } from './colors.js';
import { formatCost, formatInteger, formatMeasure } from './numbers.js';
import { wrap } from './wrap.js';

/** What early stopping would have kept: told where the cost of the rows watched was clearly lower, clearly earlier. */
export function overfittingLines(trained: Trained, { earlyStopping }: Pick<TrainConfig, 'earlyStopping'>): string[] {
  const { part, costs } = watchedCosts(trained);
  const { best, patience } = bestOf(costs);
  const [lowest = NaN, last = NaN] = [costs[best], costs.at(-1)];
  if (earlyStopping !== undefined || !(best + 1 < 0.8 * costs.length && lowest <= 0.95 * last)) return [];
  return wrap(
    `The ${part} cost was lowest after epoch ${formatInteger(best + 1)} (${formatCost(lowest)}), then rose to ${formatCost(last)}: ` +
      `--early-stopping ${Math.max(10, patience)} would keep that epoch.`,
    '  ',
  );
}

/** The metrics that were asked for, of the network that is kept: on the rows watched or, without any, on those trained on. */
export function askedMetricsLines(trained: Trained, colors: Colors): string[] {
  const { testMetrics, validationMetrics, metrics, stopping } = trained;
  const [part, lists] = (
    [
      ['validation', validationMetrics ?? {}],
      ['test', testMetrics],
      ['training', metrics],
    ] as const
  ).find(([, found]) => Object.keys(found).length > 0) ?? ['', {}];
  const shown = Object.entries(lists).map(([name, list]) => {
    const value = stopping === undefined ? list.at(-1) : list[stopping.bestEpoch - 1];
    return `${name} ${formatMeasure(value ?? NaN)}`;
  });
  return shown.length === 0 ? [] : wrap(`${shown.join(', ')} on the ${part} rows`, `${colors.bold('Metrics')}  `);
}
