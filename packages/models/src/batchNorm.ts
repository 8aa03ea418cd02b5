// Assertions: indices stay inside arrays of the lengths that the caller states.
/**
 * Batch normalisation (Ioffe and Szegedy, 2015), forward and backward, in loops over contiguous rows (units, m): for arrays and for
 * training runs alike.
 */
import type { Floats } from '@keepdims/kernels';

/** How a layer normalises. */
export interface BatchNorm {
  /** How much of the running statistics a step keeps, >= 0 and < 1: running := momentum · running + (1 − momentum) · batch. */
  readonly momentum: number;
  /** What is added to the variance before its root is taken, finite and > 0. */
  readonly epsilon: number;
}

/** mean and variance (divided by m) of each row of U, and normalized = (U − mean) / √(variance + epsilon), which may be U. */
export function normalizeByBatch(
  units: number,
  m: number,
  epsilon: number,
  U: Floats,
  mean: Floats,
  variance: Floats,
  normalized: Floats,
): void {
  for (let i = 0; i < units; i++) {
    const [start, stop] = [i * m, (i + 1) * m];
    let sum = 0;
    for (let k = start; k < stop; k++) sum += U[k] as number;
    const center = sum / m;
    let squares = 0; // of the distances: the mean of squares less the squared mean would cancel
    for (let k = start; k < stop; k++) squares += ((U[k] as number) - center) ** 2;
    const scale = 1 / Math.sqrt(squares / m + epsilon);
    for (let k = start; k < stop; k++) normalized[k] = ((U[k] as number) - center) * scale;
    mean[i] = center;
    variance[i] = squares / m;
  }
}

/** normalized = (U − mean) / √(variance + epsilon) with given statistics: each column by itself. */
export function normalizeBy(
  units: number,
  m: number,
  epsilon: number,
  U: Floats,
  mean: Floats,
  variance: Floats,
  normalized: Floats,
): void {
  for (let i = 0; i < units; i++) {
    const center = mean[i] as number;
    const scale = 1 / Math.sqrt((variance[i] as number) + epsilon);
    for (let k = i * m; k < (i + 1) * m; k++) normalized[k] = ((U[k] as number) - center) * scale;
  }
}

/** Z = gamma ∗ normalized + b. */
export function scaleAndShift(units: number, m: number, gamma: Floats, b: Floats, normalized: Floats, Z: Floats): void {
  for (let i = 0; i < units; i++) {
    const [scale, shift] = [gamma[i] as number, b[i] as number];
    for (let k = i * m; k < (i + 1) * m; k++) Z[k] = scale * (normalized[k] as number) + shift;
  }
}

/** What the forward pass left behind. */
export interface NormalizedRows {
  readonly gamma: Floats;
  readonly variance: Floats;
  readonly normalized: Floats;
  /** Whether mean and variance were the batch's, and so depend on every example of it. */
  readonly ofBatch: boolean;
}

/**
 * The way back: db = Σ dZ and dGamma = Σ dZ ∗ normalized, sums over the columns; dU is the derivative in W A[l−1], and may be dZ.
 *
 * By the batch's statistics dU = gamma / √(variance + epsilon) ∗ (dZ − db / m − normalized ∗ dGamma / m).
 */
export function normalizationBackward(
  units: number,
  m: number,
  epsilon: number,
  { gamma, variance, normalized, ofBatch }: NormalizedRows,
  dZ: Floats,
  db: Floats,
  dGamma: Floats,
  dU: Floats,
): void {
  for (let i = 0; i < units; i++) {
    const [start, stop] = [i * m, (i + 1) * m];
    let [sum, along] = [0, 0];
    for (let k = start; k < stop; k++) {
      sum += dZ[k] as number;
      along += (dZ[k] as number) * (normalized[k] as number);
    }
    db[i] = sum;
    dGamma[i] = along;
    const scale = (gamma[i] as number) / Math.sqrt((variance[i] as number) + epsilon);
    const [shift, slope] = ofBatch ? [sum / m, along / m] : [0, 0];
    for (let k = start; k < stop; k++) {
      dU[k] = scale * ((dZ[k] as number) - shift - (normalized[k] as number) * slope);
    }
  }
}

/**
 * running := momentum · running + (1 − momentum) · batch, in place.
 *
 * The variance that is kept estimates that of all examples, and so is the one divided by m − 1.
 */
export function updateRunning(
  units: number,
  m: number,
  momentum: number,
  batch: { readonly mean: Floats; readonly variance: Floats },
  runningMean: Floats,
  runningVariance: Floats,
): void {
  const unbiased = m / (m - 1);
  for (let i = 0; i < units; i++) {
    const [mean, variance] = [batch.mean[i] as number, batch.variance[i] as number];
    runningMean[i] = momentum * (runningMean[i] as number) + (1 - momentum) * mean;
    runningVariance[i] = momentum * (runningVariance[i] as number) + (1 - momentum) * unbiased * variance;
  }
}
