import type { EpochEnd } from './epochs.js';
import type { History, MetricValues } from './options.js';

/** Lists that the epochs' numbers are added to. */
export interface HistoryBuilder {
  readonly history: History;
  readonly add: (end: EpochEnd) => void;
}

/**
 * Collect the epochs' numbers into a history.
 *
 * @param options.validation - Whether there are validation numbers. @param options.metrics - Whether there are metrics.
 */
export function historyBuilder({ validation, metrics }: { validation: boolean; metrics: boolean }): HistoryBuilder {
  const cost: number[] = [];
  const validationCost: number[] = [];
  const own: Record<string, number[]> = {};
  const validated: Record<string, number[]> = {};
  return {
    history: {
      cost,
      ...(metrics ? { metrics: own } : {}),
      ...(validation ? { validationCost } : {}),
      ...(validation && metrics ? { validationMetrics: validated } : {}),
    },
    add: (end) => {
      cost.push(end.cost);
      if (end.validationCost !== undefined) validationCost.push(end.validationCost);
      append(own, end.metrics);
      append(validated, end.validationMetrics);
    },
  };
}

function append(lists: Record<string, number[]>, values: MetricValues = {}): void {
  for (const [name, value] of Object.entries(values)) (lists[name] ??= []).push(value);
}
