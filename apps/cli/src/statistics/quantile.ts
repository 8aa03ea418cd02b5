/**
 * A quantile of sorted numbers, between neighbours on the straight line (NumPy's default method).
 *
 * @param sorted - Ascending, at least one.
 * @param q - From 0 to 1.
 * @see Hyndman and Fan (1996), The American Statistician 50(4), 361–365: their definition 7.
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}
