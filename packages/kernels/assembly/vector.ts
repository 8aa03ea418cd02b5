/** What every kernel builds on: one vector is 16 bytes, 4 lanes of f32 or 2 of f64. Pointers count bytes, strides and lengths elements. */

/** Fused multiply-add is what the relaxed build has and the plain one hasn't; known at compile time. */
export const FUSED: bool = ASC_FEATURE_RELAXED_SIMD;

/** Elements in a vector. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / sizeof<T>();
}

/** a * b + c, rounded once in the relaxed build and twice in the plain one. */
// @ts-ignore: decorator
@inline
export function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  return FUSED ? v128.relaxed_madd<T>(a, b, c) : v128.add<T>(v128.mul<T>(a, b), c);
}

/** The lanes' sum, in a fixed order. */
// @ts-ignore: decorator
@inline
export function sumLanes<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  return <T>((f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2)) + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3)));
}

/** A whole vector, or one element in every lane: tails are calculated as the rest is, so a result doesn't depend on its place. */
// @ts-ignore: decorator
@inline
export function loadLanes<T>(whole: bool, at: usize): v128 {
  return whole ? v128.load(at) : v128.splat<T>(load<T>(at));
}

/** Store what `loadLanes` began: a whole vector, or one element. */
// @ts-ignore: decorator
@inline
export function storeLanes<T>(whole: bool, at: usize, v: v128): void {
  if (whole) v128.store(at, v);
  else v128.store_lane<T>(at, v, 0);
}
