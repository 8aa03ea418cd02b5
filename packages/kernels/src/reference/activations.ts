import type { ActivationName } from '../network.js';

/** An activation of one number: its value, and its derivative from z and a = f(z). `p` is the parameter. */
interface ActivationFormulas {
  readonly value: (z: number, p: number) => number;
  readonly derivative: (z: number, a: number, p: number) => number;
}

/** selu's constants, which make mean 0 and variance 1 a fixed point: Klambauer et al. (2017), https://arxiv.org/abs/1706.02515. */
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** log(1 + e^z) without overflow. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** The element-wise activations by their formulas, in the forms that don't overflow. */
export const activationFormulas: Record<ActivationName, ActivationFormulas> = {
  identity: { value: (z) => z, derivative: (z) => (z === z ? 1 : NaN) },
  sigmoid: { value: sigmoid, derivative: (_z, a) => a * (1 - a) },
  tanh: { value: Math.tanh, derivative: (_z, a) => 1 - a * a },
  relu: { value: (z) => Math.max(0, z), derivative: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN) },
  leakyRelu: { value: (z, p) => (z > 0 ? z : p * z), derivative: (z, _a, p) => (z > 0 ? 1 : z <= 0 ? p : NaN) },
  elu: { value: (z, p) => (z > 0 ? z : p * Math.expm1(z)), derivative: (z, a, p) => (z > 0 ? 1 : a + p) },
  selu: {
    value: (z) => (z > 0 ? seluScale * z : seluScale * seluAlpha * Math.expm1(z)),
    derivative: (z, a) => (z > 0 ? seluScale : a + seluScale * seluAlpha),
  },
  softplus: { value: softplus, derivative: sigmoid },
  gelu: { value: (z) => z * normalBelow(z), derivative: (z) => normalBelow(z) + z * normalDensity(z) },
  silu: { value: (z) => z * sigmoid(z), derivative: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))) },
};

/** The standard normal's density. */
function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** The probability that a standard normal number is below z. */
function normalBelow(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

/**
 * The complementary error function: its power series near 0, its continued fraction (Lentz's method) elsewhere.
 * @see https://dlmf.nist.gov/7.6#E2, https://dlmf.nist.gov/7.9#E1
 */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
