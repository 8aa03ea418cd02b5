/**
 * Train 784-256-128-10 on Fashion-MNIST: `npm run fashion-mnist` in `examples`.
 *
 * Options: --data FOLDER (the four files of Fashion-MNIST; by default where Debian's package dataset-fashion-mnist puts them), --epochs N (10),
 * --threads N (one a core).
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import * as np from '@keepdims/ndarray';
import { debianFolder, hasFashionMnist, readFashionMnist } from './data.js';
import { trainNetwork } from './train.js';
import type { Epoch } from './train.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: debianFolder },
    epochs: { type: 'string', default: '10' },
    threads: { type: 'string' },
  },
});

// Node 20 has fused multiply-add behind a flag, later ones have it anyway. Set before anything is computed.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
if (values.threads !== undefined) np.configure({ threads: Number(values.threads) });

if (!hasFashionMnist(values.data)) {
  console.error(`Fashion-MNIST isn't in ${values.data}: apt install dataset-fashion-mnist, or give --data FOLDER.`);
  process.exit(1);
}

const train = readFashionMnist(values.data, 'train');
const test = readFashionMnist(values.data, 't10k');
console.log(`${train.X.shape[1]} images to train on, ${test.X.shape[1]} to test`);

const epochs: Epoch[] = [];
const reached = trainNetwork({ train, test, epochs: Number(values.epochs) }, (epoch) => {
  epochs.push(epoch);
  const { cost, testAccuracy, seconds, processorSeconds } = epoch;
  console.log(
    `epoch ${String(epoch.epoch).padStart(2)}: cost ${cost.toFixed(4)}, test accuracy ${(100 * testAccuracy).toFixed(2)} %, ` +
      `${seconds.toFixed(2)} s (${processorSeconds.toFixed(2)} s of processor time)`,
  );
});

/** Of an odd number of times the middle one, of an even number the mean of both. */
function median(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return (middle.reduce((sum, time) => sum + time, 0) / middle.length).toFixed(2);
}

const { name, threads, running } = np.backend();
const wall = median(epochs.map(({ seconds }) => seconds));
const processor = median(epochs.map(({ processorSeconds }) => processorSeconds));
console.log(`Kernels: ${name}; threads: ${threads}, of which ${running} ran.`);
console.log(
  `Test accuracy ${(100 * reached).toFixed(2)} %; ${wall} s an epoch, ${processor} s of processor time (medians, without the tests).`,
);
