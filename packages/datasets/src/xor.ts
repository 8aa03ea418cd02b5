import { contiguousData } from '@keepdims/ndarray';
import { classSizes, generatorOptions, normalPairs, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/**
 * Points of the square from (−1, −1) to (1, 1): class 0 where x and y have the same sign, class 1 where they differ.
 *
 * @param options - m (400), noise (0.05, added after the class is given), and seed (1) or rng.
 * @returns X [2, m], Y [1, m], class 0 first.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example xor({ noise: 0 }).Y.shape // [1, 400]
 */
export function xor<const M extends number = 400>(options: GeneratorOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('xor', options, 0.05);
  const [first] = classSizes(m);
  const drawn = contiguousData(rng.uniform(-1, 1, 2 * m));
  const shifts = normalPairs(rng, m);
  return planarDataset(m, (j) => {
    const label = j < first ? 0 : 1;
    const x = drawn[2 * j] ?? 0;
    // Mirrored into the wanted quadrants, uniform numbers stay uniform there.
    const size = Math.abs(drawn[2 * j + 1] ?? 0);
    const y = x >= 0 === (label === 0) ? size : -size;
    const [dx, dy] = shifts[j] ?? [0, 0];
    return [x + noise * dx, y + noise * dy, label];
  });
}
