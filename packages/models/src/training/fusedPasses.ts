/** The passes of a fused step: kernels and loops on buffers, without an allocation. */
import { kernels } from '@keepdims/kernels';
import type { Strided } from '@keepdims/kernels';
import { scope } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type { Rng } from '@keepdims/random';
import { normalizationBackward, normalizeByBatch, scaleAndShift, updateRunning } from '../batchNorm.js';
import { applyMask, drawMask } from '../dropout.js';
import { weighColumns } from '../exampleWeights.js';
import { l2Term } from '../l2Term.js';
import { outputCost } from '../outputCost.js';
import type { LayerRule } from '../passes.js';
import type { Buffers, LayerBuffers } from './buffers.js';
import type { LayerPlan, StepPlan } from './stepPlan.js';
import { floatsOf, strided } from './views.js';

/** The forward pass in training: masks are drawn from rng, running statistics move. */
export function fusedForward(plan: StepPlan, { m, layers }: Buffers, X: NDArray, rng: Rng | undefined): void {
  let input = strided(X);
  for (let i = 0; i < layers.length; i++) {
    const [layer, own] = [layers[i] as LayerBuffers, plan.layers[i] as LayerPlan]; // i is in range, and both are as long
    activate(own, layer, m, input);
    const { units, mask, activated, A, stridedA } = layer;
    if (mask !== undefined && rng !== undefined) {
      drawMask(rng, own.dropout, units, m, mask);
      applyMask(units * m, own.dropout, mask, activated, A);
    }
    input = stridedA;
  }
}

/** Z and its activation; where the loss includes the activation, Z alone. */
function activate(own: LayerPlan, layer: LayerBuffers, m: number, input: Strided): void {
  const compute = kernels();
  const { name, parameter, batchNorm } = own;
  const { units, inputs, W, b, Z, activated, normalization } = layer;
  const value = name === 'identity' ? Z : activated;
  if (batchNorm === undefined || normalization === undefined) {
    compute.dense(name, parameter, units, m, inputs, W, input, b, Z, value);
    return;
  }
  const { gamma, mean, variance, normalized, stridedNormalized, runningMean, runningVariance } = normalization;
  compute.matmul(units, m, inputs, layer.stridedW, input, stridedNormalized);
  normalizeByBatch(units, m, batchNorm.epsilon, normalized, mean, variance, normalized);
  updateRunning(units, m, batchNorm.momentum, normalization, runningMean, runningVariance);
  scaleAndShift(units, m, gamma, b, normalized, Z);
  if (name !== 'identity') compute.activate(name, parameter, units * m, Z, value);
}

/** The cost; the output layer's dZ gets dJ/dZ. */
export function costAndOutputGradient(
  plan: StepPlan,
  buffers: Buffers,
  output: LayerRule,
  loss: Loss,
  Y: NDArray,
  weights: ArrayLike<number> | undefined,
): number {
  const { m, layers, logits } = buffers;
  const { units, Z, A, dZ } = layers[layers.length - 1] as LayerBuffers; // a network has a layer
  // The kernels sum all examples' costs; weights need them one by one.
  const weightedCost =
    weights === undefined
      ? undefined
      : scope(() => outputCost(output, { APrev: logits, Z: logits, A: buffers.output }, loss, Y, weights));
  const targets = floatsOf(Y);
  let cost: number;
  if (plan.fromLogits && loss.fromLogits !== undefined) {
    cost = loss.fromLogits.costAndGradient(units, m, Z, targets, A, dZ);
  } else {
    cost = loss.costAndGradient(units, m, A, targets, dZ);
    const { name, parameter } = plan.layers[layers.length - 1] as LayerPlan; // as many as layers
    kernels().activateBackward(name, parameter, units * m, Z, A, dZ, dZ);
  }
  if (weights !== undefined) weighColumns(units, m, weights, dZ);
  return weightedCost ?? cost;
}

/**
 * dW = dZ A[l−1]ᵀ and db = Σ dZ (dZ is of the mean already), then dZ of the layer before; with L2, plus l2 · W.
 *
 * @returns The L2 term of the cost.
 */
export function fusedBackward(plan: StepPlan, { m, layers }: Buffers, X: NDArray, l2: number): number {
  const compute = kernels();
  let penalty = 0;
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i] as LayerBuffers; // i is in range
    const [before, { batchNorm }] = [layers[i - 1], plan.layers[i] as LayerPlan]; // as many as layers
    const { units, inputs, W, transposedW, dW, stridedDW, db, stridedDb, dZ, stridedDZ, normalization } = layer;
    if (batchNorm === undefined || normalization === undefined) {
      compute.reduce('sum', shapeOf(layer, m), columns, stridedDZ, stridedDb);
    } else {
      normalizationBackward(units, m, batchNorm.epsilon, normalization, dZ, db, normalization.dGamma, dZ);
    }
    compute.matmul(units, inputs, m, stridedDZ, before?.transposedA ?? transposed(strided(X)), stridedDW);
    if (l2 !== 0) penalty += l2Term(l2, W, dW);
    if (before === undefined) break;
    const { name, parameter, dropout } = plan.layers[i - 1] as LayerPlan; // as many as layers
    compute.matmul(inputs, m, units, transposedW, stridedDZ, before.stridedDZ);
    if (before.mask !== undefined) applyMask(inputs * m, dropout, before.mask, before.dZ, before.dZ);
    compute.activateBackward(name, parameter, inputs * m, before.Z, before.activated, before.dZ, before.dZ);
  }
  return penalty;
}

const columns = [1];

function shapeOf({ units }: LayerBuffers, m: number): readonly number[] {
  return [units, m];
}

function transposed({ data, offset, strides: [row = 0, column = 0] }: Strided): Strided {
  return { data, offset, strides: [column, row] };
}
