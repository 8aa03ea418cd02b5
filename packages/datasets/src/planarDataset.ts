import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { Rng } from '@keepdims/random';
import { refuseUnknownOptions } from '@keepdims/shapes';

/** Options of the generators. */
export interface GeneratorOptions<M extends number> {
  /** Number of points, 2 or more. Default 400. */
  readonly m?: M;
  /** Standard deviation of the normal noise, ≥ 0, in the unit of the points. */
  readonly noise?: number;
  /** Seed of NumPy's RandomState. Default 1. */
  readonly seed?: number;
  /** Draws instead of a generator seeded with `seed`. */
  readonly rng?: Rng;
}

/** Points of two classes in the plane, examples as columns: first those of class 0, floor(m / 2) of them, then those of class 1. */
export interface PlanarDataset<M extends number> {
  /** Coordinates, shape [2, m]: row 0 is x, row 1 is y. */
  readonly X: NDArray<[2, M], 'float64'>;
  /** Classes 0 and 1, shape [1, m]. */
  readonly Y: NDArray<[1, M], 'float64'>;
}

/** The options with their defaults, checked. */
export interface CheckedOptions<M extends number> {
  readonly m: M;
  readonly noise: number;
  readonly rng: Rng;
}

/**
 * Fill in defaults and check.
 *
 * @param more - Names of the generator's options beyond m, noise, seed and rng.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 */
export function generatorOptions<M extends number>(
  operation: string,
  options: GeneratorOptions<M>,
  defaultNoise: number,
  more: readonly string[] = [],
): CheckedOptions<M> {
  refuseUnknownOptions(`${operation}(options)`, options, ['m', 'noise', 'seed', 'rng', ...more]);
  const { m = 400, noise = defaultNoise, seed = 1 } = options;
  if (!Number.isInteger(m) || m < 2)
    throw new RangeError(`${operation}: m must be a whole number, 2 or more, got ${m}.`);
  if (!(Number.isFinite(noise) && noise >= 0)) {
    throw new RangeError(`${operation}: noise must be a finite number, 0 or more, got ${noise}.`);
  }
  // Where m is left out, M takes its default, 400.
  return { m: m as M, noise, rng: options.rng ?? randomState(seed) };
}

/** How many of the m points belong to each class. */
export function classSizes(m: number): [number, number] {
  const first = Math.floor(m / 2);
  return [first, m - first];
}

/** Make the arrays: `point(j)` gives the coordinates and the class of column j. */
export function planarDataset<M extends number>(
  m: M,
  point: (j: number) => readonly [x: number, y: number, label: number],
): PlanarDataset<M> {
  const X = new Float64Array(2 * m);
  const Y = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    const [x, y, label] = point(j);
    X[j] = x;
    X[m + j] = y;
    Y[j] = label;
  }
  return { X: np.copy(np.asArray(X, { shape: [2, m] })), Y: np.copy(np.asArray(Y, { shape: [1, m] })) };
}

/** `count` numbers from start to stop, both included, as NumPy's linspace. */
export function evenly(start: number, stop: number, count: number): number[] {
  return np.linspace(start, stop, count).toArray();
}

/** m pairs of standard normal numbers, drawn pair by pair. */
export function normalPairs(rng: Rng, m: number): readonly (readonly [number, number])[] {
  const drawn = np.contiguousData(rng.standardNormal(2 * m));
  // 2m numbers were drawn.
  return Array.from({ length: m }, (_, j) => [drawn[2 * j] ?? 0, drawn[2 * j + 1] ?? 0]);
}
