import { contiguousData } from '@keepdims/ndarray';
import { classSizes, evenly, generatorOptions, planarDataset } from './planarDataset.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';

/**
 * The course's planar "flower": two classes that alternate around the petals, which no straight line separates.
 *
 * For class j = 0, then 1, with N points: t = linspace(3.12 j, 3.12 (j + 1), N) + noise · randn(N), r = 4 sin(4t) + noise · randn(N); the
 * points are (r sin t, r cos t).
 *
 * @param options - m (400), noise (0.2), and seed (1) or rng. The defaults give the course's 400 points.
 * @returns X [2, m], Y [1, m], class 0 first.
 * @throws RangeError if m is not a whole number ≥ 2, the noise is negative or not finite, or an option is unknown.
 * @example flower().X.shape // [2, 400]
 */
export function flower<const M extends number = 400>(options: GeneratorOptions<M> = {}): PlanarDataset<M> {
  const { m, noise, rng } = generatorOptions('flower', options, 0.2);
  const points = classSizes(m).flatMap((size, label) => {
    const bend = contiguousData(rng.standardNormal(size));
    const stretch = contiguousData(rng.standardNormal(size));
    return evenly(3.12 * label, 3.12 * (label + 1), size).map((angle, i) => {
      const t = angle + noise * (bend[i] ?? 0);
      const r = 4 * Math.sin(4 * t) + noise * (stretch[i] ?? 0);
      return [r * Math.sin(t), r * Math.cos(t), label] as const;
    });
  });
  return planarDataset(m, (j) => points[j] ?? [0, 0, 0]);
}
