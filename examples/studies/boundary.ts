import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import * as Plot from '@observablehq/plot';
import { colour } from './picture.js';

const side = 121;
/** The grid goes a little beyond what is shown, so that the border of an area is drawn only inside. */
const beyond = 1.03;

/** What a network with two inputs and a sigmoid says of the places of a square around (0, 0), row by row from below. */
export function probabilities(net: Network, params: readonly LayerParams[], reach: number): Float64Array {
  const line = np.linspace(-beyond * reach, beyond * reach, side);
  const x = np.tile(np.reshape(line, [1, side]), [1, side]);
  const y = np.reshape(np.repeat(line, side), [1, side * side]);
  const places: NDArray<[number, number]> = np.concatenate([x, y], { axis: 0 });
  return Float64Array.from(np.contiguousData(net.forward(params, places).output));
}

/** Points of two classes, X [2, m] and Y [1, m], over the areas that a network gives to each; x and y from −reach to reach. */
export function boundaryPlot(X: NDArray, Y: NDArray, sides: Float64Array, reach: number): Plot.PlotOptions {
  const points = Array.from({ length: X.shape[1] ?? 0 }, (_, j) => ({
    x: Number(X.at(0, j)),
    y: Number(X.at(1, j)),
    fill: colour(Number(Y.at(0, j))),
  }));
  const end = beyond * reach;
  const area = { width: side, height: side, x1: -end, y1: -end, x2: end, y2: end, thresholds: [0.5], clip: true };
  return {
    x: { ticks: 5, domain: [-reach, reach] },
    y: { ticks: 5, domain: [-reach, reach] },
    marks: [
      Plot.contour(
        Array.from(sides, (p) => 1 - p),
        { ...area, value: Plot.identity, fill: colour(0), fillOpacity: 0.16 },
      ),
      Plot.contour(Array.from(sides), {
        ...area, value: Plot.identity, fill: colour(1), fillOpacity: 0.2, stroke: 'currentColor', strokeWidth: 1.3,
      }), // prettier-ignore
      Plot.dot(points, { x: 'x', y: 'y', fill: 'fill', r: 2.2 }),
    ],
  };
}
