import { defineMetric } from './defineMetric.js';

/**
 * How far off predictions are on average: the mean of |prediction − target| over all outputs and examples.
 *
 * @param predictions - Outputs, shape [outputs, m], in the targets' unit u.
 * @param targets - True values, same shape and unit. Never broadcast.
 * @returns A number in unit u, >= 0. NaN propagates.
 * @throws ShapeError if the shapes differ or are not matrices. RangeError if m is 0.
 * @example meanAbsoluteError(np.array([[1, 4]]), np.array([[2, 2]])) // 1.5
 */
export const meanAbsoluteError = defineMetric(
  'meanAbsoluteError',
  ({ predictions, targets, rows, m }) => {
    let total = 0;
    for (let k = 0; k < rows * m; k++) total += Math.abs((predictions[k] ?? NaN) - (targets[k] ?? NaN));
    return total / (rows * m);
  },
  { better: 'lower' },
);
