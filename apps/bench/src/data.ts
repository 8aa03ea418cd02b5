import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { FloatDType } from './job.js';

/**
 * Element i of list `seed`: a number in [0, 1) that looks random, from a hash of the two.
 *
 * Every peer computes the same numbers for itself, in its own language, so that answers can be compared without sending data about.
 */
export function numberAt(i: number, seed: number): number {
  let h = Math.imul(i, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** A typed array of `size` numbers in [low, high). */
export function numbers(
  dtype: FloatDType,
  size: number,
  seed: number,
  low: number,
  high: number,
): Float32Array | Float64Array {
  const values = dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = low + (high - low) * numberAt(i, seed);
  return values;
}

/** The same as an array of the library's. */
export function numbersArray(
  dtype: FloatDType,
  shape: readonly number[],
  seed: number,
  low: number,
  high: number,
): NDArray<number[], FloatDType> {
  const size = shape.reduce((product, n) => product * n, 1);
  return arrayOf(numbers(dtype, size, seed, low, high), shape);
}

/** A copy of typed numbers as an array of the library's: a copy, because the library puts its own arrays where its kernels are fastest. */
export function arrayOf(values: Float32Array | Float64Array, shape: readonly number[]): NDArray<number[], FloatDType> {
  return np.copy(np.asArray(values, { shape: [...shape] }));
}
