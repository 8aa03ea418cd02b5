import type { Trained } from './trainNetwork.js';

/** The costs of the rows that were watched, one an epoch, and which rows these are; none if no rows were. */
export function watchedCosts({ testCosts, validationCosts }: Pick<Trained, 'testCosts' | 'validationCosts'>): {
  readonly part: 'test' | 'validation';
  readonly costs: readonly number[];
} {
  return validationCosts === undefined
    ? { part: 'test', costs: testCosts }
    : { part: 'validation', costs: validationCosts };
}

/**
 * The position of the lowest cost, the first of several, and how many epochs early stopping has to wait so that it gets there: the
 * longest way from one lowest cost so far to the next. Both 0 without costs.
 */
export function bestOf(costs: readonly number[]): { readonly best: number; readonly patience: number } {
  let [best, patience] = [0, 0];
  costs.forEach((cost, i) => {
    if (!(cost < (costs[best] ?? NaN))) return;
    patience = Math.max(patience, i - best);
    best = i;
  });
  return { best, patience };
}
