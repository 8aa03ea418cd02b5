import type { Interval } from './bootstrap.js';
import { wilsonInterval } from './wilsonInterval.js';

/** The rows whose probability lies in one range. */
export interface CalibrationBin {
  /** The range: above `low` (the first one from 0 on) up to `high`. */
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  /** The mean of their probabilities. */
  readonly meanProbability: number;
  /** The share of them where it happened. */
  readonly observed: number;
  /** The 95 % interval of that share. */
  readonly interval: Interval;
}

/** Whether things happen as often as their probabilities say. */
export interface Calibration {
  /** Those of the equally wide ranges from 0 to 1 that have rows. */
  readonly bins: readonly CalibrationBin[];
  /** Σ rows/m · |observed − meanProbability|: 0 for a perfect calibration. */
  readonly expectedError: number;
}

/**
 * Compare probabilities with how often it happened, in equally wide ranges of probability.
 *
 * @param probabilities - m numbers from 0 to 1.
 * @param events - m numbers: 1 where it happened, else 0.
 * @param binCount - How many ranges. Default 10.
 * @see Naeini, Cooper, Hauskrecht (2015), AAAI 29(1), 2901–2907 (the expected calibration error).
 */
export function calibration(probabilities: ArrayLike<number>, events: ArrayLike<number>, binCount = 10): Calibration {
  const m = probabilities.length;
  const sums = Array.from({ length: binCount }, () => ({ rows: 0, probability: 0, events: 0 }));
  for (let j = 0; j < m; j++) {
    const p = probabilities[j] ?? NaN;
    const sum = sums[binOf(p, binCount)];
    if (sum === undefined) throw new RangeError(`calibration: ${p} at ${j} is no probability from 0 to 1.`);
    sum.rows++;
    sum.probability += p;
    sum.events += events[j] ?? NaN;
  }
  const bins = sums.flatMap(({ rows, probability, events }, i) =>
    rows === 0
      ? []
      : {
          low: i / binCount,
          high: (i + 1) / binCount,
          rows,
          meanProbability: probability / rows,
          observed: events / rows,
          interval: wilsonInterval(events, rows),
        },
  );
  const expectedError = bins.reduce(
    (error, { rows, observed, meanProbability }) => error + (rows / m) * Math.abs(observed - meanProbability),
    0,
  );
  return { bins, expectedError };
}

/** The range that a probability lies in, a limit belonging to the lower one; −1 for what is no probability. */
function binOf(p: number, binCount: number): number {
  if (!(p >= 0 && p <= 1)) return -1;
  let bin = Math.min(binCount - 1, Math.floor(p * binCount));
  // p · binCount is rounded; i / binCount is the limit as it is shown.
  while (bin > 0 && p <= bin / binCount) bin--;
  while (bin < binCount - 1 && p > (bin + 1) / binCount) bin++;
  return bin;
}
