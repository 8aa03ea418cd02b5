/** The last elements of an array, fewer than a vector has: nothing behind them is read or written. */
import { lanes } from './vector';

/** `count` elements from p on, at most a vector; zeros in the other lanes. */
// @ts-ignore: decorator
@inline
export function loadSome<T>(p: usize, count: i32): v128 {
  if (count >= lanes<T>()) return v128.load(p);
  return loadFew<T>(p, count);
}

function loadFew<T>(p: usize, count: i32): v128 {
  if (sizeof<T>() == 8) return v128.load64_zero(p);
  if (count == 1) return v128.load32_zero(p);
  const two = v128.load64_zero(p);
  return count == 2 ? two : v128.load32_lane(p, two, 2, 8);
}

/** Store the first `count` lanes, at most a vector. */
// @ts-ignore: decorator
@inline
export function storeSome<T>(p: usize, v: v128, count: i32): void {
  if (count >= lanes<T>()) v128.store(p, v);
  else storeFew<T>(p, v, count);
}

function storeFew<T>(p: usize, v: v128, count: i32): void {
  if (sizeof<T>() == 8) {
    v128.store64_lane(p, v, 0);
    return;
  }
  v128.store32_lane(p, v, 0);
  if (count > 1) v128.store32_lane(p, v, 1, 4);
  if (count > 2) v128.store32_lane(p, v, 2, 8);
}

/** The lanes' sum in f64, of the first `count` lanes. */
export function sumSome<T>(v: v128, count: i32): f64 {
  if (sizeof<T>() == 8) {
    const first = f64x2.extract_lane(v, 0);
    return count > 1 ? first + f64x2.extract_lane(v, 1) : first;
  }
  let sum = <f64>f32x4.extract_lane(v, 0);
  if (count > 1) sum += <f64>f32x4.extract_lane(v, 1);
  if (count > 2) sum += <f64>f32x4.extract_lane(v, 2);
  if (count > 3) sum += <f64>f32x4.extract_lane(v, 3);
  return sum;
}
