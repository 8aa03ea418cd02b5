/** What a list of samples says: the median and the quartiles, in the samples' unit. */
export interface Statistics {
  readonly samples: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
}

/**
 * The median and quartiles of a list, interpolated linearly between neighbours (NumPy's default).
 *
 * @param samples - At least one finite number, in any order.
 * @throws RangeError if the list is empty.
 * @example statistics([4, 1, 3, 2]).median // 2.5
 */
export function statistics(samples: readonly number[]): Statistics {
  if (samples.length === 0)
    throw new RangeError('statistics(samples): at least one sample is needed, got an empty list.');
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    samples: sorted.length,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
  };
}

/** Whether the intervals between the quartiles touch: the two can't be told apart. */
export function isTie(a: Statistics, b: Statistics): boolean {
  return a.lowerQuartile <= b.upperQuartile && b.lowerQuartile <= a.upperQuartile;
}

function quantile(sorted: readonly number[], fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}
