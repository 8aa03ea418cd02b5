import { circles, flower, moons } from '@keepdims/datasets';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { DataSet } from '../state/config.js';
import type { Bounds, Point } from './protocol.js';

/** The points of a data set: X is (2, m), Y is (1, m). Always the same ones; only the weights depend on the experiment's seed. */
export interface Examples {
  readonly X: NDArray<[number, number], 'float64'>;
  readonly Y: NDArray<[number, number], 'float64'>;
}

const makers = { flower, moons, circles };

export function examples(data: DataSet): Examples {
  const { X, Y } = makers[data]();
  return { X, Y };
}

export function pointsOf({ X, Y }: Examples): Point[] {
  return Array.from({ length: X.shape[1] }, (_, i) => ({
    x1: X.at(0, i),
    x2: X.at(1, i),
    label: Y.at(0, i) > 0.5 ? 1 : 0,
  }));
}

/** The smallest square around all points, with a margin of a tenth on each side. */
export function boundsOf(points: readonly Point[]): Bounds {
  const middleAndHalf = (values: readonly number[]): [number, number] => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    return [(low + high) / 2, (high - low) / 2];
  };
  const [middle1, half1] = middleAndHalf(points.map(({ x1 }) => x1));
  const [middle2, half2] = middleAndHalf(points.map(({ x2 }) => x2));
  const half = 1.2 * Math.max(half1, half2, 1e-9);
  return { x1: [middle1 - half, middle1 + half], x2: [middle2 - half, middle2 + half] };
}

/** The nodes of a grid from edge to edge of the square, as columns (2, size * size): row by row from the top, each from the left. */
export function gridOf({ x1, x2 }: Bounds, size: number): NDArray<[number, number], 'float64'> {
  const columns = new Float64Array(2 * size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const cell = row * size + column;
      columns[cell] = x1[0] + (column / (size - 1)) * (x1[1] - x1[0]);
      columns[size * size + cell] = x2[1] - (row / (size - 1)) * (x2[1] - x2[0]);
    }
  }
  return np.asArray(columns, { shape: [2, size * size] });
}
