import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/**
 * What a network predicts, from the outputs of a forward pass that has been done: the same as `net.predict`, without a second pass.
 *
 * @param output - [outputs, m]: numbers, probabilities of the second of two classes, or a column of probabilities an example.
 * @returns [1, m]: the numbers as they are, or class numbers.
 */
export function predictedFrom(output: NDArray, task: 'regression' | 'classification'): NDArray {
  if (task === 'regression') return output;
  return output.shape[0] === 1
    ? np.greater(output, 0.5).astype('int32')
    : np.argmax(output, { axis: 0, keepDims: true });
}
