/** The network of the example and its training, apart from the command line, so that a test can run it on fewer images. */
import process from 'node:process';
import { relu, softmax } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import { sparseCategoricalCrossEntropy } from '@keepdims/losses';
import { adam, cosineDecay } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { accuracy, fit } from '@keepdims/training';
import type { Examples } from './data.js';

/** What is known after an epoch. */
export interface Epoch {
  readonly epoch: number;
  /** Mean cost of the epoch's batches. */
  readonly cost: number;
  /** Of the test images. */
  readonly testAccuracy: number;
  /** Of training alone, without the test. */
  readonly seconds: number;
  /** The same on the processor, all threads together: what other programs do counts less. */
  readonly processorSeconds: number;
}

/** What to train on, and how long. */
export interface Training {
  readonly train: Examples;
  readonly test: Examples;
  readonly epochs: number;
  readonly seed?: number;
}

export const batchSize = 128;
export const learningRate = 0.001;

/** 784-256-128-10 in float32: relu, softmax, Adam with a learning rate that falls to 0 along a cosine. */
export const net = network(784, dense(256, relu), dense(128, relu), dense(10, softmax));

/** Train, and tell `report` of each epoch. Gives the accuracy on the test images. */
export function trainNetwork({ train, test, epochs, seed = 1 }: Training, report: (epoch: Epoch) => void): number {
  const drawn = net.initialize(randomState(seed));
  const initialParams = drawn.map(({ W, b }) => ({ W: W.astype('float32'), b: b.astype('float32') }));
  let testAccuracy = 0;
  let started = performance.now();
  let used = process.cpuUsage();
  fit(net, {
    X: train.X,
    Y: train.labels,
    loss: sparseCategoricalCrossEntropy,
    optimizer: adam({ learningRate }),
    schedule: cosineDecay({ epochs }),
    epochs,
    batchSize,
    seed,
    initialParams,
    callbacks: [
      ({ epoch, cost, params }) => {
        const seconds = (performance.now() - started) / 1000;
        const { user, system } = process.cpuUsage(used);
        testAccuracy = accuracy(net.forward(params, test.X).output, test.labels);
        report({ epoch, cost, testAccuracy, seconds, processorSeconds: (user + system) / 1e6 });
        started = performance.now();
        used = process.cpuUsage();
      },
    ],
  });
  return testAccuracy;
}
