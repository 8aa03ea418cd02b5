import { checkpointFromBytes } from '@keepdims/training';
import type { CheckpointState } from '@keepdims/training';
import * as np from '@keepdims/ndarray';
import { CliError } from '../errors.js';
import { count } from '../render/numbers.js';
import { inspectArray } from './inspectArrays.js';
import type { Inspected } from './inspected.js';

/** A checkpoint of a training. @throws CliError if it is damaged: its check sum is compared. */
export function inspectCheckpoint(bytes: Uint8Array, name: string): Inspected {
  let checkpoint;
  try {
    checkpoint = checkpointFromBytes(bytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(`${name}: ${error.message.replace(/^checkpointFromBytes\(bytes\): /, '')}`);
  }
  const { state, arrays } = checkpoint;
  return {
    kind: 'checkpoint',
    description: 'a checkpoint of a training (safetensors)',
    facts: [
      ['network', layersLine(state)],
      ['state', stateLine(state)],
      ['training', trainingLine(state)],
    ],
    metadata: { checkpoint: state },
    arrays: Object.entries(arrays).map(([key, { shape, data }]) => inspectArray(key, np.asArray(data, { shape }))),
    columns: [],
  };
}

function layersLine({ setup: { nX, layers } }: CheckpointState): string {
  return [count(nX, 'input'), ...layers.map(({ units, activation }) => `${units} ${activation.name}`)].join(' → ');
}

function stateLine({ epoch, step, steps, stopping: { bestEpoch } }: CheckpointState): string {
  const within = step === 0 ? '' : ` and ${count(step, 'step')} of the next`;
  return `${count(epoch, 'epoch')}${within}; ${count(steps, 'step')} in all${bestEpoch === 0 ? '' : `; best epoch ${bestEpoch}`}`;
}

function trainingLine({ setup: { optimizer, loss, examples, batchSize, seed } }: CheckpointState): string {
  return `${optimizer.name} on ${loss.name}, ${count(examples, 'example')}, batch ${batchSize}, seed ${seed}`;
}
