/** One layer's forward and backward pass (§4.5–4.6) on arrays whose shapes were checked. */
import * as np from '@keepdims/ndarray';
import type { NDArray, Shape } from '@keepdims/ndarray';
import type { Activation } from '@keepdims/activations';
import type { AnyLayerCache, AnyLayerParams, FloatDType } from './layer.js';

/** The gradients of one layer, of any sizes. */
export interface AnyLayerGradients {
  readonly dW: NDArray;
  readonly db: NDArray;
  readonly dZ: NDArray;
  readonly dA: NDArray;
  readonly dAPrev: NDArray;
}

type Floats = NDArray<Shape, FloatDType>;

/** Z = W A[l−1] + b, A = g(Z). */
export function forwardPass(activation: Activation, { W, b }: AnyLayerParams, APrev: NDArray): AnyLayerCache {
  const Z: NDArray = np.matmul(W, APrev); // (n[l], m)
  np.add(Z, b, { out: Z }); // b (n[l], 1) is broadcast over the examples
  return { APrev, Z, A: activation(Z) };
}

/** dZ = dA ∗ g′(Z), and what follows from it. */
export function backwardPass(
  activation: Activation,
  params: AnyLayerParams,
  dA: NDArray,
  cache: AnyLayerCache,
): AnyLayerGradients {
  return gradientsOf(params, cache, activation.vjp(cache.Z, cache.A, dA), () => dA);
}

/**
 * dW = dZ A[l−1]ᵀ / m, db = Σ dZ / m, dA[l−1] = Wᵀ dZ.
 *
 * dA may be computed when it is first read: where dZ came from a fused loss and activation, dA isn't needed, and can be infinite.
 */
export function gradientsOf(
  { W }: AnyLayerParams,
  { APrev }: AnyLayerCache,
  dZ: NDArray,
  computeDA: () => NDArray,
): AnyLayerGradients {
  const m = dZ.shape[1] ?? 0;
  const dW = np.matmul(dZ, APrev.T()) as Floats; // (n[l], n[l−1]); Z is of floats, so dZ is

  np.divide(dW, m, { out: dW });
  const db = np.sum(dZ, { axis: 1, keepDims: true }) as Floats; // (n[l], 1); as above
  np.divide(db, m, { out: db });
  let dA: NDArray | undefined;
  let dAPrev: NDArray | undefined;
  return {
    dW,
    db,
    dZ,
    get dA() {
      dA ??= computeDA();
      return dA;
    },
    get dAPrev() {
      dAPrev ??= np.matmul(W.T(), dZ) as NDArray; // (n[l−1], m); ranks were checked
      return dAPrev;
    },
  };
}
