import { randomState } from '@keepdims/random';
import { quantile } from './quantile.js';

/** Where a number probably lies. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What the resamples say of one statistic. */
export interface BootstrapInterval {
  /** Undefined if the statistic was defined in less than half of the resamples. */
  readonly interval: Interval | undefined;
  /** In how many resamples the statistic was a finite number. */
  readonly defined: number;
}

/**
 * Percentile bootstrap intervals: the rows are drawn anew, as many as there are, each possibly more than once; the statistics of many such
 * resamples spread about as those of other rows of the same kind would.
 *
 * @param m - How many rows, >= 1.
 * @param statistics - Given how often each of the m rows was drawn, some numbers, always in the same order; one that isn't finite is not
 *   defined in that resample and left out. The counts are used again: they must not be kept.
 * @param options.resamples - How many, >= 1.
 * @param options.seed - The rows are those of NumPy's `RandomState(seed).randint(0, m, m)`, resample after resample.
 * @param options.level - The share of the resamples inside the interval. Default 0.95.
 * @returns One interval a statistic.
 * @see Efron and Tibshirani (1993), An Introduction to the Bootstrap, §13.3.
 */
export function bootstrap(
  m: number,
  statistics: (counts: Uint32Array) => readonly number[],
  options: { readonly resamples: number; readonly seed: number; readonly level?: number },
): BootstrapInterval[] {
  const { resamples, seed, level = 0.95 } = options;
  const rng = randomState(seed);
  const counts = new Uint32Array(m);
  const values: number[][] = [];
  for (let r = 0; r < resamples; r++) {
    counts.fill(0);
    const rows = rng.randint(0, m, [m]).data;
    for (let j = 0; j < m; j++) {
      const row = rows[j] ?? 0; // one of m
      counts[row] = (counts[row] ?? 0) + 1;
    }
    statistics(counts).forEach((value, i) => (values[i] ??= []).push(value));
  }
  const tail = (1 - level) / 2;
  return values.map((all) => {
    const sorted = Float64Array.from(all.filter(Number.isFinite)).sort();
    const interval =
      2 * sorted.length < resamples ? undefined : { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
    return { interval, defined: sorted.length };
  });
}
