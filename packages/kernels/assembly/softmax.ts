/** Softmax down the columns of a matrix, and the cross-entropies. A vector takes as many columns side by side; sums of costs are in f64. */
import { expAny, expIrregular, expRegular } from './math/exp';
import { relu, sigmoid, softplusOfNegative } from './math/functions';
import { one, zero } from './math/lanes';
import { logRegular } from './math/log';
import { loadSome, storeSome, sumSome } from './partial';
import { lanes, multiplyAdd } from './vector';

// @ts-ignore: decorator
@inline
function exp<T>(x: v128): v128 {
  const value = expRegular<T>(x);
  return v128.any_true(expIrregular<T>(x)) ? expAny<T>(x) : value;
}

/** w t, and 0 where w is 0 even if t is infinite. */
// @ts-ignore: decorator
@inline
function times<T>(w: v128, t: v128): v128 {
  return v128.and(v128.mul<T>(w, t), v128.ne<T>(w, zero<T>()));
}

/** The largest of each column. A NaN is passed over; it shows in the total. */
// @ts-ignore: decorator
@inline
function largestDown<T>(z: usize, end: usize, row: usize, count: i32): v128 {
  let largest = v128.splat<T>(<T>-Infinity);
  for (; z < end; z += row) largest = v128.pmax<T>(largest, loadSome<T>(z, count));
  return largest;
}

// @ts-ignore: decorator
@inline
function softmax<T>(rows: i32, columns: i32, z: usize, out: usize): void {
  const row = <usize>columns * sizeof<T>();
  const toEnd = <usize>rows * row;
  for (let left = columns; left > 0; left -= lanes<T>()) {
    const largest = largestDown<T>(z, z + toEnd, row, left);
    let total = zero<T>();
    for (let i: usize = 0; i < toEnd; i += row) {
      const e = exp<T>(v128.sub<T>(loadSome<T>(z + i, left), largest));
      total = v128.add<T>(total, e);
      storeSome<T>(out + i, e, left);
    }
    for (let i: usize = 0; i < toEnd; i += row) storeSome<T>(out + i, v128.div<T>(loadSome<T>(out + i, left), total), left);
    z += 16;
    out += 16;
  }
}

/** As `softmax`, and for each column: its weight (the sum of y), and its cost: sum(y (largest - z)) + weight log(total). */
// @ts-ignore: decorator
@inline
function softmaxCost<T>(rows: i32, columns: i32, scale: T, z: usize, y: usize, a: usize, dz: usize): f64 {
  const row = <usize>columns * sizeof<T>();
  const toEnd = <usize>rows * row;
  const factor = v128.splat<T>(scale);
  let sum: f64 = 0;
  for (let left = columns; left > 0; left -= lanes<T>()) {
    const largest = largestDown<T>(z, z + toEnd, row, left);
    let total = zero<T>();
    let weight = zero<T>();
    let cost = zero<T>();
    for (let i: usize = 0; i < toEnd; i += row) {
      const below = v128.sub<T>(largest, loadSome<T>(z + i, left)); // first: exact where log(total) - z would cancel
      const part = loadSome<T>(y + i, left);
      const e = exp<T>(v128.neg<T>(below));
      total = v128.add<T>(total, e);
      weight = v128.add<T>(weight, part);
      cost = v128.add<T>(cost, times<T>(part, below));
      storeSome<T>(a + i, e, left);
    }
    // The total is 1 at least, or NaN, which its difference from itself keeps.
    const logTotal = v128.add<T>(logRegular<T>(total), v128.sub<T>(total, total));
    sum += sumSome<T>(multiplyAdd<T>(weight, logTotal, cost), left);
    for (let i: usize = 0; i < toEnd; i += row) {
      const p = v128.div<T>(loadSome<T>(a + i, left), total);
      const slope = v128.mul<T>(factor, v128.sub<T>(v128.mul<T>(weight, p), loadSome<T>(y + i, left)));
      storeSome<T>(a + i, p, left);
      storeSome<T>(dz + i, slope, left);
    }
    z += 16;
    y += 16;
    a += 16;
    dz += 16;
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function sigmoidCost<T>(n: i32, scale: T, z: usize, y: usize, a: usize, dz: usize): f64 {
  const factor = v128.splat<T>(scale);
  let sum: f64 = 0;
  for (let left = n; left > 0; left -= lanes<T>()) {
    const logit = loadSome<T>(z, left);
    const label = loadSome<T>(y, left);
    const p = sigmoid<T>(logit);
    // softplus(z) = max(z, 0) + log(1 + e^-|z|), and so of -z.
    const common = softplusOfNegative<T>(logit);
    const ifOne = times<T>(label, v128.add<T>(relu<T>(v128.neg<T>(logit)), common));
    const ifZero = times<T>(v128.sub<T>(one<T>(), label), v128.add<T>(relu<T>(logit), common));
    sum += sumSome<T>(v128.add<T>(ifOne, ifZero), left);
    storeSome<T>(a, p, left);
    storeSome<T>(dz, v128.mul<T>(factor, v128.sub<T>(p, label)), left);
    z += 16;
    y += 16;
    a += 16;
    dz += 16;
  }
  return sum;
}

export function softmaxColumnsF32(rows: i32, columns: i32, z: usize, out: usize): void {
  softmax<f32>(rows, columns, z, out);
}

export function softmaxColumnsF64(rows: i32, columns: i32, z: usize, out: usize): void {
  softmax<f64>(rows, columns, z, out);
}

export function softmaxCrossEntropyF32(
  rows: i32, columns: i32, scale: f32, z: usize, y: usize, a: usize, dz: usize,
): f64 {
  return softmaxCost<f32>(rows, columns, scale, z, y, a, dz);
} // prettier-ignore

export function softmaxCrossEntropyF64(
  rows: i32, columns: i32, scale: f64, z: usize, y: usize, a: usize, dz: usize,
): f64 {
  return softmaxCost<f64>(rows, columns, scale, z, y, a, dz);
} // prettier-ignore

export function sigmoidCrossEntropyF32(n: i32, scale: f32, z: usize, y: usize, a: usize, dz: usize): f64 {
  return sigmoidCost<f32>(n, scale, z, y, a, dz);
}

export function sigmoidCrossEntropyF64(n: i32, scale: f64, z: usize, y: usize, a: usize, dz: usize): f64 {
  return sigmoidCost<f64>(n, scale, z, y, a, dz);
}
