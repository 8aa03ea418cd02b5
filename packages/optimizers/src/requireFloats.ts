import { DTypeError } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/**
 * Refuse parameters that can't move by fractions.
 *
 * @throws DTypeError naming the path, such as params[1].W.
 */
export function requireFloats(operation: string, path: string, parameter: NDArray): void {
  if (parameter.dtype === 'float64' || parameter.dtype === 'float32') return;
  throw new DTypeError(
    `${operation}: parameters are float64 or float32, but params${path} is ${parameter.dtype}. params${path}.astype('float64') would fit.`,
  );
}
