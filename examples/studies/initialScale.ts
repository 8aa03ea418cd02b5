import { relu, sigmoid } from '@keepdims/activations';
import { heNormal, randomNormal } from '@keepdims/initializers';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import * as Plot from '@observablehq/plot';
import { colour, picture, scientific } from './picture.js';
import { defineStudy } from './study.js';

const depth = 10;
const width = 64;
const starts = [
  { name: 'randn · 0.01 (too small)', initializer: randomNormal({ stddev: 0.01 }) },
  { name: 'He: randn · √(2 / fan in)', initializer: heNormal },
  { name: 'randn · 0.5 (too large)', initializer: randomNormal({ stddev: 0.5 }) },
];

const rootMeanSquare = (a: NDArray): number => Math.sqrt(np.mean(np.square(a)));

export default defineStudy({
  sections: '§3.11, §4',
  measure: () =>
    starts.map(({ name, initializer }) => {
      const state = randomState(1);
      const X = state.randn(width, 256);
      const Y = np.astype(np.greater(np.sum(X, { axis: 0, keepDims: true }), 0), 'float64');
      const hidden = Array.from({ length: depth }, () => dense(width, relu, { initializer }));
      const net = network(width, ...hidden, dense(1, sigmoid, { initializer }));
      const params = net.initialize(state);
      const { caches } = net.forward(params, X);
      const gradients = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
      const activations = caches.slice(0, depth).map(({ A }) => rootMeanSquare(A));
      const derivatives = gradients.slice(0, depth).map(({ dA }) => rootMeanSquare(dA));
      return { name, activations, derivatives };
    }),

  conclude: (runs) =>
    runs.map(
      ({ name, activations, derivatives }) =>
        `${name}: activations ${activations[0]?.toExponential(1)} in layer 1, ${activations.at(-1)?.toExponential(1)} in layer ${depth}; ` +
        `gradients dA ${derivatives.at(-1)?.toExponential(1)} in layer ${depth}, ${derivatives[0]?.toExponential(1)} in layer 1`,
    ),

  draw: (runs) => {
    const [tooSmall, he] = runs;
    const sides = [
      { title: 'Forward: size of A[l]', values: 'activations', label: 'root mean square of A' },
      { title: 'Backward: size of dA[l]', values: 'derivatives', label: 'root mean square of dA' },
    ] as const;
    return picture({
      title: 'The scale of the first weights (§3.11)',
      conclusion:
        `Ten ReLU layers of ${width} units before any training. With randn · 0.01 the signal is ${scientific(tooSmall?.activations.at(-1) ?? NaN)} at layer 10 and the gradient ` +
        `${scientific(tooSmall?.derivatives[0] ?? NaN)} at layer 1: nothing learns. He's scale keeps activations near 1 (${he?.activations.at(-1)?.toFixed(1)} at layer 10); larger weights explode.`,
      panelWidth: 400,
      panelHeight: 340,
      legend: runs.map(({ name }, i) => ({ label: name, colour: colour(i) })),
      panels: sides.map(({ title, values, label }) => ({
        title,
        plot: {
          marginLeft: 58,
          x: { label: 'layer l', ticks: depth, tickFormat: 'd' },
          y: { label, type: 'log', grid: true, ticks: 6, tickFormat: scientific },
          marks: runs.flatMap((run, i) => [
            Plot.line(run[values], {
              x: (_, l: number) => l + 1,
              y: Plot.identity,
              stroke: colour(i),
              strokeWidth: 2.5,
            }),
            Plot.dot(run[values], { x: (_, l: number) => l + 1, y: Plot.identity, fill: colour(i), r: 3.5 }),
          ]),
        },
      })),
    });
  },
});
