import type { EpochRecord, History, MetricValues } from './options.js';

/**
 * A history of no epochs.
 *
 * @param options.validated - Whether there will be validation numbers. @param options.metrics - The metrics' names.
 */
export function emptyHistory({
  validated,
  metrics,
}: {
  readonly validated: boolean;
  readonly metrics: readonly string[];
}): History {
  const lists = (): Record<string, number[]> => Object.fromEntries(metrics.map((name) => [name, []]));
  return {
    cost: [],
    ...(metrics.length > 0 ? { metrics: lists() } : {}),
    ...(validated ? { validationCost: [] } : {}),
    ...(validated && metrics.length > 0 ? { validationMetrics: lists() } : {}),
  };
}

/** Add an epoch's numbers to a history, which changes. */
export function addEpoch(history: History, end: Omit<EpochRecord, 'params'>): void {
  history.cost.push(end.cost);
  if (end.validationCost !== undefined) history.validationCost?.push(end.validationCost);
  append(history.metrics, end.metrics);
  append(history.validationMetrics, end.validationMetrics);
}

/** The same history with lists of its own. */
export function copyHistory({ cost, metrics, validationCost, validationMetrics }: History): History {
  return {
    cost: [...cost],
    ...(metrics === undefined ? {} : { metrics: copyLists(metrics) }),
    ...(validationCost === undefined ? {} : { validationCost: [...validationCost] }),
    ...(validationMetrics === undefined ? {} : { validationMetrics: copyLists(validationMetrics) }),
  };
}

function append(lists: Record<string, number[]> = {}, values: MetricValues = {}): void {
  for (const [name, value] of Object.entries(values)) (lists[name] ??= []).push(value);
}

function copyLists(lists: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
}
