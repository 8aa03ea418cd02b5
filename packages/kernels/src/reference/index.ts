import type { Kernels } from '../kernels.js';
import type { NetworkKernels } from '../network.js';
import { elementwise } from './elementwise.js';
import { products } from './matmul.js';
import { networkSteps } from './network.js';
import { reductions } from './reduce.js';
import { updates } from './updates.js';

/** Plain TypeScript loops: right everywhere, and what every other implementation is held against. */
export const reference: Kernels & NetworkKernels = {
  name: 'reference',
  ...elementwise,
  ...reductions,
  ...products,
  ...networkSteps,
  ...updates,
};
