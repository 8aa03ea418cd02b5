import { classSizes, evenly, generatorOptions, normalPairs, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/** Turns that each arm makes on its way out. */
const turns = 1.75;

/**
 * Two spiral arms of 1.75 turns from the centre to radius 1, class 1 half a turn behind class 0.
 *
 * @param options - m (400), noise (0.02), and seed (1) or rng.
 * @returns X [2, m], Y [1, m], class 0 first, each arm from the centre outwards: (ρ sin t, ρ cos t) with t = 2π · 1.75 ρ + π · label.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example spiral({ m: 200 }).Y.shape // [1, 200]
 */
export function spiral<const M extends number = 400>(options: GeneratorOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('spiral', options, 0.02);
  const points = classSizes(m).flatMap((size, label) =>
    evenly(0, 1, size).map((radius) => ({ radius, t: 2 * Math.PI * turns * radius + Math.PI * label, label })),
  );
  const shifts = normalPairs(rng, m);
  return planarDataset(m, (j) => {
    const { radius, t, label } = points[j] ?? { radius: 0, t: 0, label: 0 };
    const [dx, dy] = shifts[j] ?? [0, 0];
    return [radius * Math.sin(t) + noise * dx, radius * Math.cos(t) + noise * dy, label];
  });
}
