import { classSizes, generatorOptions, normalPairs, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/** Options of {@link circles}. */
export interface CirclesOptions<M extends number> extends GeneratorOptions<M> {
  /** Radius of the inner circle, between 0 and 1. Default 0.5. */
  readonly factor?: number;
}

/**
 * Two circles around the origin: class 0 of radius 1, class 1 of radius `factor` inside it.
 *
 * @param options - m (400), noise (0.1), factor (0.5), and seed (1) or rng.
 * @returns X [2, m], Y [1, m], class 0 first; scikit-learn's `make_circles(m, shuffle=False, noise=noise, random_state=seed,
 *   factor=factor)`, transposed.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, the factor is not between 0 and 1, or an option is unknown.
 * @example circles({ factor: 0.3, noise: 0.05 }).Y.shape // [1, 400]
 */
export function circles<const M extends number = 400>(options: CirclesOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('circles', options, 0.1, ['factor']);
  const { factor = 0.5 } = options;
  if (!(factor > 0 && factor < 1)) throw new RangeError(`circles: factor must lie between 0 and 1, got ${factor}.`);
  const sizes = classSizes(m);
  const shifts = normalPairs(rng, m);
  return planarDataset(m, (j) => {
    const label = j < sizes[0] ? 0 : 1;
    const t = ((j - label * sizes[0]) * 2 * Math.PI) / sizes[label];
    const radius = label === 0 ? 1 : factor;
    const [dx, dy] = shifts[j] ?? [0, 0];
    return [radius * Math.cos(t) + noise * dx, radius * Math.sin(t) + noise * dy, label];
  });
}
