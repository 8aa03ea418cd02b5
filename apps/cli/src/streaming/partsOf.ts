import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Examples } from '../model/prepare.js';

type Matrix = NDArray<[number, number], 'float64'>;

/** Examples of a part. */
const partSize = 4096;

/** Some of a part's examples, as columns. */
interface ExamplePart {
  /** [n_x, size]. */
  readonly X: Matrix;
  /** [outputs, size]. */
  readonly Y: Matrix;
  /** The number of the first one. */
  readonly first: number;
}

/** Examples in their order: all at once if they are in memory, else in parts, each valid until the next one is asked for. */
export function* partsOf(examples: Examples): Generator<ExamplePart, void, undefined> {
  const { source } = examples;
  if (source === undefined) {
    yield { X: examples.X, Y: examples.Y, first: 0 };
    return;
  }
  const { examples: m, inputs, outputs, readAhead = 1 } = source;
  const ahead = Math.min(m, Math.max(1, Math.floor(readAhead / partSize)) * partSize);
  const [X, Y] = [new Float64Array(ahead * inputs), new Float64Array(ahead * outputs)];
  // Ordinary memory, used again and again: arrays of the library's own would pile up until the next garbage collection.
  const [columnsOfX, columnsOfY] = [new Float64Array(partSize * inputs), new Float64Array(partSize * outputs)];
  for (let start = 0; start < m; start += ahead) {
    const places = new Int32Array(Math.min(ahead, m - start)).map((_, i) => start + i);
    source.read(places, X.subarray(0, places.length * inputs), Y.subarray(0, places.length * outputs));
    for (let at = 0; at < places.length; at += partSize) {
      const size = Math.min(partSize, places.length - at);
      yield {
        X: transposed(X.subarray(at * inputs), columnsOfX.subarray(0, size * inputs), size),
        Y: transposed(Y.subarray(at * outputs), columnsOfY.subarray(0, size * outputs), size),
        first: start + at,
      };
    }
  }
}

/** Examples that lie one after the other as columns, [width, size], as they are in memory. */
function transposed(from: Float64Array, to: Float64Array, size: number): Matrix {
  const width = to.length / size;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < width; i++) to[i * size + j] = from[j * width + i] ?? NaN;
  }
  return np.asArray(to, { shape: [width, size] });
}
