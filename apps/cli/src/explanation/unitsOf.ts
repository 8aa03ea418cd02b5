import type { AnyLayerCache, AnyLayerParams } from '@keepdims/models';
import * as np from '@keepdims/ndarray';

/** A term w·a of a unit's sum. */
export interface Term {
  /** Where a comes from: a feature's name, or `a3` of the layer before. */
  readonly from: string;
  readonly weight: number;
  readonly input: number;
  /** weight · input. */
  readonly value: number;
}

/** What a unit's z is the sum of. */
export interface Unit {
  /** The largest terms by their size. */
  readonly largest: readonly Term[];
  /** All other terms together. */
  readonly others: number;
  /** The bias; with batch normalisation whatever else does not depend on the inputs. */
  readonly b: number;
}

/** How many terms a unit names. */
const mostTerms = 5;

/**
 * The sums of a layer's units for one example: z = Σ w·a + b.
 *
 * In inference batch normalisation is linear: its weights are w · gamma / √(running variance + epsilon), and the rest goes to b.
 *
 * @param epsilon - Of the layer's batch normalisation; undefined without.
 * @param names - Of the inputs.
 */
export function unitsOf(
  { W, b, gamma }: AnyLayerParams,
  cache: AnyLayerCache,
  epsilon: number | undefined,
  names: readonly string[],
): Unit[] {
  const [weights, biases, inputs, Z] = [W, b, cache.APrev, cache.Z].map((array) => np.contiguousData(array));
  return Array.from({ length: W.shape[0] ?? 0 }, (_, i) => {
    const variance = Number(cache.normalization?.variance.at(i, 0) ?? 1);
    const factor = epsilon === undefined ? 1 : Number(gamma?.at(i, 0) ?? 1) / Math.sqrt(variance + epsilon);
    const terms = names.map((from, j): Term => {
      const weight = factor * (weights?.[i * names.length + j] ?? NaN);
      const input = inputs?.[j] ?? NaN;
      return { from, weight, input, value: weight * input };
    });
    const sum = (some: readonly Term[]): number => some.reduce((total, { value }) => total + value, 0);
    const sorted = terms
      .filter(({ value }) => value !== 0)
      .sort((one, two) => Math.abs(two.value) - Math.abs(one.value));
    return {
      largest: sorted.slice(0, mostTerms),
      others: sum(sorted.slice(mostTerms)),
      b: epsilon === undefined ? (biases?.[i] ?? NaN) : (Z?.[i] ?? NaN) - sum(sorted),
    };
  });
}
