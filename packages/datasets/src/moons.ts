import { classSizes, evenly, generatorOptions, normalPairs, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/**
 * Two interleaving half circles of radius 1: class 0 the upper one around (0, 0), class 1 the lower one around (1, 0.5).
 *
 * @param options - m (400), noise (0.1), and seed (1) or rng.
 * @returns X [2, m], Y [1, m], class 0 first; scikit-learn's `make_moons(m, shuffle=False, noise=noise, random_state=seed)`, transposed.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example moons({ m: 100, noise: 0.2 }).Y.shape // [1, 100]
 */
export function moons<const M extends number = 400>(options: GeneratorOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('moons', options, 0.1);
  const [upper, lower] = classSizes(m);
  const points = [
    ...evenly(0, Math.PI, upper).map((t) => [Math.cos(t), Math.sin(t), 0] as const),
    ...evenly(0, Math.PI, lower).map((t) => [1 - Math.cos(t), 1 - Math.sin(t) - 0.5, 1] as const),
  ];
  const shifts = normalPairs(rng, m);
  return planarDataset(m, (j) => {
    const [x, y, label] = points[j] ?? [0, 0, 0];
    const [dx, dy] = shifts[j] ?? [0, 0];
    return [x + noise * dx, y + noise * dy, label];
  });
}
