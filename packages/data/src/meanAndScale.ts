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
  const n = values.length;
  const at = (i: number): number => values[i] ?? 0;
  let equal = 0;
  while (equal < n && at(equal) === at(0)) equal++;
  if (equal === n) return { mean: at(0), scale: 1 };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += at(i);
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (at(i) - mean) ** 2;
  const variance = squares / n;
  if (!Number.isFinite(variance))
    throw new RangeError(`${what}: the values are too large to standardise: their squares overflow.`);
  // Differences below 1e-154 square to 0.
  return { mean, scale: Math.sqrt(variance) || 1 };
}
