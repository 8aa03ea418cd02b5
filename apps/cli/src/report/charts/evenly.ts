/**
 * Some of the positions 0 … length − 1, evenly spread, the first and the last included; all if there are at most `most`.
 *
 * @param most - At least 2.
 */
export function evenly(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)));
}
