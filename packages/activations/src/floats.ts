import type { NDArray, Shape } from '@keepdims/ndarray';

/** An array as activations compute it: float32 stays so, all else becomes float64. */
export function floats(a: NDArray): NDArray<Shape, 'float32' | 'float64'> {
  if (a.dtype === 'float32' || a.dtype === 'float64') return a as NDArray<Shape, 'float32' | 'float64'>; // just seen
  return a.astype('float64');
}
