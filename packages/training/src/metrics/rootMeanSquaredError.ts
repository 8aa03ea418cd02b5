import { defineMetric } from './defineMetric.js';

/**
 * How far off predictions are, large errors counting more: √ of the mean squared error over all outputs and examples.
 *
 * @param predictions - Outputs, shape [outputs, m], in the targets' unit u.
 * @param targets - True values, same shape and unit. Never broadcast.
 * @returns A number in unit u, >= 0. NaN propagates.
 * @throws ShapeError if the shapes differ or are not matrices. RangeError if m is 0.
 * @example rootMeanSquaredError(np.array([[1, 9]]), np.array([[2, 2]])) // 5
 */
export const rootMeanSquaredError = defineMetric(
  'rootMeanSquaredError',
  ({ predictions, targets, rows, m }) => {
    let total = 0;
    for (let k = 0; k < rows * m; k++) total += ((predictions[k] ?? NaN) - (targets[k] ?? NaN)) ** 2;
    return Math.sqrt(total / (rows * m));
  },
  { better: 'lower' },
);
