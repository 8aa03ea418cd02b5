/**
 * How far apart two gradients are, as the course measures it: ‖a − b‖ / (‖a‖ + ‖b‖), from 0 to 1; 0 if both are all zeros; NaN if a number
 * isn't finite.
 */
export function relativeDifference(a: readonly number[], b: readonly number[]): number {
  const scale = norm(a) + norm(b);
  return scale === 0 ? 0 : norm(differences(a, b)) / scale;
}

/** a − b, entry by entry. */
export function differences(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value - (b[i] ?? NaN)); // as long as a
}

/** The Euclidean length, scaled by the largest entry so that its square neither overflows nor vanishes. */
export function norm(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? NaN)); // i is in range
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] ?? NaN) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
