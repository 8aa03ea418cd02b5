import type { Operator } from './nodeReader.js';
import { activations } from './operators/activations.js';
import { arithmetic } from './operators/arithmetic.js';
import { mlOperators, normalization } from './operators/normalization.js';
import { products } from './operators/products.js';
import { shaping } from './operators/shaping.js';

const standard: Readonly<Record<string, Operator>> = {
  ...products,
  ...arithmetic,
  ...activations,
  ...normalization,
  ...shaping,
};

/** Operators by their domain: ONNX's own has two names. */
const domains: Readonly<Record<string, Readonly<Record<string, Operator>>>> = {
  '': standard,
  'ai.onnx': standard,
  'ai.onnx.ml': mlOperators,
};

/** How an operator is read; undefined if it isn't. */
export function operatorOf(domain: string, type: string): Operator | undefined {
  const operators = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
  return operators !== undefined && Object.hasOwn(operators, type) ? operators[type] : undefined;
}
