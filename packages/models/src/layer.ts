import type { DType, NDArray } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';

/** The element types that parameters can have. */
export type FloatDType = 'float64' | 'float32';

/** The parameters of one layer of O units and I inputs. */
export interface LayerParams<O extends number = number, I extends number = number, D extends FloatDType = FloatDType> {
  /** Weights: row i holds unit i's weight for each input. */
  readonly W: NDArray<[O, I], D>;
  /** Biases, a column. With batch normalisation they are its shift. */
  readonly b: NDArray<[O, 1], D>;
  /** The scale of batch normalisation, a column: only where the layer has it. */
  readonly gamma?: NDArray<[O, 1], D>;
  /** The running mean of W A[l−1] a unit, by which inference normalises: likewise. Not trained by gradients. */
  readonly runningMean?: NDArray<[O, 1], D>;
  /** The running variance of W A[l−1] a unit, likewise. */
  readonly runningVariance?: NDArray<[O, 1], D>;
}

/** What forward does beyond inference. */
export interface ForwardOptions {
  /** Whether to drop units out and to normalise by the batch's own mean and variance. Default false: inference. */
  readonly training?: boolean;
  /** Where dropout draws its masks from: needed for training if a layer has dropout; it advances. */
  readonly rng?: Rng;
}

/** What a layer's backward pass needs from its forward pass on m examples. E is the dtype of the layer's input. */
export interface LayerCache<
  O extends number = number,
  I extends number = number,
  M extends number = number,
  D extends FloatDType = FloatDType,
  E extends DType = D,
> {
  /** The layer's input A[l−1]. */
  readonly APrev: NDArray<[I, M], E>;
  /** What goes into the activation: W A[l−1] + b, or gamma ∗ normalized + b. */
  readonly Z: NDArray<[O, M], D>;
  /** The layer's output: the activation of Z, after dropout where there was some. */
  readonly A: NDArray<[O, M], D>;
  /** Only where units were dropped out. */
  readonly dropout?: Dropped<O, M, D>;
  /** Only where the layer has batch normalisation. */
  readonly normalization?: Normalization<O, M, D>;
}

/** What dropout did: A = activated ∗ mask / (1 − rate). */
export interface Dropped<O extends number = number, M extends number = number, D extends FloatDType = FloatDType> {
  /** 1 where a unit stayed, 0 where it was dropped. */
  readonly mask: NDArray<[O, M], D>;
  /** The activation of Z. */
  readonly activated: NDArray<[O, M], D>;
}

/** What batch normalisation did: normalized = (W A[l−1] − mean) / √(variance + epsilon). */
export interface Normalization<
  O extends number = number,
  M extends number = number,
  D extends FloatDType = FloatDType,
> {
  readonly normalized: NDArray<[O, M], D>;
  /** The batch's mean a unit; in inference the running one. */
  readonly mean: NDArray<[O, 1], D>;
  /** The batch's variance a unit (divided by m); in inference the running one. */
  readonly variance: NDArray<[O, 1], D>;
  /** Whether mean and variance are the batch's own, and so depend on the layer's input. */
  readonly ofBatch: boolean;
}

/**
 * The derivatives of the cost at one layer. As in the course, dW, db and dGamma are those of the cost J, divided by m; dZ, dA and dAPrev are
 * those of each example's own loss, not divided by m. (Under batch normalisation an example's loss depends on the whole batch: there they
 * are m times the derivatives of J.)
 */
export interface LayerGradients<
  O extends number = number,
  I extends number = number,
  M extends number = number,
  D extends FloatDType = FloatDType,
> {
  /** dZ A[l−1]ᵀ / m; with batch normalisation, dZ is first taken back through it. With L2, plus l2 · W. */
  readonly dW: NDArray<[O, I], D>;
  /** The mean of dZ's columns. */
  readonly db: NDArray<[O, 1], D>;
  /** The mean of the columns of dZ ∗ normalized: only with batch normalisation. */
  readonly dGamma?: NDArray<[O, 1], D>;
  readonly dZ: NDArray<[O, M], D>;
  readonly dA: NDArray<[O, M], D>;
  /**
   * Wᵀ dZ, which is dA of the layer before; with batch normalisation, dZ is first taken back through it. Computed when it is first read: the
   * first layer's is seldom wanted.
   */
  readonly dAPrev: NDArray<[I, M], D>;
}

/** Parameters whose shapes the rules look at one by one. */
export interface AnyLayerParams {
  readonly W: NDArray;
  readonly b: NDArray;
  readonly gamma?: NDArray;
  readonly runningMean?: NDArray;
  readonly runningVariance?: NDArray;
}

/** A cache whose shapes the rules look at one by one. */
export interface AnyLayerCache {
  readonly APrev: NDArray;
  readonly Z: NDArray;
  readonly A: NDArray;
  readonly dropout?: { readonly mask: NDArray; readonly activated: NDArray };
  readonly normalization?: {
    readonly normalized: NDArray;
    readonly mean: NDArray;
    readonly variance: NDArray;
    readonly ofBatch: boolean;
  };
}
