/** The numbers about a regression, in the order in which `regressionStatistics` gives them. */
export const regressionMetricNames = ['r2', 'meanAbsoluteError', 'rootMeanSquaredError'] as const;

/**
 * The metrics of @keepdims/training (`rSquared`, `meanAbsoluteError`, `rootMeanSquaredError`) for resamples.
 *
 * @param predicted - m numbers in the target's unit.
 * @param real - m numbers, likewise.
 * @returns Given how often each row counts, the numbers of `regressionMetricNames`; R² is NaN where all real values are equal.
 */
export function regressionStatistics(
  predicted: ArrayLike<number>,
  real: ArrayLike<number>,
): (counts: ArrayLike<number>) => number[] {
  const errors = Float64Array.from(predicted, (value, j) => value - (real[j] ?? NaN));
  return (counts) => {
    let [m, total, absolute, squares, low, high] = [0, 0, 0, 0, Infinity, -Infinity];
    errors.forEach((error, j) => {
      const [count, y] = [counts[j] ?? 0, real[j] ?? NaN];
      if (count === 0) return;
      m += count;
      total += count * y;
      absolute += count * Math.abs(error);
      squares += count * error * error;
      low = Math.min(low, y);
      high = Math.max(high, y);
    });
    const mean = total / m;
    let variance = 0; // about the mean: the mean of squares less the squared mean would cancel
    errors.forEach((_, j) => {
      variance += (counts[j] ?? 0) * ((real[j] ?? NaN) - mean) ** 2;
    });
    // Rounding in the mean would give equal values a variance.
    return [low === high ? NaN : 1 - squares / variance, absolute / m, Math.sqrt(squares / m)];
  };
}
