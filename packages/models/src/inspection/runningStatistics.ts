import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Dense } from '../dense.js';
import type { AnyLayerParams, ForwardOptions } from '../layer.js';
import { forwardPass } from '../passes.js';
import type { Spread } from './layerStatistics.js';

/** How the running statistics of a layer with batch normalisation fit the examples' own: those of W A[l−1], a unit. */
export interface RunningFit {
  /** Whether they are all still 0 and 1, as they began, so that no step of training has updated them. */
  readonly untouched: boolean;
  /** Whether gamma or b are no longer 1 and 0, as they began: the layer was trained. */
  readonly trained: boolean;
  /**
   * The units that they don't fit, by their row: means further apart than the examples' standard deviation, or variances more than ten times
   * apart. Of fewer than 10 examples none, since so few say little.
   */
  readonly unfitUnits: readonly number[];
  /** The unit that they fit least, in both ways. */
  readonly worst: { readonly unit: number; readonly running: Spread; readonly examples: Spread };
}

/** Where a unit's running statistics no longer fit. */
const limits = {
  /** Between the means, in standard deviations of the examples. */
  shift: 1,
  /** Between the variances, either way. Weights begin with variances that spread almost as far. */
  ratio: 10,
  /** Fewer examples have statistics that are too much their own. */
  examples: 10,
};

/**
 * How running statistics fit, a layer; undefined where there is no batch normalisation. The examples' own statistics are those of training
 * without dropout: every layer gets what it gets there, so that the statistics of one don't spoil the comparison of the next.
 */
export function runningFits(
  layers: readonly Dense[],
  params: readonly AnyLayerParams[],
  X: NDArray,
  { training = false }: ForwardOptions,
): (RunningFit | undefined)[] {
  const m = X.shape[1] ?? 0;
  if (training || m < 2 || layers.every(({ batchNorm }) => batchNorm === undefined)) return layers.map(() => undefined);
  let A = X;
  return layers.map((layer, i) => {
    const own = params[i] as AnyLayerParams; // checked: one a layer
    const cache = forwardPass(layer, own, A, { training: true });
    A = cache.A;
    const { runningMean, runningVariance } = own;
    if (cache.normalization === undefined || runningMean === undefined || runningVariance === undefined) {
      return undefined;
    }
    const { mean, variance } = cache.normalization;
    const columns = [runningMean, runningVariance, mean, variance].map((column) => Array.from(contiguousData(column)));
    return fitOf(columns as Columns, layer.batchNorm?.epsilon ?? 0, m, own); // four of four
  });
}

type Columns = [mean: number[], variance: number[], ownMean: number[], ownVariance: number[]];

function fitOf(
  [means, variances, ownMeans, ownVariances]: Columns,
  epsilon: number,
  m: number,
  { gamma, b }: AnyLayerParams,
): RunningFit {
  const distances = means.map((mean, i) => {
    const [variance = NaN, ownMean = NaN, biased = NaN] = [variances[i], ownMeans[i], ownVariances[i]];
    const ownVariance = (biased * m) / (m - 1) + epsilon;
    const shift = Math.abs(mean - ownMean) / Math.sqrt(ownVariance);
    const ratio = Math.exp(Math.abs(Math.log((variance + epsilon) / ownVariance)));
    return Math.max(shift / limits.shift, ratio / limits.ratio);
  });
  const unit = distances.reduce((worst, distance, i) => (distance > (distances[worst] ?? NaN) ? i : worst), 0);
  const spread = (mean: number | undefined, variance: number | undefined): Spread => ({
    mean: mean ?? NaN, // the unit is one of them
    std: Math.sqrt(variance ?? NaN),
  });
  return {
    untouched: means.every((mean) => mean === 0) && variances.every((variance) => variance === 1),
    trained: isNot(1, gamma) || isNot(0, b),
    unfitUnits: m < limits.examples ? [] : distances.flatMap((distance, i) => (distance > 1 ? [i] : [])),
    worst: {
      unit,
      running: spread(means[unit], variances[unit]),
      examples: spread(ownMeans[unit], ownVariances[unit]),
    },
  };
}

/** Whether some number of an array is another. */
function isNot(start: number, array: NDArray | undefined): boolean {
  return array !== undefined && contiguousData(array).some((value) => value !== start);
}
