/** How many numbers lie in a range. */
export interface HistogramBin {
  /** From `low` up to, but not with, `high`; the last bin holds its `high` too. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * Count numbers in equally wide ranges with round limits (1, 2 or 5 times a power of ten wide).
 *
 * @param values - What isn't finite is passed over.
 * @param most - How many ranges there may be at most, >= 1. Default 40.
 * @returns Ranges from the smallest number to the largest one; empty without numbers.
 */
export function histogram(values: ArrayLike<number>, most = 40): HistogramBin[] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [];
  const step = roundStep(low, high, most);
  const first = Math.floor(low / step);
  // A limit that is the largest number closes the last range.
  const last = Math.max(first + 1, Math.ceil(high / step));
  const counts = new Float64Array(last - first);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor(value / step) - first));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const limit = (i: number): number => Number(((first + i) * step).toPrecision(12));
  return Array.from(counts, (count, i) => ({ low: limit(i), high: limit(i + 1), count }));
}

/** The smallest round width of which at most so many cover the numbers from low to high. */
function roundStep(low: number, high: number, most: number): number {
  const span = high - low;
  // Equal numbers stand in one bar beside their size.
  if (span === 0) return 10 ** Math.floor(Math.log10(Math.abs(low) || 1) - 1);
  const power = 10 ** Math.floor(Math.log10(span / most));
  const fits = (step: number): boolean => Math.ceil(high / step) - Math.floor(low / step) <= most;
  const step = [1, 2, 5, 10, 20, 50].map((digit) => digit * power).find(fits);
  return step ?? span; // a number of limits that rounding has moved
}
