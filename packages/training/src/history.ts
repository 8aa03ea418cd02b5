import type { EpochRecord, History, MetricValues } from './options.js';

/** Lists that records are added to. */
export interface HistoryBuilder {
  readonly history: History;
  readonly add: (record: EpochRecord) => void;
}

/**
 * Collect records into a history.
 *
 * @param options.validation - Whether records have validation numbers. @param options.metrics - Whether they have metrics.
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
    add: (record) => {
      cost.push(record.cost);
      if (record.validationCost !== undefined) validationCost.push(record.validationCost);
      append(own, record.metrics);
      append(validated, record.validationMetrics);
    },
  };
}

function append(lists: Record<string, number[]>, values: MetricValues = {}): void {
  for (const [name, value] of Object.entries(values)) (lists[name] ??= []).push(value);
}
