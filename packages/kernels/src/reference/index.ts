import type { Kernels } from '../kernels.js';
import { elementwise } from './elementwise.js';
import { products } from './matmul.js';
import { reductions } from './reduce.js';

/** Plain TypeScript loops: right everywhere, and what every other implementation is held against. */
export const reference: Kernels = { name: 'reference', ...elementwise, ...reductions, ...products };
