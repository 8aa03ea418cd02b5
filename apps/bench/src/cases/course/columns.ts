import * as np from '@keepdims/ndarray';
import { sigmoid, tanh } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { NDArray } from '@keepdims/ndarray';
import { numbersArray } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { caseName, toleranceOf } from '../benchCase.js';

const [inputs, hidden] = [64, 32];

/** §3.4: the output of a network with one hidden layer, for one example at a time and for all columns at once. */
export const columns: Family = {
  group: 'course',
  name: 'columns',
  title: `output of a ${inputs}-${hidden}-1 network, one example at a time or all columns at once`,
  section: '§3.4',
  rows: 'examples',
  sizes: [1, 4, 16, 64, 256, 1024],
  quickSizes: [1, 16, 256],
  largestSize: 1_000_000,
  dtypes: ['float64'],
  at: (family, examples, dtype): BenchCase[] => [
    {
      name: caseName(family, String(examples), dtype),
      family,
      label: examples.toLocaleString('en'),
      size: examples,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'all columns',
      work: { flops: 2 * examples * (inputs + 1) * hidden },
      create() {
        const X = numbersArray(dtype, [inputs, examples], 1, -1, 1);
        const net = network(inputs, dense(hidden, tanh), dense(1, sigmoid));
        // The library knows the sizes of its parameters and inputs as types; here they are known at run time only.
        const params = [
          { W: numbersArray(dtype, [hidden, inputs], 10, -0.2, 0.2), b: np.zeros([hidden, 1], { dtype }) },
          { W: numbersArray(dtype, [1, hidden], 11, -0.3, 0.3), b: np.zeros([1, 1], { dtype }) },
        ] as never;
        return [
          {
            name: 'one example at a time',
            run: () => {
              const outputs = new Float64Array(examples);
              for (let i = 0; i < examples; i++) {
                const x = np.slice(X, ':', [i, i + 1]); // (n_x, 1)
                outputs[i] = np.at(net.forward(params, sized(x)).output, 0, 0);
              }
              return { A: outputs };
            },
          },
          { name: 'all columns', run: () => ({ A: net.forward(params, sized(X)).output }) },
        ];
      },
    },
  ],
};

/** An array of sizes known at run time only, for a function that wants them as types; it checks them when called. */
const sized = (X: NDArray): never => X as never;
