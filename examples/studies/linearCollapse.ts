import { identity, sigmoid, tanh } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { circles } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { boundaryPlot, probabilities } from './boundary.js';
import { colour, picture, scientific } from './picture.js';
import { defineStudy } from './study.js';

const { X, Y } = circles({ factor: 0.45, noise: 0.08 });
const reach = 1.5;
type Matrix = NDArray<[number, number]>;

const deep = (activation: Activation) => network(2, dense(8, activation), dense(8, activation), dense(1, sigmoid));

export default defineStudy({
  sections: '§3.7',
  measure: () => {
    const networks: [string, Network<2>][] = [
      ['one neuron', logisticRegression(2)],
      ['2-8-8-1, identity', deep(identity)],
      ['2-8-8-1, tanh', deep(tanh)],
    ];
    const runs = networks.map(([name, net]) => {
      const optimizer = gradientDescent({ learningRate: 0.3 });
      const { params } = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: 1500, seed: 1 });
      const right = np.sum(np.equal(net.predict(params, X), Y));
      return { name, params, output: net.forward(params, X).output, right, sides: probabilities(net, params, reach) };
    });

    // The identity network's layers as one: W′ = W3 W2 W1, b′ = W3 (W2 b1 + b2) + b3.
    const [, linear] = runs;
    const layers = linear?.params ?? [];
    const W = layers.reduce<Matrix>((product, layer) => np.matmul(layer.W, product), np.eye(2));
    const b = layers.reduce<Matrix>((sum, layer) => np.add(np.matmul(layer.W, sum), layer.b), np.zeros([2, 1]));
    const collapsed = sigmoid(np.add(np.matmul(W, X), b));
    const difference = np.max(np.abs(np.subtract(collapsed, linear?.output ?? X)));
    return { difference, runs };
  },

  conclude: ({ difference, runs }) => [
    ...runs.map(({ name, right }) => `${name}: ${right} of 400 right`),
    `The identity network and the single neuron W′ = W3 W2 W1 differ by at most ${difference.toExponential(1)} on 400 points.`,
  ],

  draw: ({ difference, runs }) =>
    picture({
      title: 'Without an activation, depth is nothing (§3.7)',
      conclusion:
        `Three layers with identity activations are one linear map: multiplied out, a single neuron gives the same outputs to ${scientific(difference)}, and the ` +
        `boundary stays a straight line (${runs[1]?.right} of 400 right). With tanh the same layers get ${runs[2]?.right} right.`,
      panelWidth: 290,
      panelHeight: 290,
      legend: [
        { label: 'class 0', colour: colour(0) },
        { label: 'class 1', colour: colour(1) },
      ],
      panels: runs.map(({ name, right, sides }) => ({
        title: `${name}: ${right} of 400 right`,
        plot: boundaryPlot(X, Y, sides, reach),
      })),
    }),
});
