import { writeSafetensors } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Checkpoint } from '@keepdims/training';

/**
 * The best parameters that early stopping has found so far, under the course's names (`W1`, `b1`, …), as a safetensors file that says of which
 * epoch they are.
 *
 * @returns Undefined if there are none.
 */
export function bestParameters({ arrays, state }: Checkpoint): Uint8Array | undefined {
  const tensors = Object.entries(arrays).flatMap(([key, { data, shape }]): [string, NDArray][] => {
    const [, layer, name] = /^best\.(\d+)\.(\w+)$/.exec(key) ?? [];
    return name === undefined ? [] : [[`${name}${Number(layer) + 1}`, np.asArray(data, { shape })]];
  });
  if (tensors.length === 0) return undefined;
  return writeSafetensors(Object.fromEntries(tensors), { metadata: { epoch: String(state.stopping.bestEpoch) } });
}
