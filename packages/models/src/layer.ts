import type { DType, NDArray } from '@keepdims/ndarray';

/** The element types that parameters can have. */
export type FloatDType = 'float64' | 'float32';

/** The parameters of one layer of O units and I inputs. */
export interface LayerParams<O extends number = number, I extends number = number, D extends FloatDType = FloatDType> {
  /** Weights: row i holds unit i's weight for each input. */
  readonly W: NDArray<[O, I], D>;
  /** Biases, a column. */
  readonly b: NDArray<[O, 1], D>;
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
  /** W A[l−1] + b, what goes into the activation. */
  readonly Z: NDArray<[O, M], D>;
  /** The layer's output, the activation of Z. */
  readonly A: NDArray<[O, M], D>;
}

/**
 * The derivatives of the cost at one layer. As in the course, dW and db are those of the cost J, divided by m; dZ, dA and dAPrev are those
 * of each example's own loss, not divided by m.
 */
export interface LayerGradients<
  O extends number = number,
  I extends number = number,
  M extends number = number,
  D extends FloatDType = FloatDType,
> {
  /** dZ A[l−1]ᵀ / m. */
  readonly dW: NDArray<[O, I], D>;
  /** The mean of dZ's columns. */
  readonly db: NDArray<[O, 1], D>;
  readonly dZ: NDArray<[O, M], D>;
  readonly dA: NDArray<[O, M], D>;
  /** Wᵀ dZ, which is dA of the layer before. Computed when it is first read: the first layer's is seldom wanted. */
  readonly dAPrev: NDArray<[I, M], D>;
}

/** Parameters whose shapes the rules look at one by one. */
export interface AnyLayerParams {
  readonly W: NDArray;
  readonly b: NDArray;
}

/** A cache whose shapes the rules look at one by one. */
export interface AnyLayerCache {
  readonly APrev: NDArray;
  readonly Z: NDArray;
  readonly A: NDArray;
}
