import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { generatorOptions } from './planarDataset.js';
import type { GeneratorOptions } from './planarDataset.js';

/** Houses and their prices, examples as columns. */
export interface HousesDataset<M extends number> {
  /** Floor areas in m², shape [1, m]. */
  readonly X: NDArray<[1, M], 'float64'>;
  /** Prices in thousands, never negative, shape [1, m]. */
  readonly Y: NDArray<[1, M], 'float64'>;
}

/** Price of another square metre, in thousands. */
const perSquareMetre = 2.5;
/** The area below which a house is worth nothing, in m². */
const worthless = 40;

/**
 * House prices that rise with the area along a straight line, and are zero below 40 m²: what one ReLU neuron can learn exactly (§1.2).
 *
 * @param options - m (400), noise (15, thousands, on the price before what is negative becomes 0), and seed (1) or rng.
 * @returns X [1, m], areas uniform in 20 … 220 m²; Y [1, m], max(0, 2.5 (area − 40) + noise), in thousands.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example
 * const { X, Y } = linearHouses({ m: 50, noise: 0 });
 * np.allClose(Y, np.maximum(0, np.multiply(2.5, np.subtract(X, 40)))) // true
 */
export function linearHouses<const M extends number = 400>(options: GeneratorOptions<M> = {}): HousesDataset<M> {
  const { m, noise, rng } = generatorOptions('linearHouses', options, 15);
  const area = rng.uniform(20, 220, [1, m]);
  const shift = np.multiply(rng.standardNormal([1, m]), noise);
  const price = np.add(np.multiply(np.subtract(area, worthless), perSquareMetre), shift);
  return { X: area, Y: np.maximum(price, 0) };
}
