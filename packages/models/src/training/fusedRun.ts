import { kernels, lasting } from '@keepdims/kernels';
import type { ActivationName, Strided } from '@keepdims/kernels';
import { memoryOf } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ActivationKernel } from '@keepdims/activations';
import type { Loss } from '@keepdims/losses';
import { updatesInPlace } from '@keepdims/optimizers';
import type { AnyLayerParams, FloatDType } from '../layer.js';
import type { Buffers, LayerBuffers } from './buffers.js';
import { createBuffers } from './buffers.js';
import type { ParameterBlock } from './parameterBlock.js';
import { createParameterBlock } from './parameterBlock.js';
import type { TrainingRun, TrainingRunOptions } from './trainingRun.js';
import { requireExamples } from './requireExamples.js';
import { floatsOf, strided } from './views.js';

/**
 * A run whose steps go through fused kernels, in buffers that are laid out once for each batch size: a step allocates nothing.
 *
 * It computes what `forward`, `backward` and `update` compute, but for rounding: dZ is divided by m at once, where the course divides dW
 * and db.
 *
 * @returns undefined where a layer's activation has no kernel, the optimizer is not one of ours, or the parameters' dtypes are mixed.
 */
export function fusedRun({ net, params, loss, optimizer }: TrainingRunOptions): TrainingRun | undefined {
  if (!updatesInPlace(optimizer)) return undefined;
  const dtype = commonDType(params);
  const activations = net.layers.map(({ activation }) => activation.kernel);
  const plan = dtype === undefined ? undefined : planOf(activations, loss);
  if (dtype === undefined || plan === undefined) return undefined;

  const block = lasting(() => createParameterBlock(params, dtype, optimizer));
  const sizes = new Map<number, Buffers>();
  const buffersFor = (m: number): Buffers => {
    let buffers = sizes.get(m);
    if (buffers === undefined || isTaken(buffers)) {
      sizes.set(m, (buffers = lasting(() => createBuffers(block, m, plan.keepsZ))));
    }
    return buffers;
  };
  let steps = 0;

  return {
    step: (givenX, givenY) => {
      requireExamples(net, givenX, givenY);
      const X = givenX.dtype === dtype ? givenX : givenX.astype(dtype);
      const Y = givenY.dtype === dtype ? givenY : givenY.astype(dtype);
      const buffers = buffersFor(X.shape[1] ?? 0);
      forward(plan, buffers, X);
      const cost = costAndOutputGradient(plan, buffers, loss, Y);
      backward(plan, buffers, X);
      optimizer.updateInPlace(block.values, block.gradients, block.slots, ++steps);
      return { cost, output: buffers.output };
    },
    params: block.params,
    isFinite: () => isFiniteBlock(block),
  };
}

/** Whether somebody asked for the output's `data`, and so has its memory now. */
function isTaken({ output, outputData }: Buffers): boolean {
  return memoryOf(output).data !== outputData;
}

/** How each layer is computed. */
interface StepPlan {
  /** The activation kernels; the output layer's is 'identity' where its loss includes the activation. */
  readonly hidden: readonly LayerKernel[];
  readonly keepsZ: readonly boolean[];
  /** Whether the loss is taken from the logits. */
  readonly fromLogits: boolean;
}

interface LayerKernel {
  readonly name: ActivationName;
  readonly parameter: number;
}

/** Activations whose derivative needs Z itself: of the others, A tells it. */
const needZ: readonly ActivationName[] = ['softplus', 'gelu', 'silu'];

function planOf(activations: readonly (ActivationKernel | undefined)[], loss: Loss): StepPlan | undefined {
  const last = activations.length - 1;
  const fromLogits = activations[last] !== undefined && loss.fromLogits?.activation === activations[last].name;
  const hidden: LayerKernel[] = [];
  for (const [i, kernel] of activations.entries()) {
    const used = i === last && fromLogits ? identity : kernel;
    if (used === undefined || used.name === 'softmax') return undefined;
    hidden.push({ name: used.name, parameter: used.parameter });
  }
  return {
    hidden,
    fromLogits,
    keepsZ: hidden.map(({ name }, i) => needZ.includes(name) || (i === last && fromLogits)),
  };
}

const identity: ActivationKernel = { name: 'identity', parameter: 0 };

function commonDType(params: readonly AnyLayerParams[]): FloatDType | undefined {
  const dtypes = new Set(params.flatMap(({ W, b }) => [W.dtype, b.dtype]));
  const [dtype] = dtypes;
  return dtypes.size === 1 && (dtype === 'float32' || dtype === 'float64') ? dtype : undefined;
}

function forward({ hidden }: StepPlan, { m, layers }: Buffers, X: NDArray): void {
  const compute = kernels();
  let input = strided(X);
  for (let i = 0; i < layers.length; i++) {
    const { units, inputs, W, b, Z, A, stridedA } = layers[i] as LayerBuffers; // i is in range, and hidden is as long
    const { name, parameter } = hidden[i] as LayerKernel;
    compute.dense(name, parameter, units, m, inputs, W, input, b, Z, Z === A ? A : name === 'identity' ? Z : A);
    input = stridedA;
  }
}

/** The cost; the output layer's dZ gets dJ/dZ. */
function costAndOutputGradient(
  { hidden, fromLogits }: StepPlan,
  { m, layers }: Buffers,
  loss: Loss,
  Y: NDArray,
): number {
  const { units, Z, A, dZ } = layers[layers.length - 1] as LayerBuffers; // a network has a layer
  const targets = floatsOf(Y);
  if (fromLogits && loss.fromLogits !== undefined) return loss.fromLogits.costAndGradient(units, m, Z, targets, A, dZ);
  const cost = loss.costAndGradient(units, m, A, targets, dZ);
  const { name, parameter } = hidden[hidden.length - 1] as LayerKernel; // as many as layers
  kernels().activateBackward(name, parameter, units * m, Z, A, dZ, dZ);
  return cost;
}

/** dW = dZ A[l−1]ᵀ and db = Σ dZ (dZ is of the mean already), then dZ of the layer before. */
function backward({ hidden }: StepPlan, { m, layers }: Buffers, X: NDArray): void {
  const compute = kernels();
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i] as LayerBuffers; // i is in range
    const before = layers[i - 1];
    const { units, inputs, transposedW, dW, db, stridedDZ } = layer;
    compute.matmul(units, inputs, m, stridedDZ, before === undefined ? transposed(strided(X)) : before.transposedA, dW);
    compute.reduce('sum', shapeOf(layer, m), columns, stridedDZ, db);
    if (before === undefined) return;
    const { name, parameter } = hidden[i - 1] as LayerKernel; // as many as layers
    compute.matmul(inputs, m, units, transposedW, stridedDZ, before.stridedDZ);
    compute.activateBackward(name, parameter, inputs * m, before.Z, before.A, before.dZ, before.dZ);
  }
}

const columns = [1];

function shapeOf({ units }: LayerBuffers, m: number): readonly number[] {
  return [units, m];
}

function transposed({ data, offset, strides: [row = 0, column = 0] }: Strided): Strided {
  return { data, offset, strides: [column, row] };
}

/** Blocks up to this length are looked through sooner than a kernel is called. */
const short = 256;

/**
 * A long block is summed, since a sum is finite only if all terms are; if it isn't, they are looked at one by one, since finite ones may add
 * up to infinity.
 */
function isFiniteBlock({ dtype, values }: ParameterBlock): boolean {
  if (values.length <= short) return values.every((x) => Number.isFinite(x));
  const total = dtype === 'float32' ? new Float32Array(1) : new Float64Array(1);
  const whole = { data: values, offset: 0, strides: [1] };
  kernels().reduce('sum', [values.length], [0], whole, { data: total, offset: 0, strides: [] });
  return Number.isFinite(total[0]) || values.every((x) => Number.isFinite(x));
}
