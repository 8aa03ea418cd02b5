import type { Floats } from '@keepdims/kernels';

/**
 * The L2 term of one layer's weights: (l2 / 2) · Σ w². With a gradient, l2 · w is added to it in place.
 *
 * @param weights - The weights W, in any order.
 * @param gradient - dW in the same order.
 */
export function l2Term(l2: number, weights: ArrayLike<number>, gradient?: Floats): number {
  let squares = 0;
  for (let k = 0; k < weights.length; k++) {
    const w = weights[k] ?? NaN; // k is in range
    squares += w * w;
    if (gradient !== undefined) gradient[k] = (gradient[k] ?? NaN) + l2 * w;
  }
  return (l2 / 2) * squares;
}
