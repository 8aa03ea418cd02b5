import type { Loss } from '@keepdims/losses';
import { contiguousData, copy } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { AnyLayerCache, AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import { costOf } from './costOf.js';
import { crossesKink } from './crossesKink.js';
import { gradientCheckOptions } from './gradientCheckOptions.js';
import type { GradientCheckOptions } from './gradientCheckOptions.js';
import { gradientCheckText } from './gradientCheckText.js';
import { cachesOf } from './passesOf.js';
import { differences, norm, relativeDifference } from './relativeDifference.js';
import { requireExamples, requireStep } from './requireStep.js';
import { withText } from './withText.js';

/** An array of parameters that gradients change. */
export type TrainedArray = 'W' | 'b' | 'gamma';

/** One number of the gradient, computed in both ways. */
export interface GradientEntry {
  /** The layer, counted from 1. */
  readonly layer: number;
  readonly array: TrainedArray;
  /** The row and the column in that array. */
  readonly index: readonly [row: number, column: number];
  /** What the backward pass says. */
  readonly analytic: number;
  /** The difference quotient of the cost. */
  readonly numeric: number;
}

/** How the two gradients of one array of parameters compare. */
export interface ArrayGradientCheck {
  readonly layer: number;
  readonly array: TrainedArray;
  /** As `GradientCheck.relativeDifference`, of this array alone. */
  readonly relativeDifference: number;
  /** Whether that is within the tolerance, or the difference is no more than the rounding of the costs explains. */
  readonly agrees: boolean;
  /** How many of its entries were compared. */
  readonly compared: number;
}

/** What `net.gradientCheck` found. `String(check)` says it in words. */
export interface GradientCheck {
  /** ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖) over all entries that were compared, from 0 to 1; 0 if both are all zeros. */
  readonly relativeDifference: number;
  /** Whether every array's gradient agrees, and anything was compared at all. */
  readonly agrees: boolean;
  /** The entry with the largest |analytic − numeric|, of the arrays that disagree if there are any; undefined if none was compared. */
  readonly worst: GradientEntry | undefined;
  /** Each array of parameters on its own, so that large gradients don't hide small ones. */
  readonly arrays: readonly ArrayGradientCheck[];
  /** How many entries were compared. */
  readonly compared: number;
  /** How many were left out because a unit sits on a kink of its activation, where there is no derivative to compare with. */
  readonly atKinks: number;
  /** The largest relative difference that passed. */
  readonly tolerance: number;
  /** The step: an entry w was moved by epsilon · max(1, |w|) to both sides. */
  readonly epsilon: number;
  toString(): string;
}

const trainedArrays = ['W', 'b', 'gamma'] as const;
const gradientNames = { W: 'dW', b: 'db', gamma: 'dGamma' } as const;

/** Compare the backward pass with difference quotients of the cost; see `Network.gradientCheck`. */
export function gradientCheck(
  net: Network,
  params: readonly AnyLayerParams[],
  X: NDArray,
  Y: NDArray,
  loss: Loss,
  given: GradientCheckOptions,
): GradientCheck {
  const operation = 'net.gradientCheck(params, X, Y, loss, options)';
  requireStep(operation, net, params, X, { loss, Y });
  requireExamples(operation, X);
  const { l2, epsilon, tolerance, sample, training, seed } = gradientCheckOptions(operation, params, given);
  const target = { loss, Y, l2 };

  // Every pass draws the same masks, since it begins at the same seed.
  const forward = (params: readonly AnyLayerParams[], X: NDArray): readonly AnyLayerCache[] =>
    cachesOf(net, params, X, training ? { training, rng: randomState(seed) } : { training });
  const gradients = net.backward(params, forward(params, X), target);

  // In float32 a cost has too few digits for a difference.
  const [moved, wideX] = [params.map(inFloat64), X.astype('float64')];
  const evaluate: Evaluate = () => {
    const caches = forward(moved, wideX);
    return { cost: costOf(net, moved, caches, target), caches };
  };
  const crosses = (a: Evaluation, b: Evaluation): boolean => crossesKink(net, a.caches, b.caches);

  const draw = randomState(seed);
  const checked: CheckedArray[] = [];
  for (const [i, layer] of moved.entries()) {
    for (const array of trainedArrays) {
      const analytic = gradients[i]?.[gradientNames[array]];
      const parameters = layer[array];
      if (analytic === undefined || parameters === undefined) continue;
      const whole = contiguousData(analytic).slice();
      const chosen = choose(whole.length, sample, draw);
      const [, columns = 1] = parameters.shape;
      const entries: GradientEntry[] = [];
      for (const k of chosen) {
        const numeric = derivative(parameters.data, k, epsilon, evaluate, crosses);
        const index = [Math.floor(k / columns), k % columns] as const;
        if (numeric !== undefined) entries.push({ layer: i + 1, array, index, analytic: whole[k] ?? NaN, numeric });
      }
      checked.push({ layer: i + 1, array, entries, atKinks: chosen.length - entries.length });
    }
  }
  return report(checked, Math.abs(evaluate().cost), { epsilon, tolerance });
}

/** The entries of one array that were compared. */
interface CheckedArray {
  readonly layer: number;
  readonly array: TrainedArray;
  readonly entries: readonly GradientEntry[];
  readonly atKinks: number;
}

interface Evaluation {
  readonly cost: number;
  readonly caches: readonly AnyLayerCache[];
}
type Evaluate = () => Evaluation;

/** The parameters as float64 arrays of their own, which may be moved. */
function inFloat64(layer: AnyLayerParams): Record<'W' | 'b', NDArray> & AnyLayerParams {
  const own = Object.entries(layer).map(([name, array]: [string, NDArray]) => [name, copy(array.astype('float64'))]);
  return Object.fromEntries(own) as AnyLayerParams; // the same names
}

/** All of n positions, or as many as wanted, drawn at random, in order. */
function choose(n: number, wanted: number, rng: ReturnType<typeof randomState>): readonly number[] {
  if (n <= wanted) return Array.from({ length: n }, (_, k) => k);
  return Array.from(contiguousData(rng.permutation(n)).slice(0, wanted)).sort((a, b) => a - b);
}

/** Steps as fractions of epsilon: a shorter one is taken where a longer one carries a unit over a kink. */
const fractions = [1, 1 / 16, 1 / 256];

/**
 * The two-sided difference quotient of the cost in one parameter.
 *
 * @returns undefined where even the shortest step carries a unit over a kink: it sits on it.
 */
function derivative(
  values: Record<number, number>,
  k: number,
  epsilon: number,
  evaluate: Evaluate,
  crosses: (a: Evaluation, b: Evaluation) => boolean,
): number | undefined {
  const w = values[k] ?? NaN; // k is in range
  const at = (value: number): Evaluation => {
    values[k] = value;
    return evaluate();
  };
  try {
    for (const fraction of fractions) {
      const step = fraction * epsilon * Math.max(1, Math.abs(w));
      const [right, left] = [w + step, w - step];
      const [above, below] = [at(right), at(left)];
      if (!crosses(above, below)) return (above.cost - below.cost) / (right - left); // the step as it was rounded
    }
    return undefined;
  } finally {
    values[k] = w;
  }
}

function report(
  checked: readonly CheckedArray[],
  cost: number,
  { epsilon, tolerance }: { epsilon: number; tolerance: number },
): GradientCheck {
  // What a cost that is wrong in its last four bits makes of a difference quotient.
  const noise = (2 ** -49 * cost) / epsilon;
  const compare = (entries: readonly GradientEntry[]): Pick<ArrayGradientCheck, 'relativeDifference' | 'agrees'> => {
    const [a, b] = [entries.map(({ analytic }) => analytic), entries.map(({ numeric }) => numeric)];
    const relative = relativeDifference(a, b);
    return {
      relativeDifference: relative,
      agrees: relative <= tolerance || norm(differences(a, b)) <= noise * Math.sqrt(entries.length),
    };
  };
  const arrays = checked.map(({ layer, array, entries }) => ({
    layer,
    array,
    ...compare(entries),
    compared: entries.length,
  }));
  const all = checked.flatMap(({ entries }) => entries);
  const guilty = checked.filter((_, i) => arrays[i]?.agrees === false).flatMap(({ entries }) => entries);
  const check = {
    relativeDifference: compare(all).relativeDifference,
    agrees: all.length > 0 && arrays.every(({ agrees }) => agrees),
    worst: worstOf(guilty.length === 0 ? all : guilty),
    arrays,
    compared: all.length,
    atKinks: checked.reduce((sum, { atKinks }) => sum + atKinks, 0),
    tolerance,
    epsilon,
  };
  return withText(check, () => gradientCheckText(check));
}

/** The entry with the largest difference; one that isn't a number is worst of all. */
function worstOf(entries: readonly GradientEntry[]): GradientEntry | undefined {
  const size = ({ analytic, numeric }: GradientEntry): number => {
    const difference = Math.abs(analytic - numeric);
    return Number.isNaN(difference) ? Infinity : difference;
  };
  return entries.reduce<GradientEntry | undefined>(
    (worst, entry) => (worst === undefined || size(entry) > size(worst) ? entry : worst),
    undefined,
  );
}
