import { numberAt, numbers } from '../../data.js';
import type { TrainJob } from '../../job.js';

type Floats = Float32Array | Float64Array;

/** What a training job works on, as flat typed arrays in row order. */
export interface TrainingData {
  /** (n_x, m), one example a column. */
  readonly X: Floats;
  /** (outputs, m): 0 and 1 for a sigmoid, one-hot columns for softmax. */
  readonly Y: Floats;
  /** W (n[l], n[l-1]) of each layer; all b are zero. */
  readonly weights: readonly Floats[];
}

/**
 * The data of a training job, the same for every library (`peers/README.md` has the rules).
 *
 * Weights have the spread of randn/sqrt(fan in), so that activations neither die out nor explode.
 */
export function trainingData({ dtype, layers, output, examples }: TrainJob): TrainingData {
  const outputs = layers.at(-1) ?? 0;
  const Y = numbers(dtype, outputs * examples, 0, 0, 0);
  for (let j = 0; j < examples; j++) {
    const u = numberAt(j, 2);
    if (output === 'sigmoid') Y[j] = u < 0.4 ? 1 : 0;
    else Y[Math.floor(u * outputs) * examples + j] = 1;
  }
  const weights = layers.slice(1).map((units, l) => {
    const inputs = layers[l] ?? 0;
    const bound = Math.sqrt(3 / inputs);
    return numbers(dtype, units * inputs, 10 + l, -bound, bound);
  });
  return { X: numbers(dtype, (layers[0] ?? 0) * examples, 1, -1, 1), Y, weights };
}
