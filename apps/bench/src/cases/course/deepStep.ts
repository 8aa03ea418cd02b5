import type { Family } from '../benchCase.js';
import { trainingCase } from '../training/trainingCase.js';

/** §4.2: a training step of a deep network, with loops over its units or by matrices, from narrow to wide layers. */
export const deepStep: Family = {
  group: 'course',
  name: 'deep',
  title: 'training step of a deep network n-n-n-n-1 on 64 examples',
  section: '§4.2',
  rows: 'n',
  sizes: [2, 4, 8, 16, 32, 64, 128],
  quickSizes: [2, 8, 32],
  largestSize: 2048,
  dtypes: ['float64'],
  at: (family, n, dtype) => [
    trainingCase(
      family,
      n.toLocaleString('en'),
      {
        kind: 'train',
        dtype,
        layers: [n, n, n, n, 1],
        hidden: 'relu',
        output: 'sigmoid',
        examples: 64,
        optimizer: 'gradientDescent',
        learningRate: 0.01,
      },
      { size: n, named: String(n) },
    ),
  ],
};
