import type { ActivationName } from '../network.js';
import { normalBelow, normalDensity } from './normal.js';

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
