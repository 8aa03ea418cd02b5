/** What a threshold of the score gives. */
export interface RocPoint {
  /** Share of the others that score at least the threshold. */
  readonly falsePositiveRate: number;
  /** Share of the class that does. */
  readonly truePositiveRate: number;
  /** The score; Infinity where none reaches it. */
  readonly threshold: number;
}

/**
 * The ROC curve: for each threshold of the score, how much of a class is found, and how many others are taken for it. Equal scores are one
 * step, so that the area below the straight lines between the points is `auc` of @keepdims/training.
 *
 * @param scores - m numbers.
 * @param actual - m numbers: 1 for the class, else 0.
 * @returns From (0, 0) to (1, 1), corners only: points on the line between their neighbours are left out. Undefined if all or no examples
 *   are of the class.
 * @see Fawcett (2006), Pattern Recognition Letters 27(8), 861–874, algorithm 1.
 */
export function rocCurve(scores: ArrayLike<number>, actual: ArrayLike<number>): RocPoint[] | undefined {
  const m = scores.length;
  const scoreAt = (j: number): number => scores[j] ?? NaN;
  const order = Int32Array.from({ length: m }, (_, j) => j).sort((a, b) => scoreAt(b) - scoreAt(a));
  let positives = 0;
  for (let j = 0; j < m; j++) positives += actual[j] ?? 0;
  const negatives = m - positives;
  if (positives === 0 || negatives === 0) return undefined;
  // Counts, so that whether three points are in line is decided without rounding.
  const corners: { found: number; wrong: number; threshold: number }[] = [{ found: 0, wrong: 0, threshold: Infinity }];
  let [found, wrong] = [0, 0];
  for (let k = 0; k < m;) {
    const threshold = scoreAt(order[k] ?? 0); // k < m
    for (; k < m && scoreAt(order[k] ?? 0) === threshold; k++) {
      if (actual[order[k] ?? 0] === 1) found++;
      else wrong++;
    }
    const [before, middle] = corners.slice(-2);
    if (before !== undefined && middle !== undefined) {
      const turn =
        (middle.found - before.found) * (wrong - middle.wrong) - (found - middle.found) * (middle.wrong - before.wrong);
      if (turn === 0) corners.pop();
    }
    corners.push({ found, wrong, threshold });
  }
  return corners.map((corner) => ({
    falsePositiveRate: corner.wrong / negatives,
    truePositiveRate: corner.found / positives,
    threshold: corner.threshold,
  }));
}
