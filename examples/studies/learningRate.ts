import { standardScaler } from '@keepdims/data';
import { loadBreastCancer } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { logisticRegression } from '@keepdims/models';
import { gradientDescent } from '@keepdims/optimizers';
import { accuracy, fit } from '@keepdims/training';
import * as Plot from '@observablehq/plot';
import { colour, picture } from './picture.js';
import { defineStudy } from './study.js';

const { X: raw, Y } = await loadBreastCancer();
const X = standardScaler().fit(raw).transform(raw);
const rates = [0.001, 0.01, 0.1, 1, 10, 100];
const steps = 300;
const costs = [0.05, 0.1, 0.2, 0.5, 1, 2, 5];

export default defineStudy({
  sections: '§2.4, §4.7',
  measure: () =>
    rates.map((rate) => {
      const { history } = fit(logisticRegression(30), {
        X, Y, loss: binaryCrossEntropy, optimizer: gradientDescent({ learningRate: rate }), epochs: steps, metrics: [accuracy],
      }); // prettier-ignore
      const rises = history.cost.filter((cost, i) => cost > (history.cost[i - 1] ?? Infinity)).length;
      return { rate, cost: history.cost, rises, right: history.metrics?.accuracy?.at(-1) ?? NaN };
    }),

  conclude: (runs) =>
    runs.map(
      ({ rate, cost, rises, right }) =>
        `α = ${rate}: cost ${cost.at(-1)?.toFixed(3)} after ${steps} steps, ${rises} of them upwards; ${(100 * right).toFixed(1)} % right`,
    ),

  draw: (runs) => {
    const [smallest, largest] = [runs[0], runs.at(-1)];
    const highest = Math.max(...(largest?.cost ?? []));
    return picture({
      title: 'The learning rate α (§4.7)',
      conclusion:
        `Logistic regression on 569 tumours from zero weights. With α = ${smallest?.rate} the cost has only come down to ${smallest?.cost.at(-1)?.toFixed(2)} after ${steps} steps; larger rates are faster, until ` +
        `at α = ${largest?.rate} it shoots up to ${highest.toFixed(1)} and ${largest?.rises} of the steps go up. Which rate is best is found by trying.`,
      panelWidth: 720,
      panelHeight: 380,
      legend: runs.map(({ rate }, i) => ({ label: `α = ${rate}`, colour: colour(i) })),
      panels: [
        {
          title: 'Cost J by step, both axes logarithmic',
          plot: {
            marginLeft: 56,
            x: {
              label: 'step (1 is the first)',
              type: 'log',
            },
            y: { label: 'cost J', type: 'log' },
            marks: [
              Plot.axisX([1, 2, 5, 10, 20, 50, 100, 200, 300], { text: String }),
              Plot.gridY(costs),
              Plot.axisY(costs, { text: String }),
              ...runs.map(({ cost }, i) =>
                Plot.line(cost, {
                  x: (_, step: number) => step + 1,
                  y: Plot.identity,
                  stroke: colour(i),
                  strokeWidth: 2,
                }),
              ),
            ],
          },
        },
      ],
    });
  },
});
