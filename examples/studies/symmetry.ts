import { sigmoid, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { constant, randomNormal, zeros } from '@keepdims/initializers';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import * as Plot from '@observablehq/plot';
import { colour, picture, whole } from './picture.js';
import { defineStudy } from './study.js';

const { X, Y } = flower();
const steps = 2000;
const starts = [
  { name: 'all zeros', initializer: zeros },
  { name: 'all 0.5', initializer: constant({ value: 0.5 }) },
  { name: 'randn · 0.01', initializer: randomNormal({ stddev: 0.01 }) },
];

export default defineStudy({
  sections: '§3.11',
  measure: () =>
    starts.map(({ name, initializer }) => {
      const net = network(2, dense(4, tanh, { initializer }), dense(1, sigmoid, { initializer }));
      const weights: { step: number; unit: number; weight: number }[] = [];
      let apart = 0; // how far two hidden units' weights ever were from each other
      const { params } = fit(net, {
        X,
        Y,
        loss: binaryCrossEntropy,
        optimizer: gradientDescent({ learningRate: 1.2 }),
        epochs: steps,
        seed: 2,
        callbacks: [
          ({ epoch, params: [{ W }] }) => {
            apart = Math.max(apart, np.max(np.abs(np.subtract(W, np.slice(W, [0, 1])))));
            if (epoch % 10 === 0)
              for (let unit = 0; unit < 4; unit++) weights.push({ step: epoch, unit, weight: W.at(unit, 0) });
          },
        ],
      });
      return { name, apart, weights, right: np.sum(np.equal(net.predict(params, X), Y)) };
    }),

  conclude: (runs) =>
    runs.map(
      ({ name, apart, right }) =>
        `${name}: hidden units differ by ${apart === 0 ? 'exactly 0' : `up to ${apart.toFixed(2)}`} in ${steps} steps; ${right} of 400 right`,
    ),

  draw: (runs) =>
    picture({
      title: 'Breaking the symmetry (§3.11)',
      conclusion:
        `Four hidden units on the flower. Begun alike they get the same gradient at every step and stay alike to the last bit: ${runs[1]?.right} of 400 right, what one ` +
        `unit can do; from zeros nothing moves at all (${runs[0]?.right}). Small random weights set them apart: ${runs[2]?.right} right.`,
      panelWidth: 290,
      panelHeight: 300,
      legend: [0, 1, 2, 3].map((unit) => ({
        label: `hidden unit ${unit + 1}`,
        colour: colour(unit),
      })),
      panels: runs.map(({ name, apart, weights, right }) => ({
        title: `${name}: ${right} of 400 right`,
        plot: {
          marginLeft: 44,
          x: { label: 'step', ticks: 4, tickFormat: whole },
          y: { label: 'weight from x to the unit', grid: true, ...(apart === 0 ? { domain: [-1, 3] } : {}) },
          // Lines that lie on each other are drawn ever thinner, so that all show.
          marks: [0, 1, 2, 3].map((unit) =>
            Plot.line(
              weights.filter((weight) => weight.unit === unit),
              { x: 'step', y: 'weight', stroke: colour(unit), strokeWidth: apart === 0 ? 10 - 2.6 * unit : 2 },
            ),
          ),
        },
      })),
    }),
});
