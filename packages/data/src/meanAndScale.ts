/** Shift and divisor that standardise a set of numbers. */
export interface MeanAndScale {
  readonly mean: number;
  /** The population standard deviation, or 1 where that is 0: a constant is shifted to 0 and never divided by 0. */
  readonly scale: number;
}

/**
 * Mean and population standard deviation in two passes.
 *
 * @param what - What the values are, for the message.
 * @throws RangeError if the values are so large that their squares overflow.
 * @remarks Whether the values are all equal is decided by comparing them: rounding in the mean would give 0.1, 0.1, 0.1 a deviation of 1e-17.
 */
export function meanAndScale(values: ArrayLike<number>, what: string): MeanAndScale {
  const list = Array.from(values);
  const first = list[0] ?? 0;
  if (list.every((value) => value === first)) return { mean: first, scale: 1 };
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  if (!Number.isFinite(variance))
    throw new RangeError(`${what}: the values are too large to standardise: their squares overflow.`);
  // Differences below 1e-154 square to 0.
  return { mean, scale: Math.sqrt(variance) || 1 };
}
