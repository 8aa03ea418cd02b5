/**
 * How many predictions are negative; 0 if one of the targets is negative itself.
 *
 * @param targets - Lists of real values, in the predictions' unit.
 */
export function belowZero(predictions: Float64Array, targets: readonly Float64Array[]): number {
  // A target of 0 has been standardised and back, and may have come out a little below.
  const rounding = 1e-9 * predictions.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
  const isNegative = (value: number): boolean => value < -rounding;
  return targets.some((values) => values.some(isNegative)) ? 0 : predictions.filter(isNegative).length;
}
