import type { Floats, Strided } from '@keepdims/kernels';
import { empty, memoryOf, ravel } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ParameterBlock } from './parameterBlock.js';
import { floatsOf, strided } from './views.js';

/** What one layer's step reads and writes for batches of m examples, laid out once. Names and shapes are the course's. */
export interface LayerBuffers {
  readonly units: number;
  readonly inputs: number;
  readonly W: Floats;
  readonly b: Floats;
  /** W transposed, (inputs, units), and the places of dW and db among the gradients. */
  readonly transposedW: Strided;
  readonly dW: Strided;
  readonly db: Strided;
  /** (units, m). Where the derivative can be told from A, Z is A. */
  readonly Z: Floats;
  readonly A: Floats;
  readonly dZ: Floats;
  readonly stridedA: Strided;
  /** A transposed, (m, units). */
  readonly transposedA: Strided;
  readonly stridedDZ: Strided;
}

/** Everything that a step on m examples writes to. */
export interface Buffers {
  readonly m: number;
  readonly layers: readonly LayerBuffers[];
  /** The network's output (outputs, m); the next step overwrites it. */
  readonly output: NDArray;
  /** The memory it had when the layers were laid out. */
  readonly outputData: unknown;
  /** Keeps the arrays alive whose memory the layers use. */
  readonly owners: readonly NDArray[];
}

/** Buffers for batches of m examples. `keepsZ` says for each layer whether Z must be kept beside A. */
export function createBuffers(block: ParameterBlock, m: number, keepsZ: readonly boolean[]): Buffers {
  const { dtype } = block;
  const owners: NDArray[] = [];
  const matrix = (rows: number): NDArray<[number, number], 'float32' | 'float64'> => {
    const array = empty([rows, m], { dtype });
    owners.push(array);
    return array;
  };
  let output: NDArray | undefined;
  const layers = block.layers.map(({ units, inputs, W, b, dW, db }, i): LayerBuffers => {
    const A = matrix(units);
    const Z = keepsZ[i] === true ? matrix(units) : A;
    const dZ = matrix(units);
    output = A;
    return {
      units,
      inputs,
      W: floatsOf(W),
      b: floatsOf(b),
      transposedW: strided(W.T()),
      dW: strided(dW),
      db: strided(ravel(db)),
      Z: floatsOf(Z),
      A: floatsOf(A),
      dZ: floatsOf(dZ),
      stridedA: strided(A),
      transposedA: strided(A.T()),
      stridedDZ: strided(dZ),
    };
  });
  if (output === undefined) throw new RangeError('a network has a layer');
  return { m, layers, output, outputData: memoryOf(output).data, owners };
}
