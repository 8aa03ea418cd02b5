import type { Loss } from '@keepdims/losses';
import type { Network } from '../network.js';

/** Whether the loss is taken from the logits Z[L], so that dZ[L] comes without dA[L]. */
export function outputIsFused(net: Network, loss: Loss): boolean {
  const last = net.layers[net.layers.length - 1];
  return loss.fromLogits !== undefined && loss.fromLogits.activation === last?.activation.name;
}
