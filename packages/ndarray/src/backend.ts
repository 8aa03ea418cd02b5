import { reference } from '@keepdims/kernels';
import type { Kernels } from '@keepdims/kernels';

/** The implementation that every array function computes with. @internal */
export const kernels: Kernels = reference;
