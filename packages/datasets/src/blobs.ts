import { classSizes, generatorOptions, normalPairs, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/**
 * Two round clouds, class 0 around (−2, 0) and class 1 around (2, 0): what a single neuron separates.
 *
 * @param options - m (400), noise (1, the clouds' standard deviation), and seed (1) or rng.
 * @returns X [2, m], Y [1, m], class 0 first.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example blobs({ noise: 0.5 }).Y.shape // [1, 400]
 */
export function blobs<const M extends number = 400>(options: GeneratorOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('blobs', options, 1);
  const [first] = classSizes(m);
  const shifts = normalPairs(rng, m);
  return planarDataset(m, (j) => {
    const label = j < first ? 0 : 1;
    const [dx, dy] = shifts[j] ?? [0, 0];
    return [(label === 0 ? -2 : 2) + noise * dx, noise * dy, label];
  });
}
