import type { UnaryName } from '../kernels.js';
import type { ActivationName } from '../network.js';

/** The compiled functions of one operand, numbered as in assembly/math/functions.ts. The rest is left to the reference implementation. */
export const unaryNumbers: Partial<Record<UnaryName, number>> = {
  negative: 0,
  abs: 1,
  sign: 2,
  sqrt: 3,
  square: 4,
  reciprocal: 5,
  floor: 6,
  ceil: 7,
  round: 8,
  exp: 9,
  expm1: 10,
  log: 11,
  log1p: 12,
  tanh: 13,
};

/** The compiled activations; identity is leakyRelu with slope 1. */
export const activationNumbers: Partial<Record<ActivationName, number>> = {
  tanh: 13,
  sigmoid: 14,
  softplus: 15,
  relu: 16,
  identity: 17,
  leakyRelu: 17,
  elu: 18,
  selu: 19,
  silu: 20,
};

/** Whether a function takes so long that copying its operands to the heap and back pays. */
export function isExpensive(number: number): boolean {
  return number >= 9 && number !== 16 && number !== 17;
}
