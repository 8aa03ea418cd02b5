/**
 * A float as TypeScript writes it, so that it comes back with the same bits: the shortest digits, and names where there are none.
 *
 * `numberLiteral(-0)` is '-0'.
 */
export function numberLiteral(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A float as Python writes it, likewise; of a float32 the fewest digits that round to it. */
export function pythonLiteral(value: number, dtype: string): string {
  if (Number.isNaN(value)) return 'np.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'np.inf' : '-np.inf';
  const text = dtype === 'float32' ? shortestFloat32(value) : numberLiteral(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text; // -0 would be the integer 0
}

function shortestFloat32(value: number): string {
  if (value === 0) return numberLiteral(value); // toPrecision drops the sign
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return numberLiteral(short);
  }
  return numberLiteral(value);
}
