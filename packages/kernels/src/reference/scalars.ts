import type { BinaryName, UnaryName } from '../kernels.js';

/** Round half to even, as NumPy and IEEE 754 do. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  const rounded = rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : floor % 2 === 0 ? floor : floor + 1;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded; // keeps the sign of zero
}

/** The remainder with the divisor's sign, as Python has it; the remainder of a division by 0 is NaN. */
function floorMod(a: number, b: number): number {
  const r = a % b;
  if (r === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return r < 0 !== b < 0 ? r + b : r;
}

/** C's pow: unlike JavaScript's, 1 to any power is 1, and -1 to ±Infinity is 1. */
function power(a: number, b: number): number {
  return a === 1 || (a === -1 && (b === Infinity || b === -Infinity)) ? 1 : a ** b;
}

/** One element's value for each unary function. */
export const unaryScalars: Record<UnaryName, (x: number) => number> = {
  negative: (x) => -x,
  abs: Math.abs,
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : x), // not Math.sign, which keeps -0
  sqrt: Math.sqrt,
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  log2: Math.log2,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  logicalNot: (x) => (x === 0 ? 1 : 0),
  isNaN: (x) => (x !== x ? 1 : 0),
  isFinite: (x) => (x - x === 0 ? 1 : 0),
  isInf: (x) => (x === Infinity || x === -Infinity ? 1 : 0),
};

/** One element's value for each binary function, on floats. `maximum` and `minimum` give NaN when either is NaN. */
export const binaryScalars: Record<BinaryName, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power,
  mod: floorMod,
  maximum: (a, b) => (a >= b || a !== a ? a : b),
  minimum: (a, b) => (a <= b || a !== a ? a : b),
  equal: (a, b) => (a === b ? 1 : 0),
  notEqual: (a, b) => (a !== b ? 1 : 0),
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  greater: (a, b) => (a > b ? 1 : 0),
  greaterEqual: (a, b) => (a >= b ? 1 : 0),
  logicalAnd: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  logicalOr: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
};

/** Integer power by squaring, wrapping at 32 bits as NumPy's does. The caller refuses negative exponents. */
function integerPower(base: number, exponent: number): number {
  let result = 1;
  let factor = base | 0;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = Math.imul(result, factor);
    factor = Math.imul(factor, factor);
  }
  return result;
}

/** Where integers differ from floats: a square wraps at 32 bits. */
export const integerUnaryScalars: Partial<Record<UnaryName, (x: number) => number>> = {
  square: (x) => Math.imul(x, x),
};

/** Where integers differ from floats: products wrap at 32 bits, and the remainder of a division by 0 is 0. */
export const integerScalars: Partial<Record<BinaryName, (a: number, b: number) => number>> = {
  multiply: Math.imul,
  power: integerPower,
  mod: (a, b) => (b === 0 ? 0 : floorMod(a, b)),
};
