// A training that is interrupted and goes on from a file, to the same bits as one that never stopped.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sigmoid, tanh } from '@keepdims/activations';
import { moons } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { checkpointFromBytes, checkpointToBytes, fit } from '@keepdims/training';
import type { Checkpoint } from '@keepdims/training';

const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
const file = join(folder, 'training.safetensors');

/** Under a temporary name first: whoever pulls the plug finds the last checkpoint whole. */
function save(checkpoint: Checkpoint): void {
  writeFileSync(`${file}.part`, checkpointToBytes(checkpoint));
  renameSync(`${file}.part`, file);
}

const net = network(2, dense(16, tanh, { dropout: 0.1 }), dense(1, sigmoid));
const options = {
  ...moons({ noise: 0.2 }),
  loss: binaryCrossEntropy,
  optimizer: adam({ learningRate: 0.01 }),
  batchSize: 50,
  epochs: 60,
  seed: 1,
};

/** What a program does that may have been interrupted before: go on if there is a file. */
function trainOrGoOn(dieAt?: number) {
  const resume = existsSync(file) ? { resume: checkpointFromBytes(readFileSync(file)) } : {};
  return fit(net, {
    ...options,
    ...resume,
    checkpoint: { everySteps: 20, save },
    onStep: ({ epoch, step }) => {
      if (epoch === dieAt && step === 5) throw new Error(`the power fails in epoch ${epoch}`);
    },
  });
}

try {
  trainOrGoOn(38);
} catch (error) {
  console.log(String(error));
  // prints Error: the power fails in epoch 38
}
const { state } = checkpointFromBytes(readFileSync(file));
console.log(`the file knows ${state.epoch} epochs and ${state.step} steps of the next`);
// prints the file knows 37 epochs and 4 steps of the next
const resumed = trainOrGoOn();
const whole = fit(net, options);
console.log(np.arrayEqual(resumed.params[0].W, whole.params[0].W), resumed.history.cost.length);
// prints true 60
rmSync(folder, { recursive: true });
