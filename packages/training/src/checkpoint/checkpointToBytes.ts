import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { writeSafetensors } from '@keepdims/formats';
import { sealed, unsealed } from './checksum.js';
import type { Checkpoint } from './checkpoint.js';
import { requireCheckpoint } from './fromCheckpoint.js';

/**
 * A checkpoint as the bytes of one file: safetensors with the arrays, and the rest as JSON in its metadata.
 *
 * @param checkpoint - As `checkpoint.save` got it; left alone.
 * @returns The whole file, with a check sum; the same checkpoint gives the same bytes. `checkpointFromBytes` reads it, bit for bit.
 * @throws TypeError if it is none.
 * @remarks Write it under a temporary name and rename it, so that a crash meanwhile leaves the last one whole.
 *
 * ```ts
 * const save = (checkpoint: Checkpoint): void => {
 *   writeFileSync('training.tmp', checkpointToBytes(checkpoint));
 *   renameSync('training.tmp', 'training.safetensors');
 * };
 * fit(net, { ...options, checkpoint: { everySteps: 500, save } });
 * ```
 */
export function checkpointToBytes(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { state, arrays } = requireCheckpoint('checkpointToBytes(checkpoint)', 'checkpoint', checkpoint);
  const tensors = Object.entries(arrays).map(([name, { shape, data }]): [string, NDArray] => [
    name,
    np.asArray(data, { shape }),
  ]);
  const metadata = { checksum: unsealed, checkpoint: JSON.stringify(state) };
  return sealed(writeSafetensors(Object.fromEntries(tensors), { metadata }));
}
