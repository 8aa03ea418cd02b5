import type { TrainJob } from '../../job.js';
import type { Family } from '../benchCase.js';
import { trainingCase } from './trainingCase.js';

type Sketch = Omit<TrainJob, 'kind' | 'dtype'> & { readonly name: string };

const digits = { layers: [784, 256, 128, 10], hidden: 'relu', output: 'softmax' } as const;
const sgd = { optimizer: 'gradientDescent', learningRate: 0.01 } as const;
const adam = { optimizer: 'adam', learningRate: 0.001 } as const;

/** The networks whose steps are timed: the course's exercises, and a classifier of digits of 28 by 28 pixels. */
const sketches: readonly Sketch[] = [
  {
    name: 'logistic-12288x209',
    layers: [12_288, 1],
    hidden: 'relu',
    output: 'sigmoid',
    examples: 209,
    optimizer: 'gradientDescent',
    learningRate: 0.0005,
  },
  {
    name: '12288-20-7-5-1x209',
    layers: [12_288, 20, 7, 5, 1],
    hidden: 'relu',
    output: 'sigmoid',
    examples: 209,
    optimizer: 'gradientDescent',
    learningRate: 0.0005,
  },
  {
    name: '2-4-1x400',
    layers: [2, 4, 1],
    hidden: 'tanh',
    output: 'sigmoid',
    examples: 400,
    optimizer: 'gradientDescent',
    learningRate: 1.2,
  },
  { name: '784-256-128-10x64-sgd', ...digits, examples: 64, ...sgd },
  { name: '784-256-128-10x64-adam', ...digits, examples: 64, ...adam },
  { name: '784-256-128-10x128-sgd', ...digits, examples: 128, ...sgd },
  { name: '784-256-128-10x128-adam', ...digits, examples: 128, ...adam },
];

/** One step of training, by the public `fit`. */
export const steps: Family = {
  group: 'training',
  name: 'step',
  title: 'training step (forward, cost, backward, update)',
  rows: 'network',
  sizes: [],
  at: (family, _, dtype) =>
    sketches.map(({ name, ...sketch }) =>
      trainingCase(family, name, { kind: 'train', dtype, ...sketch }, { threads: sketch.examples === 64 }),
    ),
};
