/**
 * The exponential function and its relatives.
 *
 * Reduction (Cody and Waite, 1980): x = n ln 2 + r with |r| <= ln(2) / 2, ln 2 in two parts whose first, times any n that occurs, is exact.
 * Then e^r = 1 + r + r² q(r), where q is a minimax polynomial found by Remez' algorithm (coefficients.py): degree 4 in f32, 9 in f64,
 * largest error of r + r² q(r), relative to e^r - 1, 1.7e-8 and 3.5e-17 (0.14 and 0.15 ulp). Below, `regular` means |x| <= limit: there
 * 2^n is neither denormal nor infinite, and a sum of exponents replaces the product.
 */
import { multiplyAdd } from '../vector';
import { addBits, beyond, entry, half, minusMultiplyAdd, one, signBit, toExponent, two, withSignOf, zero } from './lanes';

const LIMIT = 0; // of regular arguments
const LARGEST = 1; // from here on e^x is infinite,
const SMALLEST = 2; // and from here on 0
const FLAT = 3; // where tanh is 1
const NEAR = 4; // where tanh's second form ends
const MAGIC = 5; // 1.5 times 2^23 or 2^52: adding it rounds to an integer, which is then in the low bits
const LOG2_E = 6;
const LN2_HIGH = 7; // -ln 2 in two parts
const LN2_LOW = 8;
const Q = 9; // coefficients of q, highest first
const forF32 = memory.data<f32>([
  87, 89, -104, 10, 0.3, 12582912, 1.4426950408889634, -0.693145751953125, -1.428606765330187e-6,
  0.001388252479955554, 0.008366520516574383, 0.04166720062494278, 0.1666654348373413, 0.4999999701976776,
]); // prettier-ignore
const forF64 = memory.data<f64>([
  708, 710, -746, 20, 0.3, 6755399441055744, 1.4426950408889634, -0.6931471805598903, -5.497923018708371e-14,
  2.5053761941295016e-8, 2.7626038035610294e-7, 2.75574075854516e-6, 2.4801505273536402e-5, 0.00019841269718958435,
  0.0013888888931564913, 0.008333333333389573, 0.04166666666657676, 0.16666666666666588, 0.5000000000000006,
]); // prettier-ignore

// @ts-ignore: decorator
@inline
function constant<T>(index: i32): v128 {
  return entry<T>(forF32, forF64, index);
}

/** n, in the low bits of n + magic. */
// @ts-ignore: decorator
@inline
function shiftedMultiple<T>(x: v128): v128 {
  return multiplyAdd<T>(x, constant<T>(LOG2_E), constant<T>(MAGIC));
}

/** x - n ln 2 but for the second part of ln 2; exact. */
// @ts-ignore: decorator
@inline
function roughRemainder<T>(x: v128, n: v128): v128 {
  return multiplyAdd<T>(n, constant<T>(LN2_HIGH), x);
}

/** r, from x and n. */
// @ts-ignore: decorator
@inline
function remainder<T>(x: v128, n: v128): v128 {
  return multiplyAdd<T>(n, constant<T>(LN2_LOW), roughRemainder<T>(x, n));
}

// @ts-ignore: decorator
@inline
function q<T>(r: v128): v128 {
  let p = multiplyAdd<T>(constant<T>(Q), r, constant<T>(Q + 1));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 2));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 3));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 4));
  if (sizeof<T>() == 4) return p;
  p = multiplyAdd<T>(p, r, constant<T>(Q + 5));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 6));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 7));
  p = multiplyAdd<T>(p, r, constant<T>(Q + 8));
  return multiplyAdd<T>(p, r, constant<T>(Q + 9));
}

/** 1 + r + r² q(r). */
// @ts-ignore: decorator
@inline
function expOfRemainder<T>(r: v128): v128 {
  return multiplyAdd<T>(multiplyAdd<T>(q<T>(r), r, one<T>()), r, one<T>());
}

/** 2^n for an integer in the low bits of n + magic. */
// @ts-ignore: decorator
@inline
function powerOfTwo<T>(shifted: v128): v128 {
  return addBits<T>(toExponent<T>(shifted), one<T>());
}

/** e^x of regular arguments. */
// @ts-ignore: decorator
@inline
export function expRegular<T>(x: v128): v128 {
  const shifted = shiftedMultiple<T>(x);
  const r = remainder<T>(x, v128.sub<T>(shifted, constant<T>(MAGIC)));
  return addBits<T>(expOfRemainder<T>(r), toExponent<T>(shifted));
}

/** e^x of any argument; of regular ones with the same bits as above. The power of two comes in two factors, so that only the last product is rounded. */
// @ts-ignore: decorator
@inline
export function expAny<T>(x: v128): v128 {
  // Beyond these the result is 0 or infinite anyway. pmin and pmax keep a NaN in the first operand.
  const within = v128.pmax<T>(v128.pmin<T>(x, constant<T>(LARGEST)), constant<T>(SMALLEST));
  const n = v128.sub<T>(shiftedMultiple<T>(within), constant<T>(MAGIC));
  const p = expOfRemainder<T>(remainder<T>(within, n));
  const part = v128.nearest<T>(v128.mul<T>(n, half<T>()));
  const first = powerOfTwo<T>(v128.add<T>(part, constant<T>(MAGIC)));
  const second = powerOfTwo<T>(v128.add<T>(v128.sub<T>(n, part), constant<T>(MAGIC)));
  return v128.mul<T>(v128.mul<T>(p, first), second);
}

/** Ones where an argument isn't regular. */
// @ts-ignore: decorator
@inline
export function expIrregular<T>(x: v128): v128 {
  return beyond<T>(x, constant<T>(LIMIT));
}

/*
 * e^x - 1 = main + small, where main = 2^n rough + (2^n - 1) has one rounding, since 2^n and the rough remainder are exact, and
 * small = 2^n (r² q + the rest of r).
 */

// @ts-ignore: decorator
@inline
function expm1Main<T>(rough: v128, scale: v128): v128 {
  return multiplyAdd<T>(rough, scale, v128.sub<T>(scale, one<T>()));
}

/** small / 2^n. */
// @ts-ignore: decorator
@inline
function expm1Small<T>(n: v128, rough: v128): v128 {
  const rest = v128.mul<T>(n, constant<T>(LN2_LOW));
  const r = v128.add<T>(rough, rest);
  return multiplyAdd<T>(v128.mul<T>(r, r), q<T>(r), rest);
}

/** e^x - 1 of regular arguments. */
// @ts-ignore: decorator
@inline
export function expm1Regular<T>(x: v128): v128 {
  const shifted = shiftedMultiple<T>(x);
  const n = v128.sub<T>(shifted, constant<T>(MAGIC));
  const rough = roughRemainder<T>(x, n);
  const scale = powerOfTwo<T>(shifted);
  return withSignOf<T>(x, multiplyAdd<T>(expm1Small<T>(n, rough), scale, expm1Main<T>(rough, scale)));
}

/** e^x - 1 of other arguments. */
// @ts-ignore: decorator
@inline
export function expm1Irregular<T>(x: v128): v128 {
  return v128.bitselect(v128.neg<T>(one<T>()), expAny<T>(x), v128.lt<T>(x, zero<T>()));
}

/**
 * tanh |x| = w with w = u / (u + 2) and u = e^2|x| - 1; 1 from FLAT on. w has three roundings, too many for small results: up to NEAR it is
 * only a correction, in tanh |x| = (u - w u) / 2 with u as the sum main + small.
 */
// @ts-ignore: decorator
@inline
export function tanhAny<T>(x: v128): v128 {
  const magnitude = v128.pmin<T>(v128.andnot(x, signBit<T>()), constant<T>(FLAT)); // pmin keeps a NaN in the first operand
  const doubled = v128.add<T>(magnitude, magnitude);
  const shifted = shiftedMultiple<T>(doubled);
  const n = v128.sub<T>(shifted, constant<T>(MAGIC));
  const rough = roughRemainder<T>(doubled, n);
  const scale = powerOfTwo<T>(shifted);
  const main = expm1Main<T>(rough, scale);
  const small = v128.mul<T>(expm1Small<T>(n, rough), scale);
  const u = v128.add<T>(main, small);
  const w = v128.div<T>(u, v128.add<T>(u, two<T>()));
  const near = v128.mul<T>(v128.add<T>(main, minusMultiplyAdd<T>(w, u, small)), half<T>());
  return withSignOf<T>(x, v128.bitselect(near, w, v128.lt<T>(magnitude, constant<T>(NEAR))));
}

/**
 * s = e / (1 + e) for z < 0 and 1 / (1 + e) elsewhere, where e = e^-|z|, of regular arguments. With w = e / (1 + e), which has three
 * roundings, as the correction: s = e - e w and s = 1 - w.
 */
// @ts-ignore: decorator
@inline
export function sigmoidRegular<T>(z: v128): v128 {
  const e = expRegular<T>(v128.or(z, signBit<T>()));
  const w = v128.div<T>(e, v128.add<T>(e, one<T>()));
  const eOrOne = v128.pmax<T>(e, v128.and(v128.ge<T>(z, zero<T>()), one<T>()));
  return minusMultiplyAdd<T>(eOrOne, w, eOrOne);
}

/** The same of other arguments: 1, or e^z, down to the denormal numbers. */
// @ts-ignore: decorator
@inline
export function sigmoidIrregular<T>(z: v128): v128 {
  return v128.pmin<T>(expAny<T>(z), one<T>());
}
