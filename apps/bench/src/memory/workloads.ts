import { sigmoid, tanh } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { numbers, numbersArray } from '../data.js';

/** Something that is done many times while the memory is watched; all in one go, without ever returning to the event loop. */
export interface Workload {
  readonly name: 'steps' | 'temporaries';
  readonly title: string;
  readonly count: number;
  /** Calls `done(k)` after every k-th time. */
  readonly run: (count: number, done: (times: number) => void) => void;
}

const [rows, columns, examples] = [32, 32, 400];

export const workloads: readonly Workload[] = [
  {
    name: 'temporaries',
    title: `${(1_000_000).toLocaleString('en')} temporary arrays of ${rows} x ${columns} float64 numbers in a synchronous loop`,
    count: 1_000_000,
    run(count, done) {
      const a = numbersArray('float64', [rows, columns], 1, -1, 1);
      let last = 0;
      for (let i = 1; i <= count; i++) {
        last += np.at(np.add(a, i), 0, 0);
        done(i);
      }
      if (Number.isNaN(last)) throw new Error('the temporaries held no numbers');
    },
  },
  {
    name: 'steps',
    title: `${(100_000).toLocaleString('en')} training steps of a 2-4-1 network on ${examples} examples`,
    count: 100_000,
    run(count, done) {
      const X = np.asArray(numbers('float64', 2 * examples, 1, -1, 1), { shape: [2, examples] });
      const Y = np.asArray(
        numbers('float64', examples, 2, 0, 1).map((u) => (u < 0.5 ? 1 : 0)),
        { shape: [1, examples] },
      );
      fit(network(2, dense(4, tanh), dense(1, sigmoid)), {
        X,
        Y,
        loss: binaryCrossEntropy,
        optimizer: gradientDescent({ learningRate: 0.1 }),
        epochs: count,
        callbacks: [({ epoch }) => done(epoch)],
      });
    },
  },
];
