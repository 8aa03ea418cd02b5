/**
 * How far apart two vectors are, relative to their lengths: ‖a − b‖ / (‖a‖ + ‖b‖), the measure of gradient checking.
 *
 * @param a - n numbers.
 * @param b - n numbers, in a's unit.
 * @returns Between 0 (equal) and 1 (opposite), without unit; 0 if both are all zeros; NaN if a number is not finite.
 * @throws RangeError if the lengths differ.
 * @example relativeDifference([3, 4], [3, 4.1]) // 0.0099…
 */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`relativeDifference(a, b): lengths differ: a has ${a.length} numbers, b has ${b.length}.`);
  }
  const difference = Float64Array.from(a, (value, i) => value - (b[i] ?? NaN));
  const scale = norm(Float64Array.from(a)) + norm(Float64Array.from(b));
  return scale === 0 ? 0 : norm(difference) / scale;
}

/** The Euclidean length, scaled by the largest entry so that its square doesn't overflow. */
function norm(values: Float64Array): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}
