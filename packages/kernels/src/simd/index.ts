import type { AllKernels } from '../backend.js';
import { reference } from '../reference/index.js';
import { binary } from './binary.js';
import { copies } from './copy.js';
import { dense } from './dense.js';
import type { Instance } from './instance.js';
import { network } from './network.js';
import { products } from './products.js';
import { reductions } from './reduce.js';
import { unary } from './unary.js';
import { updates } from './updates.js';

/** The SIMD implementation, of one compiled instance. */
export function simd(instance: Instance): AllKernels {
  const kernels: AllKernels = {
    ...reference,
    name: instance.relaxed ? 'relaxed-simd' : 'simd',
    ...binary(instance),
    ...unary(instance),
    ...copies(instance),
    ...reductions(instance),
    ...updates(instance),
    ...network(instance),
    ...products(instance),
  };
  return { ...kernels, ...dense(instance, kernels) };
}
