import type { NDArray } from '@keepdims/ndarray';
import type { Size, SizeShape } from './size.js';

/**
 * A source of random numbers: what initializers, splits and shuffles ask for.
 *
 * Randomness is always an argument; nothing in this library draws from a hidden global generator.
 */
export interface Rng {
  /** Uniform in [0, 1), float64, of shape `size`. */
  random<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  /** Normal with mean 0 and standard deviation 1, float64, of shape `size`. */
  standardNormal<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  /** Uniform in [low, high), float64, of shape `size`. */
  uniform<const S extends Size>(low: number, high: number, size: S): NDArray<SizeShape<S>, 'float64'>;
  /** The integers 0 … n − 1 in random order, int32, shape [n]. */
  permutation<const N extends number>(n: N): NDArray<[N], 'int32'>;
}
