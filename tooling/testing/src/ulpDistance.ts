/**
 * How many representable numbers lie between two numbers: 0 for equal ones, 1 for neighbours.
 *
 * @param a - A number; for float32 it is rounded first.
 * @param b - Another.
 * @param format - The floating-point format whose numbers are counted. Default float64.
 * @returns A whole number, exact up to 2^53. +0 and −0 are 0 apart; two NaNs are 0 apart; NaN and a number are Infinity apart.
 * @example ulpDistance(1, 1 + Number.EPSILON) // 1
 */
export function ulpDistance(a: number, b: number, format: 'float64' | 'float32' = 'float64'): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  const place = format === 'float64' ? placeOfFloat64 : placeOfFloat32;
  const distance = place(a) - place(b);
  return Number(distance < 0n ? -distance : distance);
}

const view = new DataView(new ArrayBuffer(8));

/** Numbers counted from zero, negative ones downwards: the bits of a float without its sign are in order. */
function placeOfFloat64(x: number): bigint {
  view.setFloat64(0, Math.abs(x));
  const place = view.getBigUint64(0);
  return x < 0 ? -place : place;
}

function placeOfFloat32(x: number): bigint {
  view.setFloat32(0, Math.abs(x));
  const place = BigInt(view.getUint32(0));
  return x < 0 ? -place : place;
}
