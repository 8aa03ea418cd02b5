import type { Floats, Strided } from '@keepdims/kernels';
import { empty, memoryOf, ravel } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { LayerBlock, ParameterBlock } from './parameterBlock.js';
import { floatsOf, strided } from './views.js';

/** What one layer's step reads and writes for batches of m examples, laid out once. Names and shapes are the course's. */
export interface LayerBuffers {
  readonly units: number;
  readonly inputs: number;
  readonly W: Floats;
  readonly b: Floats;
  readonly stridedW: Strided;
  /** W transposed, (inputs, units), and the places of dW and db among the gradients. */
  readonly transposedW: Strided;
  readonly dW: Floats;
  readonly stridedDW: Strided;
  readonly db: Floats;
  readonly stridedDb: Strided;
  /** (units, m). Where the derivative can be told from the activation's value, Z is `activated`. */
  readonly Z: Floats;
  /** The activation of Z; it is A, but for dropout. */
  readonly activated: Floats;
  readonly A: Floats;
  readonly dZ: Floats;
  readonly stridedA: Strided;
  /** A transposed, (m, units). */
  readonly transposedA: Strided;
  readonly stridedDZ: Strided;
  /** Dropout's mask, (units, m); undefined without dropout. */
  readonly mask: Floats | undefined;
  readonly normalization: NormalizationBuffers | undefined;
}

/** What batch normalisation reads and writes. */
export interface NormalizationBuffers {
  readonly gamma: Floats;
  readonly dGamma: Floats;
  readonly runningMean: Floats;
  readonly runningVariance: Floats;
  /** The batch's, (units, 1). */
  readonly mean: Floats;
  readonly variance: Floats;
  /** (units, m): first W A[l−1], then that normalised. */
  readonly normalized: Floats;
  readonly stridedNormalized: Strided;
  readonly ofBatch: true;
}

/** Everything that a step on m examples writes to. */
export interface Buffers {
  readonly m: number;
  readonly layers: readonly LayerBuffers[];
  /** The network's output (outputs, m); the next step overwrites it. */
  readonly output: NDArray;
  /** Z of the output layer, which is the output where Z isn't kept. */
  readonly logits: NDArray;
  /** The memory it had when the layers were laid out. */
  readonly outputData: unknown;
  /** Keeps the arrays alive whose memory the layers use. */
  readonly owners: readonly NDArray[];
}

/** How a layer's buffers are laid out. */
export interface Layout {
  /** Whether Z must be kept beside the activation's value. */
  readonly keepsZ: boolean;
  /** Whether the layer has dropout. */
  readonly drops: boolean;
}

/** Buffers for batches of m examples; one layout a layer. */
export function createBuffers(block: ParameterBlock, m: number, layouts: readonly Layout[]): Buffers {
  const { dtype } = block;
  const owners: NDArray[] = [];
  const matrix = (rows: number, columns = m): NDArray<[number, number], 'float32' | 'float64'> => {
    const array = empty([rows, columns], { dtype });
    owners.push(array);
    return array;
  };
  const normalizationOf = ({ units, normalization }: LayerBlock): NormalizationBuffers | undefined => {
    if (normalization === undefined) return undefined;
    const { gamma, dGamma, runningMean, runningVariance } = normalization;
    const normalized = matrix(units);
    return {
      gamma: floatsOf(gamma),
      dGamma: floatsOf(dGamma),
      runningMean: floatsOf(runningMean),
      runningVariance: floatsOf(runningVariance),
      mean: floatsOf(matrix(units, 1)),
      variance: floatsOf(matrix(units, 1)),
      normalized: floatsOf(normalized),
      stridedNormalized: strided(normalized),
      ofBatch: true,
    };
  };
  let last: { readonly output: NDArray; readonly logits: NDArray } | undefined;
  const layers = block.layers.map((own, i): LayerBuffers => {
    const { units, inputs, W, b, dW, db } = own;
    const { keepsZ = false, drops = false } = layouts[i] ?? {};
    const A = matrix(units);
    const activated = drops ? matrix(units) : A;
    const Z = keepsZ ? matrix(units) : activated;
    const dZ = matrix(units);
    last = { output: A, logits: Z };
    return {
      units,
      inputs,
      W: floatsOf(W),
      b: floatsOf(b),
      stridedW: strided(W),
      transposedW: strided(W.T()),
      dW: floatsOf(dW),
      stridedDW: strided(dW),
      db: floatsOf(db),
      stridedDb: strided(ravel(db)),
      Z: floatsOf(Z),
      activated: floatsOf(activated),
      A: floatsOf(A),
      dZ: floatsOf(dZ),
      stridedA: strided(A),
      transposedA: strided(A.T()),
      stridedDZ: strided(dZ),
      mask: drops ? floatsOf(matrix(units)) : undefined,
      normalization: normalizationOf(own),
    };
  });
  if (last === undefined) throw new RangeError('a network has a layer');
  return { m, layers, ...last, outputData: memoryOf(last.output).data, owners };
}
