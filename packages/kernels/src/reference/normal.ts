/**
 * The standard normal distribution, to a few ulp on both sides: what gelu is made of.
 */

/** Beyond it both e^(−z²/2) and the probability underflow. */
const underflow = 39;

/**
 * The density of the standard normal distribution at z: e^(−z²/2) / √(2π).
 *
 * @param z - A number, without unit.
 * @returns Within a few ulp where it is not denormal; 0 beyond ±39. NaN gives NaN.
 * @example normalDensity(0) // 1 / Math.sqrt(2 * Math.PI)
 */
export function normalDensity(z: number): number {
  return halfSquareDecay(z) / Math.sqrt(2 * Math.PI);
}

/**
 * The probability that a standard normal number is below z: Φ(z) = ½ erfc(−z/√2).
 *
 * @param z - A number, without unit.
 * @returns From 0 to 1, within a few ulp where it is not denormal, also far left, where 1 + erf(z/√2) would cancel. NaN gives NaN.
 * @example normalBelow(0) // 0.5
 */
export function normalBelow(z: number): number {
  const x = Math.abs(z);
  const tail = x > underflow ? 0 : (halfSquareDecay(x) * scaledTail((x - 4) / (x + 4))) / (x + 1.25);
  return z < 0 ? tail : 1 - tail;
}

/** e^(−z²/2). The square is taken in two parts, since e^ would magnify its rounding by z²/2. */
function halfSquareDecay(z: number): number {
  if (Math.abs(z) > underflow) return 0;
  const high = Math.fround(z); // its square is exact
  const rest = ((z - high) * (z + high)) / 2; // below 2e-4
  return Math.exp((-high * high) / 2) * (1 - rest * (1 - (rest / 2) * (1 - (rest / 3) * (1 - rest / 4))));
}

/** e^(x²/2) P(X > x) · (x + 1.25) of t = (x − 4) / (x + 4). Even and odd powers apart: the two sums don't wait for each other. */
function scaledTail(t: number): number {
  const square = t * t;
  let [even, odd] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k -= 2) {
    even = even * square + (coefficients[k] ?? NaN); // k is in range, and their number is odd
    odd = odd * square + (coefficients[k - 1] ?? NaN);
  }
  return even * square + (coefficients[0] ?? NaN) + t * odd;
}

/** By scripts/normal.py, lowest degree first. */
const coefficients: readonly number[] = [
  0.4956558668353369, -0.13930290771363993, 0.04509444855924021, 0.010673512219142981, -0.0244816364014437,
  0.015813073608347345, -0.004875488073722868, -0.00012591962395778558, 0.0006481010541993596, -0.00010581906260162657,
  -8.069121581493055e-5, 2.2408335610094148e-5, 1.2551500575249912e-5, -3.640725452609167e-6, -2.449029050925417e-6,
  4.582229512851889e-7, 5.313031231616689e-7, -1.444855403827553e-8, -1.1216833738028064e-7, -1.4950701109173762e-8,
  2.0355161862410818e-8, 4.9695360230030724e-9, -2.71075239052078e-9, -6.299643126609358e-10, 1.9220176710572848e-10,
];
