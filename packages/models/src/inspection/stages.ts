/** One step of a network as the arrays it computes, one after the other, each with the formula that gave it. */
import { asArray, matmul } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { AnyLayerCache, AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { LossAndTargets } from '../networkTypes.js';
import type { AnyLayerGradients } from '../passes.js';
import { costOf } from './costOf.js';
import { outputIsFused } from './outputIsFused.js';

/** An array of a step. */
export interface Stage {
  /** The formula that gave it, as the course writes it; of what was given, its name. */
  readonly operation: string;
  /** The layer, counted from 1. */
  readonly layer: number | undefined;
  /** Its name among the caches, parameters or gradients. */
  readonly array: string;
  readonly values: NDArray;
}

/** A step that was done: what it was given, and what it gave. */
export interface Step {
  readonly net: Network;
  readonly params: readonly AnyLayerParams[];
  readonly X: NDArray;
  readonly caches: readonly AnyLayerCache[];
  /** Undefined for a forward pass alone. */
  readonly target: LossAndTargets | undefined;
  /** What `net.backward` gave, where there is a target. */
  readonly gradients: readonly AnyLayerGradients[] | undefined;
}

/** The arrays of a step in the order in which it computes them. */
export function* stagesOf({ net, params, X, caches, target, gradients }: Step): Generator<Stage> {
  yield { operation: 'X', layer: undefined, array: 'X', values: X };
  if (target !== undefined) yield { operation: 'Y', layer: undefined, array: 'Y', values: target.Y };
  yield* parameters(params);
  for (const [i, cache] of caches.entries()) {
    yield* forwardStages(i + 1, net.layers[i]?.activation.name ?? '', params[i] as AnyLayerParams, cache); // one a layer
  }
  if (target === undefined || gradients === undefined) return;

  const { loss, l2 = 0 } = target;
  const argument = `${outputIsFused(net, loss) ? 'Z' : 'A'}[${caches.length}]`;
  yield {
    operation: `J = ${loss.name}(${argument}, Y)${l2 === 0 ? '' : ' + l2/2·Σ‖W‖²'}`,
    layer: undefined,
    array: 'cost',
    values: asArray(Float64Array.of(costOf(net, params, caches, target)), { shape: [] }),
  };
  for (let i = caches.length - 1; i >= 0; i--) {
    const [cache, own] = [caches[i] as AnyLayerCache, gradients[i] as AnyLayerGradients]; // one a layer
    yield* backwardStages(net, target, i + 1, cache, own, caches[i + 1]);
  }
}

function* parameters(params: readonly AnyLayerParams[]): Generator<Stage> {
  for (const [i, { W, b, gamma, runningMean, runningVariance }] of params.entries()) {
    for (const [array, values] of Object.entries({ W, b, gamma, runningMean, runningVariance })) {
      if (values !== undefined) yield { operation: `${array}[${i + 1}]`, layer: i + 1, array, values };
    }
  }
}

function* forwardStages(
  layer: number,
  activation: string,
  { W }: AnyLayerParams,
  { APrev, Z, A, normalization, dropout }: AnyLayerCache,
): Generator<Stage> {
  const product = `W[${layer}]·${layer === 1 ? 'X' : `A[${layer - 1}]`}`;
  if (normalization === undefined) {
    yield { operation: `Z[${layer}] = ${product} + b[${layer}]`, layer, array: 'Z', values: Z };
  } else {
    // Not cached, but where it overflows the mean does too, and all that follows is NaN.
    yield { operation: `U[${layer}] = ${product}`, layer, array: 'U', values: matmul(W, APrev) };
    const operation = `normalized[${layer}] = (U[${layer}] − mean) / √(variance + epsilon)`;
    yield { operation, layer, array: 'normalized', values: normalization.normalized };
    yield {
      operation: `Z[${layer}] = gamma[${layer}]·normalized[${layer}] + b[${layer}]`,
      layer,
      array: 'Z',
      values: Z,
    };
  }
  const activated = dropout?.activated ?? A;
  yield { operation: `A[${layer}] = ${activation}(Z[${layer}])`, layer, array: 'A', values: activated };
  if (dropout === undefined) return;
  yield { operation: `A[${layer}] = ${activation}(Z[${layer}])·mask/(1 − rate)`, layer, array: 'A', values: A };
}

function* backwardStages(
  net: Network,
  { loss, l2 = 0 }: LossAndTargets,
  layer: number,
  { normalization, dropout }: AnyLayerCache,
  gradients: AnyLayerGradients,
  next: AnyLayerCache | undefined,
): Generator<Stage> {
  const { name = '' } = net.layers[layer - 1]?.activation ?? {};
  if (next === undefined && outputIsFused(net, loss)) {
    const operation = `dZ[${layer}] = dJ/dZ of ${loss.name} after ${name}: A[${layer}] − Y`;
    yield { operation, layer, array: 'dZ', values: gradients.dZ };
  } else {
    const dA =
      next === undefined
        ? `${loss.name}′(A[${layer}], Y)`
        : `W[${layer + 1}]ᵀ·${next.normalization === undefined ? 'dZ' : 'dU'}[${layer + 1}]`;
    yield { operation: `dA[${layer}] = ${dA}`, layer, array: 'dA', values: gradients.dA };
    const kept = dropout === undefined ? '' : ' ∗ mask/(1 − rate)';
    const operation = `dZ[${layer}] = dA[${layer}]${kept} ∗ ${name}′(Z[${layer}])`;
    yield { operation, layer, array: 'dZ', values: gradients.dZ };
  }
  const { dW, db, dGamma } = gradients;
  if (dGamma !== undefined) {
    const operation = `dGamma[${layer}] = Σ dZ[${layer}] ∗ normalized[${layer}] / m`;
    yield { operation, layer, array: 'dGamma', values: dGamma };
  }
  const product = `${normalization === undefined ? 'dZ' : 'dU'}[${layer}]·${layer === 1 ? 'X' : `A[${layer - 1}]`}ᵀ / m`;
  const penalty = l2 === 0 ? '' : ` + l2·W[${layer}]`;
  yield { operation: `dW[${layer}] = ${product}${penalty}`, layer, array: 'dW', values: dW };
  yield { operation: `db[${layer}] = Σ dZ[${layer}] / m`, layer, array: 'db', values: db };
}
