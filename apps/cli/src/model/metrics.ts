import type { NDArray } from '@keepdims/ndarray';
import { meanAbsoluteError, rootMeanSquaredError, rSquared } from '@keepdims/training';

/** How well numbers were predicted. */
export interface RegressionMetrics {
  /** The share of the variance that is explained; undefined if the real values are all equal. */
  readonly r2: number | undefined;
  /** In the target's unit. */
  readonly meanAbsoluteError: number;
  /** In the target's unit. */
  readonly rootMeanSquaredError: number;
}

type Row = NDArray<[1, number]>;

/** Compare predicted with real numbers, both of shape [1, m] and in the target's unit. */
export function regressionMetrics(predicted: Row, real: Row): RegressionMetrics {
  const r2 = rSquared(predicted, real);
  return {
    r2: Number.isFinite(r2) ? r2 : undefined,
    meanAbsoluteError: meanAbsoluteError(predicted, real),
    rootMeanSquaredError: rootMeanSquaredError(predicted, real),
  };
}

/** The class number that occurs most often, the smaller one of two as frequent. */
export function mostFrequent(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b)[0]?.[0] ?? 0;
}
