import { leakyRelu, relu, sigmoid, tanh } from '@keepdims/activations';
import { moons } from '@keepdims/datasets';
import { scaledNormal } from '@keepdims/initializers';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import * as Plot from '@observablehq/plot';
import { colour, picture, whole } from './picture.js';
import { defineStudy } from './study.js';

const { X, Y } = moons({ noise: 0.15 });
const hidden = [sigmoid, tanh, relu, leakyRelu];
const steps = 1500;
const rate = 0.1;
const seeds = [1, 2, 3];
const goal = 0.1;

const initializer = scaledNormal;
/** ReLU and leaky ReLU often lie on each other: a broad line under a dashed one. */
const line = (i: number) => ({
  stroke: colour(i),
  strokeWidth: hidden[i] === relu ? 4 : 2,
  strokeDasharray: hidden[i] === leakyRelu ? '6 5' : 'none',
});
const z = Array.from({ length: 161 }, (_, i) => -8 + i / 10);

export default defineStudy({
  sections: '§3.6, §3.8',
  measure: () =>
    hidden.map((activation) => {
      const layer = () => dense(8, activation, { initializer });
      const net = network(2, layer(), layer(), layer(), dense(1, sigmoid, { initializer }));
      const costs = seeds.map((seed) => {
        const optimizer = gradientDescent({ learningRate: rate });
        return fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: steps, seed }).history.cost;
      });
      const mean = Array.from(
        { length: steps },
        (_, t) => costs.reduce((sum, cost) => sum + (cost[t] ?? NaN), 0) / seeds.length,
      );
      const reached = mean.findIndex((cost) => cost < goal);
      const slope = np.ravel(activation.derivative(np.array([z]))).toArray();
      return { name: activation.name, mean, reached: reached === -1 ? undefined : reached, slope };
    }),

  conclude: (runs) =>
    runs.map(
      ({ name, mean, reached }) =>
        `${name}: mean cost ${mean.at(-1)?.toFixed(3)} after ${steps} steps; below ${goal} ${reached === undefined ? 'never' : `from step ${reached} on`}`,
    ),

  draw: (runs) => {
    const sigmoidCost = runs[0]?.mean.at(-1) ?? NaN;
    return picture({
      title: 'Activations of hidden layers compared (§3.6)',
      conclusion:
        `A 2-8-8-8-1 network on two moons, gradient descent at α = ${rate}, mean of ${seeds.length} starts. ReLU, leaky ReLU and tanh pass below a cost of ` +
        `${goal}; sigmoid, whose slope is at most 1/4 in each layer, still stands at ${sigmoidCost.toFixed(2)} after ${whole(steps)} steps.`,
      panelWidth: 400,
      panelHeight: 340,
      legend: runs.map(({ name }, i) => ({
        label: name,
        colour: colour(i),
        dashed: name === 'leakyRelu',
      })),
      panels: [
        {
          title: 'Slope g′(z): flat ends saturate',
          plot: {
            x: { label: 'z' },
            y: { label: 'g′(z)', grid: true },
            marks: runs.map(({ slope }, i) => Plot.line(slope, { x: z, y: Plot.identity, ...line(i) })),
          },
        },
        {
          title: 'Mean cost J by step',
          plot: {
            x: { label: 'step', tickFormat: whole, ticks: 5 },
            y: { label: 'cost J', grid: true, domain: [0, 0.85] },
            marks: runs.map(({ mean }, i) => Plot.line(mean, { x: (_, t: number) => t, y: Plot.identity, ...line(i) })),
          },
        },
      ],
    });
  },
});
