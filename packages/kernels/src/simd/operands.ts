// Assertions: every operand has a stride for every axis of the shape, which is the contract of `Kernels`.
import type { Data } from '../dtype.js';
import type { Strided } from '../kernels.js';

/** Bytes of a float; 0 for other elements. */
export function floatBytes(data: Data): 0 | 4 | 8 {
  return data instanceof Float64Array ? 8 : data instanceof Float32Array ? 4 : 0;
}

/** How many elements there are when every operand is contiguous and of exactly this shape; -1 when not. */
export function contiguousLength(shape: readonly number[], a: Strided, b: Strided, out: Strided): number {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size !== 1 && (a.strides[axis] !== step || b.strides[axis] !== step || out.strides[axis] !== step)) {
      if (size !== 0) return -1;
    }
    step *= size;
  }
  return step;
}
