/** One layer's forward and backward pass (§4.5–4.6) on arrays whose shapes were checked. */
import type { Floats } from '@keepdims/kernels';
import * as np from '@keepdims/ndarray';
import type { NDArray, Shape } from '@keepdims/ndarray';
import type { Activation } from '@keepdims/activations';
import { normalizationBackward, normalizeBy, normalizeByBatch, scaleAndShift, updateRunning } from './batchNorm.js';
import type { BatchNorm } from './batchNorm.js';
import { applyMask, drawMask } from './dropout.js';
import { l2Term } from './l2Term.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType, ForwardOptions } from './layer.js';

/** The gradients of one layer, of any sizes. */
export interface AnyLayerGradients {
  readonly dW: NDArray;
  readonly db: NDArray;
  readonly dGamma?: NDArray;
  readonly dZ: NDArray;
  readonly dA: NDArray;
  readonly dAPrev: NDArray;
}

/** A layer, as far as its passes need it. */
export interface LayerRule {
  readonly activation: Activation;
  /** The dropout rate, 0 for none. */
  readonly dropout: number;
  readonly batchNorm: BatchNorm | undefined;
}

type FloatArray = NDArray<Shape, FloatDType>;

/** U = W A[l−1]; Z = U + b, or with batch normalisation gamma ∗ normalized(U) + b; A = g(Z), in training with dropout. */
export function forwardPass(
  layer: LayerRule,
  params: AnyLayerParams,
  APrev: NDArray,
  { training = false, rng }: ForwardOptions,
): AnyLayerCache {
  const U = np.matmul(params.W, APrev) as FloatArray; // (n[l], m); W is of floats
  let Z = U;
  let normalization: AnyLayerCache['normalization'];
  if (layer.batchNorm === undefined)
    np.add(U, params.b, { out: U }); // b (n[l], 1) is broadcast over the examples
  else ({ Z, normalization } = normalize(layer.batchNorm, params, U, training));

  const activated: NDArray = layer.activation(Z);
  const normalized = normalization === undefined ? {} : { normalization };
  if (!training || layer.dropout === 0 || rng === undefined) return { APrev, Z, A: activated, ...normalized };
  const { dtype } = Z;
  const [units = 0, m = 0] = Z.shape;
  const [mask, A] = [np.empty([units, m], { dtype }), np.empty([units, m], { dtype })];
  drawMask(rng, layer.dropout, units, m, floatsIn(dtype, mask));
  applyMask(units * m, layer.dropout, floatsIn(dtype, mask), floatsIn(dtype, activated), floatsIn(dtype, A));
  return { APrev, Z, A, dropout: { mask, activated }, ...normalized };
}

function normalize(
  { epsilon }: BatchNorm,
  params: AnyLayerParams,
  U: FloatArray,
  ofBatch: boolean,
): { Z: FloatArray; normalization: AnyLayerCache['normalization'] } {
  const { dtype } = U;
  const [units = 0, m = 0] = U.shape;
  const [normalized, Z] = [np.empty([units, m], { dtype }), np.empty([units, m], { dtype })];
  const { gamma, b, ...running } = params as Required<AnyLayerParams>; // checked: the layer has batch normalisation
  let { runningMean: mean, runningVariance: variance }: { runningMean: NDArray; runningVariance: NDArray } = running;
  if (ofBatch) [mean, variance] = [np.empty([units, 1], { dtype }), np.empty([units, 1], { dtype })];
  const statistics = [floatsIn(dtype, mean), floatsIn(dtype, variance)] as const;
  (ofBatch ? normalizeByBatch : normalizeBy)(
    units,
    m,
    epsilon,
    floatsIn(dtype, U),
    ...statistics,
    floatsIn(dtype, normalized),
  );
  scaleAndShift(units, m, floatsIn(dtype, gamma), floatsIn(dtype, b), floatsIn(dtype, normalized), floatsIn(dtype, Z));
  return { Z, normalization: { normalized, mean, variance, ofBatch } };
}

/** dZ = dA ∗ g′(Z), and what follows from it; dropped units pass nothing on. */
export function backwardPass(
  layer: LayerRule,
  params: AnyLayerParams,
  dA: NDArray,
  cache: AnyLayerCache,
  l2 = 0,
): AnyLayerGradients {
  return gradientsOf(layer, params, cache, outputToZ(layer, cache, dA), () => dA, l2);
}

/** dZ from dA: through dropout, where there was some, and the activation. */
export function outputToZ(
  { activation, dropout }: LayerRule,
  { Z, A, dropout: dropped }: AnyLayerCache,
  dA: NDArray,
): NDArray {
  if (dropped === undefined) return activation.vjp(Z, A, dA);
  const { mask, activated } = dropped;
  const dtype = floatDType(activated);
  const dActivated = np.empty(activated.shape, { dtype });
  applyMask(dA.size, dropout, floatsIn(dtype, mask), floatsIn(dtype, dA), floatsIn(dtype, dActivated));
  return activation.vjp(Z, activated, dActivated);
}

/**
 * dW = dU A[l−1]ᵀ / m, db = Σ dZ / m, dA[l−1] = Wᵀ dU, where dU, the derivative in W A[l−1], is dZ but for batch normalisation.
 *
 * dA may be computed when it is first read: where dZ came from a fused loss and activation, dA isn't needed, and can be infinite.
 */
export function gradientsOf(
  { batchNorm }: LayerRule,
  params: AnyLayerParams,
  cache: AnyLayerCache,
  dZ: NDArray,
  computeDA: () => NDArray,
  l2: number,
): AnyLayerGradients {
  const m = dZ.shape[1] ?? 0;
  const { W } = params;
  const { dU, db, dGamma } =
    batchNorm === undefined
      ? { dU: dZ, db: np.sum(dZ, { axis: 1, keepDims: true }) as FloatArray, dGamma: undefined } // dZ is of floats, since Z is
      : throughNormalization(batchNorm, params, cache, dZ);
  const dW = np.matmul(dU, cache.APrev.T()) as FloatArray; // (n[l], n[l−1]); of floats likewise
  np.divide(dW, m, { out: dW });
  if (l2 !== 0) l2Term(l2, floatsIn(dW.dtype, W), floatsIn(dW.dtype, dW));
  np.divide(db, m, { out: db });
  if (dGamma !== undefined) np.divide(dGamma, m, { out: dGamma });
  let dA: NDArray | undefined;
  let dAPrev: NDArray | undefined;
  return {
    dW,
    db,
    ...(dGamma === undefined ? {} : { dGamma }),
    dZ,
    get dA() {
      dA ??= computeDA();
      return dA;
    },
    get dAPrev() {
      dAPrev ??= np.matmul(W.T(), dU) as NDArray; // (n[l−1], m); ranks were checked
      return dAPrev;
    },
  };
}

function throughNormalization(
  { epsilon }: BatchNorm,
  params: AnyLayerParams,
  cache: AnyLayerCache,
  dZ: NDArray,
): { dU: FloatArray; db: FloatArray; dGamma: FloatArray } {
  const { gamma } = params as Required<AnyLayerParams>; // checked: the layer has batch normalisation
  const { normalization } = cache as Required<AnyLayerCache>; // likewise
  const dtype = floatDType(dZ);
  const [units = 0, m = 0] = dZ.shape;
  const [dU, db, dGamma] = [[units, m] as const, [units, 1] as const, [units, 1] as const].map((shape): FloatArray =>
    np.empty(shape, { dtype }),
  ) as [FloatArray, FloatArray, FloatArray]; // three of three
  const rows = {
    gamma: floatsIn(dtype, gamma),
    variance: floatsIn(dtype, normalization.variance),
    normalized: floatsIn(dtype, normalization.normalized),
    ofBatch: normalization.ofBatch,
  };
  const numbers = [floatsIn(dtype, dZ), floatsIn(dtype, db), floatsIn(dtype, dGamma), floatsIn(dtype, dU)] as const;
  normalizationBackward(units, m, epsilon, rows, ...numbers);
  return { dU, db, dGamma };
}

/** A layer's parameters with its running statistics moved towards the batch's; those without batch normalisation as they are. */
export function withStatistics<P extends AnyLayerParams>(
  { batchNorm }: LayerRule,
  params: P,
  { normalization }: AnyLayerCache,
): P {
  const { runningMean, runningVariance } = params;
  if (batchNorm === undefined || normalization === undefined) return params;
  if (runningMean === undefined || runningVariance === undefined) return params;
  const [mean, variance] = [copyOf(runningMean), copyOf(runningVariance)];
  const [units = 0, m = 0] = normalization.normalized.shape;
  const batch = {
    mean: floatsIn(mean.dtype, normalization.mean),
    variance: floatsIn(mean.dtype, normalization.variance),
  };
  updateRunning(units, m, batchNorm.momentum, batch, floatsIn(mean.dtype, mean), floatsIn(variance.dtype, variance));
  return { ...params, runningMean: mean, runningVariance: variance };
}

function copyOf(a: NDArray): FloatArray {
  return a.astype(floatDType(a));
}

function floatDType(a: NDArray): FloatDType {
  return a.dtype === 'float32' ? 'float32' : 'float64';
}

/** The numbers of an array in row-major order: its own memory if it is contiguous and of the dtype. */
function floatsIn(dtype: FloatDType, a: NDArray): Floats {
  return np.contiguousData(a.dtype === dtype ? a : a.astype(dtype)) as Floats; // of dtype
}
