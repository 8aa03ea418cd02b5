import { defineMetric } from './defineMetric.js';

/**
 * The share of the targets' variance that predictions explain: 1 − Σ (y − p)² / Σ (y − ȳ)², the mean of it over the outputs.
 *
 * 1 is perfect; 0 is as good as always predicting the mean; worse is negative.
 *
 * @param predictions - Outputs, shape [outputs, m], in any unit.
 * @param targets - True values, same shape and unit. Never broadcast.
 * @returns A number without unit, at most 1. Where an output's targets are all equal it isn't defined: NaN if they are predicted exactly,
 *   −Infinity if not. NaN propagates.
 * @throws ShapeError if the shapes differ or are not matrices. RangeError if m is 0.
 * @example rSquared(np.array([[1, 2, 4]]), np.array([[1, 2, 3]])) // 0.5
 * @see Wright (1921), J. Agric. Res. 20, 557–585.
 */
export const rSquared = defineMetric(
  'rSquared',
  ({ predictions, targets, rows, m }) => {
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const first = targets[i * m] ?? NaN;
      let [sum, constant] = [0, true];
      for (let j = 0; j < m; j++) {
        const y = targets[i * m + j] ?? NaN;
        sum += y;
        constant &&= y === first;
      }
      // Rounding in the mean would give 0.1, 0.1, 0.1 a variance.
      const mean = constant ? first : sum / m;
      let [unexplained, variance] = [0, 0];
      for (let j = 0; j < m; j++) {
        const y = targets[i * m + j] ?? NaN;
        unexplained += (y - (predictions[i * m + j] ?? NaN)) ** 2;
        variance += (y - mean) ** 2;
      }
      total += 1 - unexplained / variance;
    }
    return total / rows;
  },
  { better: 'higher' },
);
