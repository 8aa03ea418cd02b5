/**
 * base to the power of a whole number, by repeated squaring: the same bits in every engine, which `**` doesn't promise.
 *
 * @param exponent - 0 or more.
 */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
