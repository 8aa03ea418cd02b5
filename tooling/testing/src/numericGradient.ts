/**
 * The gradient of a scalar function by central differences: (f(x + h) − f(x − h)) / 2h for each coordinate.
 *
 * @param f - Takes all n coordinates, gives a number. It is called 2n times with the same array, which it must not keep or change.
 * @param x - The point, n numbers; left alone.
 * @param epsilon - The step h, in x's unit; finite, > 0. The default, 5e-6, is close to best for f and x of the order of 1 in float64:
 *   the error is then about 1e-10.
 * @returns The n partial derivatives.
 * @throws RangeError if epsilon is not finite and positive.
 * @example numericGradient(([a = 0, b = 0]) => a * a + 3 * b, [2, 5]) // about [4, 3]
 */
export function numericGradient(f: (x: Float64Array) => number, x: ArrayLike<number>, epsilon = 5e-6): Float64Array {
  if (!(epsilon > 0 && Number.isFinite(epsilon))) {
    throw new RangeError(`numericGradient: epsilon must be finite and positive, but it is ${epsilon}.`);
  }
  const point = Float64Array.from(x);
  return Float64Array.from(x, (center, i) => {
    const high = center + epsilon;
    const low = center - epsilon;
    point[i] = high;
    const above = f(point);
    point[i] = low;
    const below = f(point);
    point[i] = center;
    // The step that was really taken: center ± epsilon are rounded.
    return (above - below) / (high - low);
  });
}
