import { kernels, lasting } from '@keepdims/kernels';
import type { Floats } from '@keepdims/kernels';
import { memoryOf } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { clipGradients, updatesInPlace } from '@keepdims/optimizers';
import type { AnyLayerParams, FloatDType } from '../layer.js';
import type { LayerRule } from '../passes.js';
import type { Buffers } from './buffers.js';
import { createBuffers } from './buffers.js';
import { costAndOutputGradient, fusedBackward, fusedForward } from './fusedPasses.js';
import type { ParameterBlock } from './parameterBlock.js';
import { createParameterBlock } from './parameterBlock.js';
import { none, requireStep } from './requireStep.js';
import { stepPlan } from './stepPlan.js';
import type { TrainingRun, TrainingRunOptions } from './trainingRun.js';
import { floatsOf } from './views.js';

/**
 * A run whose steps go through fused kernels, in buffers that are laid out once for each batch size: a step allocates nothing that outlives
 * it.
 *
 * It computes what `forward`, `backward` and `update` compute, but for rounding: dZ is divided by m at once, where the course divides dW
 * and db.
 *
 * @returns undefined where a layer's activation has no kernel, the optimizer is not one of ours, or the parameters' dtypes are mixed.
 */
export function fusedRun(options: TrainingRunOptions): TrainingRun | undefined {
  const { net, params, loss, optimizer, l2 = 0, clip, rng, optimizerState } = options;
  if (!updatesInPlace(optimizer)) return undefined;
  const dtype = commonDType(params);
  const plan = stepPlan(net.layers, loss);
  if (dtype === undefined || plan === undefined) return undefined;

  const block = lasting(() => createParameterBlock(params, dtype, optimizer, optimizerState));
  const last = net.layers[net.layers.length - 1] as LayerRule; // a network has a layer
  const sizes = new Map<number, Buffers>();
  const buffersFor = (m: number): Buffers => {
    let buffers = sizes.get(m);
    if (buffers === undefined || isTaken(buffers)) {
      sizes.set(m, (buffers = lasting(() => createBuffers(block, m, plan.layers))));
    }
    return buffers;
  };
  const gradients = [block.gradients];
  let steps = optimizerState?.step ?? 0;

  return {
    step: (givenX, givenY, given = none) => {
      requireStep(net, loss, givenX, givenY, given);
      const { weights, learningRateFactor } = given;
      const X = givenX.dtype === dtype ? givenX : givenX.astype(dtype);
      const Y = givenY.dtype === dtype ? givenY : givenY.astype(dtype);
      const buffers = buffersFor(X.shape[1] ?? 0);
      fusedForward(plan, buffers, X, rng);
      const cost = costAndOutputGradient(plan, buffers, last, loss, Y, weights);
      const penalty = fusedBackward(plan, buffers, X, l2);
      if (clip !== undefined) clipGradients(gradients, clip);
      optimizer.updateInPlace(block.values, block.gradients, block.slots, ++steps, learningRateFactor);
      return { cost: cost + penalty, output: buffers.output };
    },
    params: block.params,
    optimizerState: () => ({ step: steps, slots: block.slotTrees() }),
    isFinite: () => isFiniteBlock(block),
  };
}

/** Whether somebody asked for the output's `data`, and so has its memory now. */
function isTaken({ output, outputData }: Buffers): boolean {
  return memoryOf(output).data !== outputData;
}

function commonDType(params: readonly AnyLayerParams[]): FloatDType | undefined {
  const dtypes = new Set(params.flatMap((layer) => Object.values<NDArray>({ ...layer }).map((array) => array.dtype)));
  const [dtype] = dtypes;
  return dtypes.size === 1 && (dtype === 'float32' || dtype === 'float64') ? dtype : undefined;
}

/** Arrays up to this length are looked through sooner than a kernel is called. */
const short = 256;

/** Whether every parameter is finite, the running statistics included. */
function isFiniteBlock({ dtype, values, layers }: ParameterBlock): boolean {
  return (
    areFinite(dtype, values) &&
    layers.every(({ normalization }) => {
      if (normalization === undefined) return true;
      const { runningMean, runningVariance } = normalization;
      return areFinite(dtype, floatsOf(runningMean)) && areFinite(dtype, floatsOf(runningVariance));
    })
  );
}

/**
 * A long array is summed, since a sum is finite only if all terms are; if it isn't, they are looked at one by one, since finite ones may add
 * up to infinity.
 */
function areFinite(dtype: FloatDType, values: Floats): boolean {
  if (values.length <= short) return values.every((x) => Number.isFinite(x));
  const total = dtype === 'float32' ? new Float32Array(1) : new Float64Array(1);
  const whole = { data: values, offset: 0, strides: [1] };
  kernels().reduce('sum', [values.length], [0], whole, { data: total, offset: 0, strides: [] });
  return Number.isFinite(total[0]) || values.every((x) => Number.isFinite(x));
}
