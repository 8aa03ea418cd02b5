// Assertions: rank 0 has one element.
import type { NDArray } from '@keepdims/ndarray';
import { showShape } from '@keepdims/shapes';

/** A number in a few significant digits. */
export function showNumber(x: number, digits = 6): string {
  return Number.isInteger(x) && Math.abs(x) < 1e15 ? String(x) : String(Number(x.toPrecision(digits)));
}

/** The elements, where there are at most six; undefined where there are more, or none. */
function elements(a: NDArray, digits: number): string | undefined {
  if (a.ndim === 0) return showNumber(Number((a as NDArray<[]>).item()), digits);
  const nested = (values: unknown): string =>
    Array.isArray(values) ? `[${values.map(nested).join(', ')}]` : showNumber(Number(values), digits);
  return a.size > 0 && a.size <= 6 ? nested(a.toArray()) : undefined;
}

/** An array in short: a number for rank 0; otherwise few elements and the shape, or the shape alone. */
export function showValue(a: NDArray): string {
  const values = elements(a, 6);
  if (a.ndim === 0 && values !== undefined) return values;
  return `${values === undefined ? '' : `${values}, `}shape ${showShape(a.shape)}`;
}

/** An array in a drawing: few elements, or else the shape. */
export function showBriefly(a: NDArray): string {
  return elements(a, 4) ?? showShape(a.shape);
}

/** An equation as steps show it: `dv = dJ/dv = 3`; an array's shape follows after a comma. */
export function equation(left: string, a: NDArray): string {
  const value = showValue(a);
  return value.startsWith('shape') ? `${left}, ${value}` : `${left} = ${value}`;
}
