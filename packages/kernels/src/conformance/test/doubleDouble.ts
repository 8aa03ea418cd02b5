/**
 * Numbers of twice a float64's precision, as unevaluated sums of two: an oracle for functions of float64, good to some 2^-95.
 * @see Dekker (1971), A floating-point technique for extending the available precision, Numer. Math. 18, 224-242.
 */
export type Pair = readonly [high: number, low: number];

const ln2: Pair = [0.6931471805599453, 2.3190468138462996e-17];

function twoSum(a: number, b: number): Pair {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function twoProduct(a: number, b: number): Pair {
  const p = a * b;
  const split = (x: number): Pair => {
    const c = 134217729 * x;
    const high = c - (c - x);
    return [high, x - high];
  };
  const [a1, a2] = split(a);
  const [b1, b2] = split(b);
  return [p, a2 * b2 - (p - a1 * b1 - a2 * b1 - a1 * b2)];
}

export function add(a: Pair, b: Pair): Pair {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [u, g] = twoSum(s, e + t);
  return twoSum(u, g + f);
}

export function multiply(a: Pair, b: Pair): Pair {
  const [p, e] = twoProduct(a[0], b[0]);
  return twoSum(p, e + (a[0] * b[1] + a[1] * b[0]));
}

export function divide(a: Pair, b: Pair): Pair {
  const q = a[0] / b[0];
  const rest = add(a, multiply(b, [-q, 0]));
  const second = rest[0] / b[0];
  const rest2 = add(rest, multiply(b, [-second, 0]));
  return add(twoSum(q, second), [rest2[0] / b[0], 0]);
}

/** e^r - 1 for small r, by its series. */
function expm1Series(r: Pair): Pair {
  let sum: Pair = [0, 0];
  for (let k = 22; k >= 1; k--) sum = multiply(divide(r, [k, 0]), add([1, 0], sum));
  return sum;
}

/** e^x as 2^n times a pair near 1. */
function scaledExp(x: Pair): { n: number; p: Pair } {
  const n = Math.round(x[0] / ln2[0]);
  return { n, p: add([1, 0], expm1Series(add(x, multiply([-n, 0], ln2)))) };
}

/** e^x where neither it nor its low part is denormal. */
export function exp(x: Pair): Pair {
  const { n, p } = scaledExp(x);
  const half = Math.trunc(n / 2);
  const scale = (v: number) => v * 2 ** half * 2 ** (n - half);
  return [scale(p[0]), scale(p[1])];
}

export function expm1(x: Pair): Pair {
  return Math.abs(x[0]) < 0.35 ? expm1Series(x) : add(exp(x), [-1, 0]);
}

/** 2 atanh s by its series. */
function log1pSeries(f: Pair): Pair {
  const s = divide(f, add([2, 0], f));
  const z = multiply(s, s);
  let sum: Pair = [0, 0];
  for (let k = 41; k >= 1; k -= 2) sum = add(divide([1, 0], [k, 0]), multiply(z, sum));
  return multiply([2, 0], multiply(s, sum));
}

export function log1p(x: Pair): Pair {
  return Math.abs(x[0]) < 0.2 ? log1pSeries(x) : log(add([1, 0], x));
}

/** Near 1 by the series, elsewhere by one step of Newton's method, which doubles the digits of Math.log. */
export function log(x: Pair): Pair {
  const f = add(x, [-1, 0]);
  if (Math.abs(f[0]) < 0.2) return log1pSeries(f);
  const guess = Math.log(x[0]);
  return add([guess, 0], add(multiply(x, exp([-guess, 0])), [-1, 0]));
}
