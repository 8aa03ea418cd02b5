import { sigmoid, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { randomNormal } from '@keepdims/initializers';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { boundaryPlot, probabilities } from './boundary.js';
import { colour, picture } from './picture.js';
import { defineStudy } from './study.js';

const { X, Y } = flower(); // the course's 400 points
const initializer = randomNormal({ stddev: 0.01 });
const reach = 5;

export default defineStudy({
  sections: '§3',
  measure: () =>
    [1, 2, 3, 4, 5, 20, 50].map((units) => {
      const net = network(2, dense(units, tanh, { initializer }), dense(1, sigmoid, { initializer }));
      const optimizer = gradientDescent({ learningRate: 1.2 });
      const { params } = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: 5000, seed: 2 });
      const right = np.sum(np.equal(net.predict(params, X), Y));
      return { units, right, sides: probabilities(net, params, reach) };
    }),

  conclude: (runs) =>
    runs.map(
      ({ units, right }) => `${units} hidden units: ${right} of 400 right (${((100 * right) / 400).toFixed(2)} %)`,
    ),

  draw: (runs) => {
    const [one, , three] = runs;
    return picture({
      title: 'The flower with 1 to 50 hidden units (§3)',
      conclusion:
        `A tanh hidden layer, gradient descent at α = 1.2, 5,000 steps. One or two units can't follow the petals (${one?.right} of 400 right); three are ` +
        `enough for ${three?.right}. Wider layers add islands around a few points, not accuracy.`,
      columns: 4,
      panelWidth: 250,
      panelHeight: 250,
      legend: [
        { label: 'class 0', colour: colour(0) },
        { label: 'class 1', colour: colour(1) },
      ],
      panels: runs.map(({ units, right, sides }) => ({
        title: `${units} ${units === 1 ? 'unit' : 'units'}: ${right} of 400 right`,
        plot: boundaryPlot(X, Y, sides, reach),
      })),
    });
  },
});
