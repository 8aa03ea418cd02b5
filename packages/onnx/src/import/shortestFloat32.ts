/**
 * The shortest decimal number that float32 rounds to the given one: attributes are float32, and the 0.01 that was written shouldn't come
 * back as 0.009999999776482582.
 *
 * `shortestFloat32(Math.fround(0.01))` is 0.01.
 */
export function shortestFloat32(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
