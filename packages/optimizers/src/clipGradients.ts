// Assertions: an index below an array's length is inside it.
import type { Floats } from '@keepdims/kernels';

/** How far gradients may go; see `GradientOption`. */
export interface Clip {
  /** The bound of the Euclidean norm over all gradients together; finite, > 0. */
  readonly norm?: number | undefined;
  /** The bound of each element's magnitude; finite, > 0. */
  readonly value?: number | undefined;
}

/** Added to the norm, as PyTorch's clip_grad_norm_ does, so that both give the same numbers. */
const margin = 1e-6;

/**
 * Clip gradients in place: elements first, so that one that explodes doesn't shrink all others, then their common norm.
 *
 * With ‖g‖ over all arrays, the factor is norm / (‖g‖ + 1e-6) where that is below 1. NaN is left where it is; an infinite element makes the
 * norm infinite: it becomes NaN, and the others 0. Nothing is checked.
 *
 * @param gradients - Contiguous arrays, changed. The sum of squares goes through them in order, so that one array cut in pieces gives the
 *   same bits as a whole.
 * @param clip.norm - The largest norm. @param clip.value - The largest magnitude of an element. Each is off unless given.
 * @example
 * const g = Float64Array.of(3, -4);
 * clipGradients([g], { value: 3 });
 * g // Float64Array.of(3, -3)
 * @see Pascanu, Mikolov, Bengio (2013), ICML 28, 1310–1318, algorithm 1;
 *   https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
 */
export function clipGradients(gradients: readonly Floats[], { norm, value }: Clip): void {
  if (value !== undefined) for (const g of gradients) clamp(g, value);
  if (norm === undefined) return;
  const factor = norm / (globalNorm(gradients) + margin);
  if (factor < 1) for (const g of gradients) scale(g, factor);
}

function clamp(g: Floats, largest: number): void {
  for (let i = 0; i < g.length; i++) {
    const x = g[i] as number;
    if (x > largest) g[i] = largest;
    else if (x < -largest) g[i] = -largest;
  }
}

function scale(g: Floats, factor: number): void {
  for (let i = 0; i < g.length; i++) g[i] = (g[i] as number) * factor;
}

/** The square root of the sum of squares; of finite numbers it is infinite only if the norm itself is too large for a float64. */
function globalNorm(arrays: readonly Floats[]): number {
  const total = sumOfSquares(arrays, 1);
  if (total !== Infinity) return Math.sqrt(total);
  let largest = 0;
  for (const array of arrays) for (const x of array) largest = Math.max(largest, Math.abs(x));
  return largest === Infinity ? Infinity : largest * Math.sqrt(sumOfSquares(arrays, largest));
}

function sumOfSquares(arrays: readonly Floats[], unit: number): number {
  let total = 0;
  for (const array of arrays) {
    for (let i = 0; i < array.length; i++) {
      const x = (array[i] as number) / unit;
      total += x * x;
    }
  }
  return total;
}
