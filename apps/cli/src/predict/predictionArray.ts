import { writeNpy } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { Predictions } from './predictions.js';
import type { Told } from './predictionText.js';

/**
 * Predictions as an npy file: numbers [m], float64; class numbers [m], int32; or the probabilities of all classes [m, classes], float64.
 */
export function predictionArray(parts: Iterable<Predictions>, { classes, probabilities }: Told): Uint8Array {
  const all: Float64Array[] = [];
  for (const part of parts) all.push(probabilities ? (part.probabilities ?? part.values) : part.values);
  const numbers = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    numbers.set(part, at);
    at += part.length;
  }
  if (classes.length === 0) return writeNpy(np.asArray(numbers, { shape: [numbers.length] }));
  if (!probabilities) return writeNpy(np.asArray(Int32Array.from(numbers), { shape: [numbers.length] }));
  return writeNpy(np.asArray(numbers, { shape: [numbers.length / classes.length, classes.length] }));
}
