import { sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy, halfSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { fit } from '@keepdims/training';
import * as Plot from '@observablehq/plot';
import { colour, picture } from './picture.js';
import { defineStudy } from './study.js';

// Eight examples with one feature; the classes overlap, so that the best w and b are finite.
const X = np.array([[-3, -2, -1.5, -0.5, 0.5, 1, 2, 3]]);
const Y = np.array([[0, 0, 0, 1, 0, 1, 1, 1]]);
const net = network(1, dense(1, sigmoid));
const reach = 12; // w and b from −12 to 12
const start = { w: -10, b: 8 };
const steps = 500;

const at = (w: number, b: number) => [{ W: np.array([[w]]), b: np.array([[b]]) }] as const;

/** How the cost of a loss lies over (w, b), and where gradient descent gets on it. */
function survey(loss: Loss) {
  const cost = (w: number, b: number): number => net.cost(at(w, b), X, Y, loss);

  // On a convex surface the cost in the middle of two places is never above the mean of their costs.
  const places = np.contiguousData(randomState(1).uniform(-reach, reach, [4000]));
  let above = 0;
  for (let i = 0; i < 4000; i += 4) {
    const [w1 = 0, b1 = 0, w2 = 0, b2 = 0] = places.subarray(i, i + 4);
    const middle = cost((w1 + w2) / 2, (b1 + b2) / 2);
    if (middle > (cost(w1, b1) + cost(w2, b2)) / 2 + 1e-12) above++;
  }

  const path = [start];
  const { history } = fit(net, {
    X, Y, loss, optimizer: gradientDescent({ learningRate: 1 }), epochs: steps, initialParams: at(start.w, start.b),
    callbacks: [({ params: [{ W, b }] }) => path.push({ w: W.item(), b: b.item() })],
  }); // prettier-ignore

  const side = Array.from({ length: 73 }, (_, i) => -reach + (2 * reach * i) / 72);
  const surface = side.flatMap((b) => side.map((w) => cost(w, b)));
  return { above: above / 1000, path, cost: history.cost, surface };
}

const label = { fontWeight: 600, fill: 'currentColor' } as const;

const sheets = [
  ['crossEntropy', 'Cross-entropy: one bowl'],
  ['squaredError', 'Squared error: plateaus'],
] as const;

export default defineStudy({
  sections: '§2.3',
  measure: () => ({ crossEntropy: survey(binaryCrossEntropy), squaredError: survey(halfSquaredError) }),

  conclude: ({ crossEntropy, squaredError }) => [
    `Of 1,000 pairs of places (w, b), the middle lies above the mean of the two costs: cross-entropy ${(100 * crossEntropy.above).toFixed(1)} %, squared error ${(100 * squaredError.above).toFixed(1)} %.`,
    `Gradient descent from (−10, 8), ${steps} steps at 1: cross-entropy ${crossEntropy.cost[0]?.toFixed(3)} → ${crossEntropy.cost.at(-1)?.toFixed(3)}, squared error ${squaredError.cost[0]?.toFixed(3)} → ${squaredError.cost.at(-1)?.toFixed(3)}.`,
  ],

  draw: (measured) =>
    picture({
      title: 'Why not the squared error? (§2.3)',
      conclusion:
        `The cost of σ(wx + b) on eight examples. The cross-entropy is convex: none of 1,000 midpoints lies above its chord. Of the squared ` +
        `error's ${(100 * measured.squaredError.above).toFixed(0)} % do: from the same start, gradient descent (α = 1, ${steps} steps) is stuck where the surface is flat.`,
      panelWidth: 400,
      panelHeight: 380,
      legend: [
        { label: 'path of gradient descent', colour: colour(1) },
        { label: 'lines of equal cost (bluer: higher)', colour: colour(0) },
      ],
      panels: sheets.map(([name, title]) => {
        const { surface, path } = measured[name];
        const last = path.at(-1) ?? start;
        return {
          title,
          plot: {
            x: { label: 'w', domain: [-reach, reach] },
            y: { label: 'b', domain: [-reach, reach] },
            color: { type: 'linear', range: ['#2f7fd10c', '#2f7fd190'], interpolate: 'rgb' },
            marks: [
              Plot.contour(surface, {
                width: 73, height: 73, x1: -reach, y1: -reach, x2: reach, y2: reach,
                fill: Plot.identity, stroke: colour(0), strokeOpacity: 0.5, thresholds: 14,
              }), // prettier-ignore
              Plot.line(path, { x: 'w', y: 'b', stroke: colour(1), strokeWidth: 2.5 }),
              Plot.dot([start], { x: 'w', y: 'b', fill: colour(1), r: 5 }),
              Plot.text([start], { x: 'w', y: 'b', text: () => 'start', dy: 16, ...label }),
              Plot.dot([last], { x: 'w', y: 'b', fill: colour(1), stroke: 'currentColor', r: 5 }),
              Plot.text([last], { x: 'w', y: 'b', text: () => `after ${steps} steps`, dy: -14, ...label }),
              Plot.frame({ strokeOpacity: 0.3 }),
            ],
          },
        };
      }),
    }),
});
