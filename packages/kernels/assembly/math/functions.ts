/**
 * The functions of one operand by number, in three parts: `regular` is the value on most arguments, `irregular` tells where it doesn't hold,
 * and `other` is the value there. A loop tests several vectors at once for irregular arguments and seldom needs the third part. A regular
 * argument gives the same bits whatever its neighbours are.
 *
 * The numbers are those of `src/simd/functions.ts`. Everything is inlined with a constant number: only one branch is left.
 */
import { expAny, expIrregular, expm1Irregular, expm1Regular, expRegular, sigmoidIrregular, sigmoidRegular, tanhAny } from './exp';
import { entry, one, signBit, zero } from './lanes';
import { log1pIrregular, log1pOther, log1pRegular, logIrregular, logOther, logRegular } from './log';

export const NEGATIVE = 0;
export const ABS = 1;
export const SIGN = 2;
export const SQRT = 3;
export const SQUARE = 4;
export const RECIPROCAL = 5;
export const FLOOR = 6;
export const CEIL = 7;
export const ROUND = 8;
export const EXP = 9;
export const EXPM1 = 10;
export const LOG = 11;
export const LOG1P = 12;
export const TANH = 13;
export const SIGMOID = 14;
export const SOFTPLUS = 15;
export const RELU = 16;
export const LEAKY_RELU = 17;
export const ELU = 18;
export const SELU = 19;
export const SILU = 20;

/** Klambauer et al. (2017): the scale, and the scale times alpha, for which activations keep mean 0 and variance 1. */
const seluForF32 = memory.data<f32>([1.0507009873554805, 1.7580993408473766]);
const seluForF64 = memory.data<f64>([1.0507009873554805, 1.7580993408473766]);

// @ts-ignore: decorator
@inline
export function seluScale<T>(): v128 {
  return entry<T>(seluForF32, seluForF64, 0);
}

// @ts-ignore: decorator
@inline
export function seluScaledAlpha<T>(): v128 {
  return entry<T>(seluForF32, seluForF64, 1);
}

/** 1 and -1 by the sign; 0 and NaN stay, -0 becomes 0. */
// @ts-ignore: decorator
@inline
function sign<T>(x: v128): v128 {
  const nonZero = v128.or(v128.lt<T>(x, zero<T>()), v128.gt<T>(x, zero<T>()));
  return v128.bitselect(v128.or(v128.and(x, signBit<T>()), one<T>()), v128.add<T>(x, zero<T>()), nonZero);
}

/** max(z, 0) with 0 for -0; a NaN stays. */
// @ts-ignore: decorator
@inline
export function relu<T>(z: v128): v128 {
  return v128.add<T>(v128.pmax<T>(z, zero<T>()), zero<T>());
}

/** z where z > 0, `negative` elsewhere. */
// @ts-ignore: decorator
@inline
function where<T>(z: v128, negative: v128): v128 {
  return v128.bitselect(z, negative, v128.gt<T>(z, zero<T>()));
}

// @ts-ignore: decorator
@inline
export function regular<T>(f: i32, x: v128, parameter: v128): v128 {
  if (f == NEGATIVE) return v128.neg<T>(x);
  if (f == ABS) return v128.abs<T>(x);
  if (f == SIGN) return sign<T>(x);
  if (f == SQRT) return v128.sqrt<T>(x);
  if (f == SQUARE) return v128.mul<T>(x, x);
  if (f == RECIPROCAL) return v128.div<T>(one<T>(), x);
  if (f == FLOOR) return v128.floor<T>(x);
  if (f == CEIL) return v128.ceil<T>(x);
  if (f == ROUND) return v128.nearest<T>(x);
  if (f == EXP) return expRegular<T>(x);
  if (f == EXPM1) return expm1Regular<T>(x);
  if (f == LOG) return logRegular<T>(x);
  if (f == LOG1P) return log1pRegular<T>(x);
  if (f == TANH) return tanhAny<T>(x);
  if (f == SIGMOID) return sigmoidRegular<T>(x);
  if (f == SOFTPLUS) return v128.add<T>(relu<T>(x), log1pRegular<T>(expRegular<T>(v128.neg<T>(v128.abs<T>(x)))));
  if (f == RELU) return relu<T>(x);
  if (f == LEAKY_RELU) return where<T>(x, v128.mul<T>(x, parameter));
  if (f == ELU) return where<T>(x, v128.mul<T>(parameter, expm1Regular<T>(x)));
  if (f == SELU) return where<T>(v128.mul<T>(x, seluScale<T>()), v128.mul<T>(expm1Regular<T>(x), seluScaledAlpha<T>()));
  return v128.mul<T>(x, sigmoidRegular<T>(x)); // SILU
}

/** Whether a function has irregular arguments at all. */
// @ts-ignore: decorator
@inline
export function hasIrregular(f: i32): bool {
  return f >= EXP && f != TANH && f != RELU && f != LEAKY_RELU;
}

// @ts-ignore: decorator
@inline
export function irregular<T>(f: i32, x: v128): v128 {
  if (f == LOG) return logIrregular<T>(x);
  if (f == LOG1P) return log1pIrregular<T>(x);
  return expIrregular<T>(x);
}

// @ts-ignore: decorator
@inline
export function other<T>(f: i32, x: v128, parameter: v128): v128 {
  if (f == EXP) return expAny<T>(x);
  if (f == EXPM1) return expm1Irregular<T>(x);
  if (f == LOG) return logOther<T>(x);
  if (f == LOG1P) return log1pOther<T>(x);
  if (f == SIGMOID) return sigmoidIrregular<T>(x);
  if (f == SOFTPLUS) return v128.add<T>(relu<T>(x), expAny<T>(v128.neg<T>(v128.abs<T>(x))));
  if (f == ELU) return where<T>(x, v128.mul<T>(parameter, expm1Irregular<T>(x)));
  if (f == SELU) return where<T>(v128.mul<T>(x, seluScale<T>()), v128.mul<T>(expm1Irregular<T>(x), seluScaledAlpha<T>()));
  return v128.mul<T>(x, sigmoidIrregular<T>(x)); // SILU
}

/** sigmoid of any arguments; not inlined. */
export function sigmoid<T>(z: v128): v128 {
  const at = expIrregular<T>(z);
  const value = sigmoidRegular<T>(z);
  return v128.any_true(at) ? v128.bitselect(sigmoidIrregular<T>(z), value, at) : value;
}

/** log(1 + e^-|z|) of any z; not inlined. */
export function softplusOfNegative<T>(z: v128): v128 {
  const x = v128.or(z, signBit<T>()); // -|z|
  const at = expIrregular<T>(z);
  const value = log1pRegular<T>(expRegular<T>(x));
  return v128.any_true(at) ? v128.bitselect(expAny<T>(x), value, at) : value;
}
