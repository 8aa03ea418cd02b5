// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import type { TrainJob } from '../../job.js';
import type { TrainingData } from './trainingData.js';

type Floats = Float32Array | Float64Array;

interface LoopLayer {
  readonly inputs: number;
  readonly units: number;
  readonly W: Floats;
  readonly b: Floats;
  readonly A: Floats;
  readonly dZ: Floats;
  readonly dW: Floats;
  readonly db: Floats;
}

/**
 * The training step as one would write it without a library: loops over layers, units, inputs and examples on typed arrays, the innermost
 * loop along memory, nothing allocated after the start. Gradient descent only.
 *
 * @returns `step`, which takes a step and gives the cost before it, and `reset`, which goes back to the first parameters.
 */
export function loopNetwork(job: TrainJob, data: TrainingData): { step: () => number; reset: () => void } {
  const make = (size: number): Floats => (job.dtype === 'float32' ? new Float32Array(size) : new Float64Array(size));
  const m = job.examples;
  const layers = data.weights.map((W, l): LoopLayer => {
    const units = job.layers[l + 1] as number;
    return {
      inputs: job.layers[l] as number,
      units,
      W: W.slice(),
      b: make(units),
      A: make(units * m),
      dZ: make(units * m),
      dW: make(W.length),
      db: make(units),
    };
  });
  const last = layers[layers.length - 1] as LoopLayer;

  const step = (): number => {
    let input = data.X;
    for (const layer of layers) {
      affine(layer, input, m);
      activate(layer.A, layer.units, m, layer === last ? job.output : job.hidden);
      input = layer.A;
    }
    const cost = costAndOutputGradient(job.output, last, data.Y, m);
    for (let l = layers.length - 1; l >= 0; l--) {
      const layer = layers[l] as LoopLayer;
      const before = layers[l - 1];
      parameterGradients(layer, before?.A ?? data.X, m);
      if (before !== undefined) backInto(before, layer, job.hidden, m);
    }
    for (const { W, dW, b, db } of layers) {
      for (let i = 0; i < W.length; i++) W[i] = (W[i] as number) - job.learningRate * (dW[i] as number);
      for (let i = 0; i < b.length; i++) b[i] = (b[i] as number) - job.learningRate * (db[i] as number);
    }
    return cost;
  };
  const reset = (): void => {
    layers.forEach(({ W, b }, l) => {
      W.set(data.weights[l] as Floats);
      b.fill(0);
    });
  };
  return { step, reset };
}

/** A := W X + b. */
function affine({ inputs, units, W, b, A }: LoopLayer, X: Floats, m: number): void {
  for (let i = 0; i < units; i++) {
    const row = i * m;
    for (let j = 0; j < m; j++) A[row + j] = b[i] as number;
    for (let k = 0; k < inputs; k++) {
      const w = W[i * inputs + k] as number;
      for (let j = 0; j < m; j++) A[row + j] = (A[row + j] as number) + w * (X[k * m + j] as number);
    }
  }
}

function activate(A: Floats, units: number, m: number, name: TrainJob['hidden'] | TrainJob['output']): void {
  if (name === 'relu') for (let i = 0; i < A.length; i++) A[i] = Math.max(0, A[i] as number);
  else if (name === 'tanh') for (let i = 0; i < A.length; i++) A[i] = Math.tanh(A[i] as number);
  else if (name === 'sigmoid') for (let i = 0; i < A.length; i++) A[i] = 1 / (1 + Math.exp(-(A[i] as number)));
  else softmax(A, units, m);
}

/** Down each column. */
function softmax(A: Floats, units: number, m: number): void {
  for (let j = 0; j < m; j++) {
    let largest = -Infinity;
    for (let i = 0; i < units; i++) largest = Math.max(largest, A[i * m + j] as number);
    let sum = 0;
    for (let i = 0; i < units; i++) sum += A[i * m + j] = Math.exp((A[i * m + j] as number) - largest);
    for (let i = 0; i < units; i++) A[i * m + j] = (A[i * m + j] as number) / sum;
  }
}

/** dZ := A - Y, for either cross-entropy; returns the cost. */
function costAndOutputGradient(output: TrainJob['output'], { A, dZ }: LoopLayer, Y: Floats, m: number): number {
  let cost = 0;
  for (let i = 0; i < A.length; i++) {
    const a = A[i] as number;
    const y = Y[i] as number;
    if (y !== 0) cost -= y * Math.log(a);
    if (output === 'sigmoid' && y !== 1) cost -= (1 - y) * Math.log(1 - a);
    dZ[i] = a - y;
  }
  return cost / m;
}

/** dW := dZ Xᵀ / m, db := the rows' means of dZ. */
function parameterGradients({ inputs, units, dZ, dW, db }: LoopLayer, X: Floats, m: number): void {
  for (let i = 0; i < units; i++) {
    let total = 0;
    for (let j = 0; j < m; j++) total += dZ[i * m + j] as number;
    db[i] = total / m;
    for (let k = 0; k < inputs; k++) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += (dZ[i * m + j] as number) * (X[k * m + j] as number);
      dW[i * inputs + k] = sum / m;
    }
  }
}

/** The layer before: dZ := Wᵀ dZ * g'(Z), with g' from the activations. */
function backInto(before: LoopLayer, { inputs, units, W, dZ }: LoopLayer, hidden: TrainJob['hidden'], m: number): void {
  before.dZ.fill(0);
  for (let i = 0; i < units; i++) {
    for (let k = 0; k < inputs; k++) {
      const w = W[i * inputs + k] as number;
      for (let j = 0; j < m; j++) {
        before.dZ[k * m + j] = (before.dZ[k * m + j] as number) + w * (dZ[i * m + j] as number);
      }
    }
  }
  const { A, dZ: target } = before;
  for (let i = 0; i < A.length; i++) {
    const a = A[i] as number;
    const slope = hidden === 'tanh' ? 1 - a * a : a > 0 ? 1 : 0;
    target[i] = (target[i] as number) * slope;
  }
}
