import { relu, softmax } from '@keepdims/activations';
import { splitIndices } from '@keepdims/data';
import { loadDigits } from '@keepdims/datasets';
import { categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { accuracy, fit } from '@keepdims/training';
import * as Plot from '@observablehq/plot';
import { colour, picture, whole } from './picture.js';
import { defineStudy } from './study.js';

const digits = await loadDigits();
const X = np.divide(digits.X, 16);
const sizes = [
  { name: 'small: 4 hidden units', units: 4 },
  { name: 'medium: 16 hidden units', units: 16 },
  { name: 'large: 128 hidden units', units: 128 },
];
const amounts = [25, 50, 100, 200, 400, 800, 1297];
const seeds = [1, 2, 3];

/** Share of the 500 test digits read right by a network trained on the first `m` others. */
function testAccuracy(units: number, m: number, seed: number): number {
  const { train, test } = splitIndices(1797, { testSize: 500, seed });
  const of = (rows: ArrayLike<number>) => {
    const columns = np.array(Array.from(rows), { dtype: 'int32' });
    return { X: np.take(X, columns, { axis: 1 }), Y: np.take(digits.Y, columns, { axis: 1 }) };
  };
  const net = network(64, dense(units, relu), dense(10, softmax));
  const optimizer = adam({ learningRate: 0.02 });
  const { params } = fit(net, {
    ...of(train.slice(0, m)),
    loss: categoricalCrossEntropy,
    optimizer,
    epochs: 120,
    seed,
  });
  const unseen = of(test);
  return accuracy(net.forward(params, unseen.X).output, unseen.Y);
}

export default defineStudy({
  sections: '§1.4',
  measure: () =>
    sizes.flatMap(({ name, units }) =>
      amounts.map((m) => {
        const accuracies = seeds.map((seed) => testAccuracy(units, m, seed));
        return { name, m, accuracy: accuracies.reduce((sum, share) => sum + share, 0) / seeds.length };
      }),
    ),

  conclude: (points) =>
    sizes.map(({ name }) => {
      const shares = points.filter((point) => point.name === name);
      return `${name}: ${shares.map(({ m, accuracy: share }) => `${m} → ${(100 * share).toFixed(1)} %`).join(', ')}`;
    }),

  draw: (points) => {
    const share = (units: number, m: number): string => {
      const name = sizes.find((size) => size.units === units)?.name;
      return (100 * (points.find((point) => point.name === name && point.m === m)?.accuracy ?? NaN)).toFixed(0);
    };
    return picture({
      title: 'Scale: more data, larger networks (§1.4)',
      conclusion:
        `Handwritten digits, 500 of them unseen; means of ${seeds.length} splits. All networks gain from data, but the small one can't use it: with 1,297 ` +
        `examples it reads ${share(4, 1297)} % right, the large one ${share(128, 50)} % with 50 and ${share(128, 1297)} % with 1,297.`,
      panelWidth: 720,
      panelHeight: 380,
      legend: sizes.map(({ name }, i) => ({ label: name, colour: colour(i) })),
      panels: [
        {
          title: 'Unseen digits read right, by number of training examples (logarithmic)',
          plot: {
            x: { label: 'training examples', type: 'log' },
            y: { label: 'read right (%)', grid: true, percent: true, domain: [40, 100] },
            marks: [
              Plot.axisX(amounts, { text: whole }),
              sizes.flatMap(({ name }, i) => {
                const own = points.filter((point) => point.name === name);
                const channels = { x: 'm', y: 'accuracy' };
                return [
                  Plot.line(own, { ...channels, stroke: colour(i), strokeWidth: 2.5 }),
                  Plot.dot(own, { ...channels, fill: colour(i), r: 4 }),
                ];
              }),
            ],
          },
        },
      ],
    });
  },
});
