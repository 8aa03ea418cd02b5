import type { Floats, Strided } from '@keepdims/kernels';
import { contiguousData, memoryOf } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** The memory of a contiguous float array, lent for as long as the array is kept. */
export function floatsOf(a: NDArray): Floats {
  return contiguousData(a) as Floats; // the caller's arrays are of floats
}

/** An array, however it lies in memory, as kernels take it; lent likewise. */
export const strided: (a: NDArray) => Strided = memoryOf;
