import { contiguousData } from '@keepdims/ndarray';
import { readSafetensors } from '@keepdims/formats';
import { FormatError } from '@keepdims/shapes';
import type { Checkpoint, CheckpointArray, CheckpointState } from './checkpoint.js';
import { checksums } from './checksum.js';

const call = 'checkpointFromBytes(bytes)';

/**
 * Read what `checkpointToBytes` wrote.
 *
 * @param bytes - The whole file. It is copied.
 * @returns The checkpoint, every number with the same bits.
 * @throws FormatError if the bytes are no checkpoint, of another version, or damaged: a check sum is compared. TypeError if they are no
 *   Uint8Array.
 * @example
 * const saved = [];
 * const net = logisticRegression(1);
 * const options = { X: np.array([[0, 1, 2, 3]]), Y: np.array([[0, 0, 1, 1]]), loss: binaryCrossEntropy, optimizer: adam() };
 * fit(net, { ...options, epochs: 5, checkpoint: { save: (checkpoint) => void saved.push(checkpointToBytes(checkpoint)) } });
 * const { history } = fit(net, { ...options, epochs: 10, resume: checkpointFromBytes(saved.at(-1)) });
 * history.cost.length // 10
 */
export function checkpointFromBytes(bytes: Uint8Array): Checkpoint {
  const given: unknown = bytes;
  if (!(given instanceof Uint8Array))
    throw new TypeError(`${call}: bytes must be a Uint8Array, but is ${typeof given}.`);
  const sums = checksums(given);
  if (sums === undefined) {
    throw new FormatError(
      `${call}: these bytes are no checkpoint: they don't begin as checkpointToBytes writes them. Give the whole file that it made.`,
      { offset: 8, expected: 'the header of a checkpoint' },
    );
  }
  if (sums.written !== sums.found) {
    throw new FormatError(
      `${call}: the checkpoint is damaged or cut off: its check sum is ${sums.written}, but its ${given.length} bytes give ${sums.found}. ` +
        'Take another copy, or an earlier checkpoint.',
      { offset: 0, expected: `check sum ${sums.written}` },
    );
  }
  const { tensors, metadata } = readSafetensors(given);
  const state = JSON.parse(metadata.checkpoint ?? 'null') as CheckpointState | null; // as it was written: the check sum is right
  if (state?.format !== 'keepdims-checkpoint' || (state.version as number) !== 1) {
    throw new FormatError(
      `${call}: this is a checkpoint of version ${String(state?.version)}, but this release reads version 1. Use the release that wrote it.`,
      { expected: 'version 1' },
    );
  }
  const arrays = Object.entries(tensors).map(([name, tensor]): [string, CheckpointArray] => [
    name,
    { shape: tensor.shape, data: contiguousData(tensor).slice() as CheckpointArray['data'] }, // checkpoints hold no others
  ]);
  return { state, arrays: Object.fromEntries(arrays) };
}
