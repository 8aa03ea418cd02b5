import { relu, softmax } from '@keepdims/activations';
import { trainTestSplit } from '@keepdims/data';
import { loadDigits } from '@keepdims/datasets';
import { categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { accuracy, fit } from '@keepdims/training';
import type { Family } from '../benchCase.js';
import { caseName, toleranceOf } from '../benchCase.js';

const wanted = 0.97;
const mostEpochs = 60;

/** Time to accuracy: train on four fifths of the digits until 97 % of the others are recognised. */
export const digits: Family = {
  group: 'training',
  name: 'digits',
  title: 'digits of 8 x 8 pixels, from random weights to 97 % of the test set right (64-64-10, batches of 64, Adam)',
  rows: 'network',
  sizes: [],
  at: (family, _, dtype) => [
    {
      name: caseName(family, 'to-97-percent', dtype),
      family,
      label: 'to 97 %',
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'fit to 97 %',
      async create() {
        const { X, Y } = await loadDigits();
        const scaled = np.astype(np.divide(X, 16), dtype); // pixels are 0 to 16
        const { XTrain, XTest, YTrain, YTest } = trainTestSplit(scaled, np.astype(Y, dtype), {
          testSize: 0.2,
          seed: 0,
        });
        const net = network(64, dense(64, relu), dense(10, softmax));
        const run = () => {
          const signal = { aborted: false };
          let [epochs, reached] = [0, 0];
          fit(net, {
            X: XTrain,
            Y: YTrain,
            loss: categoricalCrossEntropy,
            optimizer: adam({ learningRate: 0.002 }),
            epochs: mostEpochs,
            batchSize: 64,
            seed: 1,
            validation: { X: XTest, Y: YTest },
            metrics: [accuracy],
            callbacks: [
              ({ epoch, validationMetrics }) => {
                [epochs, reached] = [epoch, validationMetrics?.accuracy ?? 0];
                signal.aborted = reached >= wanted;
              },
            ],
            signal,
          });
          return { epochs, reached: Number(reached >= wanted) };
        };
        return [{ name: 'fit to 97 %', run }];
      },
    },
  ],
};
