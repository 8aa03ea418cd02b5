/** A number in so many digits at most, and in few characters: '0.12', '9.9e5', '4.6e-6'. */
export function shortNumber(x: number, digits: number): string {
  const size = Math.abs(x);
  if (Number.isFinite(x) && size !== 0 && (size >= 1e4 || size < 1e-3)) {
    const [mantissa = '', exponent] = x.toExponential(digits - 1).split('e');
    return `${Number(mantissa)}e${Number(exponent)}`;
  }
  return String(Number(x.toPrecision(digits)));
}
