import type { ActivationKernel } from '@keepdims/activations';
import type { ActivationName } from '@keepdims/kernels';
import type { Loss } from '@keepdims/losses';
import type { BatchNorm } from '../batchNorm.js';
import type { LayerRule } from '../passes.js';
import type { Layout } from './buffers.js';

/** How each layer of a fused step is computed. */
export interface StepPlan {
  readonly layers: readonly LayerPlan[];
  /** Whether the loss is taken from the logits. */
  readonly fromLogits: boolean;
}

/** How one layer is computed. */
export interface LayerPlan extends Layout {
  /** The activation's kernel; the output layer's is 'identity' where its loss includes the activation. */
  readonly name: ActivationName;
  readonly parameter: number;
  readonly dropout: number;
  readonly batchNorm: BatchNorm | undefined;
}

/** Activations whose derivative needs Z itself: of the others, A tells it. */
const needZ: readonly ActivationName[] = ['softplus', 'gelu', 'silu'];

const identity: ActivationKernel = { name: 'identity', parameter: 0 };

/** The plan of layers and their loss; undefined where an activation has no kernel of its own. */
export function stepPlan(layers: readonly LayerRule[], loss: Loss): StepPlan | undefined {
  const last = layers.length - 1;
  const output = layers[last]?.activation.kernel;
  const fromLogits = output !== undefined && loss.fromLogits?.activation === output.name;
  const plans: LayerPlan[] = [];
  for (const [i, { activation, dropout, batchNorm }] of layers.entries()) {
    const kernel = i === last && fromLogits ? identity : activation.kernel;
    if (kernel === undefined || kernel.name === 'softmax') return undefined;
    const { name, parameter } = kernel;
    const keepsZ = needZ.includes(name) || (i === last && fromLogits);
    plans.push({ name, parameter, dropout, batchNorm, keepsZ, drops: dropout > 0 });
  }
  return { layers: plans, fromLogits };
}
