/**
 * Logarithms.
 *
 * x = 2^k m with m in [sqrt(1/2), sqrt(2)); f = m - 1, s = f / (2 + f), z = s². Then log m = 2 atanh s = 2 s + s z P(z), where P is a minimax
 * polynomial found by Remez' algorithm (coefficients.py): degree 2 in f32, 6 in f64, largest error of z P(z) / 2, 8.7e-10 and 1.9e-18
 * (0.008 ulp both). It is summed as f - (f²/2 - s (f²/2 + z P)), where the largest term is exact (Ng, FreeBSD's e_log.c has the same order).
 */
import { multiplyAdd } from '../vector';
import { addBits, bitsAbove, entry, fromExponent, half, infinity, notANumber, one, two, withSignOf, zero } from './lanes';

const BASE = 0; // 2^23 or 2^52: an integer put into its low bits is added to it
const BIAS = 1; // BASE and the bias of exponents
const SCALE = 2; // makes denormal numbers normal: 2^25 or 2^54
const SCALED_BIAS = 3; // BIAS, and the exponent of SCALE
const LN2_HIGH = 4; // ln 2 in two parts, as in exp.ts
const LN2_LOW = 5;
const P = 6; // coefficients of P, highest first
const forF32 = memory.data<f32>([
  8388608, 8388735, 33554432, 8388760, 0.693145751953125, 1.428606765330187e-6,
  0.29871866106987, 0.39977535605430603, 0.6666677594184875,
]); // prettier-ignore
const forF64 = memory.data<f64>([
  4503599627370496, 4503599627371519, 18014398509481984, 4503599627371573, 0.6931471805598903, 5.497923018708371e-14,
  0.14796111388702854, 0.1531403519731321, 0.18183564893876372, 0.22222198562903336, 0.28571428742481353, 0.3999999999941429,
  0.6666666666666734,
]); // prettier-ignore

// @ts-ignore: decorator
@inline
function constant<T>(index: i32): v128 {
  return entry<T>(forF32, forF64, index);
}

const ROOT = 0; // the bits of sqrt(1/2),
const OFFSET = 1; // what they lack to those of 1,
const MANTISSA = 2; // those of a mantissa,
const TO_SMALLEST = 3; // what takes the bits of the smallest normal number to the smallest signed integer,
const REGULAR = 4; // and the largest regular number to this
const bitsForF32 = memory.data<i32>([0x3f3504f3, 0x004afb0d, 0x007fffff, 0x7f800000, -0x01000001]);
const bitsForF64 = memory.data<i64>([
  0x3fe6a09e667f3bcd, 0x00095f619980c433, 0x000fffffffffffff, 0x7ff0000000000000, -0x0020000000000001,
]);

// @ts-ignore: decorator
@inline
function bits<T>(index: i32): v128 {
  return entry<T>(bitsForF32, bitsForF64, index);
}

// @ts-ignore: decorator
@inline
function p<T>(z: v128): v128 {
  let sum = multiplyAdd<T>(constant<T>(P), z, constant<T>(P + 1));
  sum = multiplyAdd<T>(sum, z, constant<T>(P + 2));
  if (sizeof<T>() == 4) return sum;
  sum = multiplyAdd<T>(sum, z, constant<T>(P + 3));
  sum = multiplyAdd<T>(sum, z, constant<T>(P + 4));
  sum = multiplyAdd<T>(sum, z, constant<T>(P + 5));
  return multiplyAdd<T>(sum, z, constant<T>(P + 6));
}

/** log(x) + low for positive normal x, less what `bias` has more than BIAS; |low| is much smaller than the result, or the result is 0. */
// @ts-ignore: decorator
@inline
function logCore<T>(x: v128, bias: v128, low: v128): v128 {
  const offset = addBits<T>(x, bits<T>(OFFSET)); // mantissas from sqrt(1/2) on have the next exponent
  const k = v128.sub<T>(v128.or(fromExponent<T>(offset), constant<T>(BASE)), bias);
  const m = addBits<T>(v128.and(offset, bits<T>(MANTISSA)), bits<T>(ROOT));
  const f = v128.sub<T>(m, one<T>());
  const s = v128.div<T>(f, v128.add<T>(f, two<T>()));
  const z = v128.mul<T>(s, s);
  const halfSquare = v128.mul<T>(v128.mul<T>(f, f), half<T>());
  const small = multiplyAdd<T>(s, multiplyAdd<T>(z, p<T>(z), halfSquare), multiplyAdd<T>(k, constant<T>(LN2_LOW), low));
  return multiplyAdd<T>(k, constant<T>(LN2_HIGH), v128.sub<T>(f, v128.sub<T>(halfSquare, small)));
}

/** log of positive normal numbers. */
// @ts-ignore: decorator
@inline
export function logRegular<T>(x: v128): v128 {
  return logCore<T>(x, constant<T>(BIAS), zero<T>());
}

/** Ones where x is not a positive normal number. As signed integers, after a shift, those are the small ones and the large ones at once. */
// @ts-ignore: decorator
@inline
export function logIrregular<T>(x: v128): v128 {
  return bitsAbove<T>(addBits<T>(x, bits<T>(TO_SMALLEST)), bits<T>(REGULAR));
}

/** What a logarithm is at u <= 0, Infinity and NaN; `otherwise` elsewhere. */
// @ts-ignore: decorator
@inline
function atSpecial<T>(u: v128, otherwise: v128): v128 {
  const atZero = v128.bitselect(v128.neg<T>(infinity<T>()), otherwise, v128.eq<T>(u, zero<T>()));
  const atInfinity = v128.bitselect(infinity<T>(), atZero, v128.eq<T>(u, infinity<T>()));
  return v128.bitselect(atInfinity, notANumber<T>(), v128.ge<T>(u, zero<T>()));
}

/** log of other numbers: denormal ones, after scaling, and those without a finite logarithm. */
// @ts-ignore: decorator
@inline
export function logOther<T>(x: v128): v128 {
  return atSpecial<T>(x, logCore<T>(v128.mul<T>(x, constant<T>(SCALE)), constant<T>(SCALED_BIAS), zero<T>()));
}

/** log(1 + x) for x > -1: log u, and what was lost in rounding u = 1 + x. */
// @ts-ignore: decorator
@inline
export function log1pRegular<T>(x: v128): v128 {
  const u = v128.add<T>(x, one<T>());
  const lost = v128.sub<T>(x, v128.sub<T>(u, one<T>()));
  return withSignOf<T>(x, logCore<T>(u, constant<T>(BIAS), v128.div<T>(lost, u)));
}

/** Ones where 1 + x is not positive and finite. */
// @ts-ignore: decorator
@inline
export function log1pIrregular<T>(x: v128): v128 {
  return logIrregular<T>(v128.add<T>(x, one<T>()));
}

/** log(1 + x) of other numbers. */
// @ts-ignore: decorator
@inline
export function log1pOther<T>(x: v128): v128 {
  return atSpecial<T>(v128.add<T>(x, one<T>()), x);
}
