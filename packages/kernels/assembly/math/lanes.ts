/** Words for what the vector functions do with the bits of floating-point lanes, and the constants that several of them use. */
import { FUSED } from '../vector';

/*
 * Constants lie in memory, because V8 builds a vector literal anew at every use, in three instructions, and loads one in one: a logarithm in
 * f64 takes two thirds of the time, and the binary is half the size. A table has an entry for each constant of a file, in f32 and in f64.
 */

/** Entry `index` of a table, in every lane. */
// @ts-ignore: decorator
@inline
export function entry<T>(forF32: usize, forF64: usize, index: i32): v128 {
  return v128.load_splat<T>((sizeof<T>() == 4 ? forF32 : forF64) + <usize>index * sizeof<T>());
}

const commonF32 = memory.data<f32>([1, 2, 0.5, -0.0, Infinity, NaN]);
const commonF64 = memory.data<f64>([1, 2, 0.5, -0.0, Infinity, NaN]);

// @ts-ignore: decorator
@inline
export function one<T>(): v128 {
  return entry<T>(commonF32, commonF64, 0);
}

// @ts-ignore: decorator
@inline
export function two<T>(): v128 {
  return entry<T>(commonF32, commonF64, 1);
}

// @ts-ignore: decorator
@inline
export function half<T>(): v128 {
  return entry<T>(commonF32, commonF64, 2);
}

/** -0: only the sign bit. */
// @ts-ignore: decorator
@inline
export function signBit<T>(): v128 {
  return entry<T>(commonF32, commonF64, 3);
}

// @ts-ignore: decorator
@inline
export function infinity<T>(): v128 {
  return entry<T>(commonF32, commonF64, 4);
}

// @ts-ignore: decorator
@inline
export function notANumber<T>(): v128 {
  return entry<T>(commonF32, commonF64, 5);
}

// @ts-ignore: decorator
@inline
export function zero<T>(): v128 {
  return v128.splat<T>(<T>0);
}

/** y with the sign bits of x besides its own: gives a result of 0 the sign of its argument. */
// @ts-ignore: decorator
@inline
export function withSignOf<T>(x: v128, y: v128): v128 {
  return v128.or(y, v128.and(x, signBit<T>()));
}

/** Integer sum of the lanes' bits. */
// @ts-ignore: decorator
@inline
export function addBits<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.add(a, b) : i64x2.add(a, b);
}

/** Ones where a > b, both read as signed integers. */
// @ts-ignore: decorator
@inline
export function bitsAbove<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.gt_s(a, b) : i64x2.gt_s(a, b);
}

/** The lanes' bits moved up to where the exponent begins. */
// @ts-ignore: decorator
@inline
export function toExponent<T>(a: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shl(a, 23) : i64x2.shl(a, 52);
}

/** The exponent bits (and the sign) as an integer. */
// @ts-ignore: decorator
@inline
export function fromExponent<T>(a: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shr_u(a, 23) : i64x2.shr_u(a, 52);
}

/** Ones where |x| is above a limit, infinite or NaN. */
// @ts-ignore: decorator
@inline
export function beyond<T>(x: v128, limit: v128): v128 {
  return bitsAbove<T>(v128.andnot(x, signBit<T>()), limit);
}

/** c - a * b, rounded once in the relaxed build and twice in the plain one. */
// @ts-ignore: decorator
@inline
export function minusMultiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  return FUSED ? v128.relaxed_nmadd<T>(a, b, c) : v128.sub<T>(c, v128.mul<T>(a, b));
}
