/** A whole number with a comma every three digits: 1234567 is 1,234,567. */
export function formatInteger(value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return value < 0 && digits !== '0' ? `-${grouped}` : grouped;
}

/** A number with all its digits, the whole part grouped: 1234567.5 is 1,234,567.5. */
export function formatExact(value: number): string {
  return String(value).replace(/^-?\d+(?!\d*e)/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/**
 * A measured value: whole with commas from 1,000 on, else with four significant digits; a power of ten where
 * that would be long.
 *
 * @param unit - `'dollars'` puts a dollar sign before it and rounds to whole dollars; any other unit is the caller's to name.
 */
export function formatMeasure(value: number, unit?: string): string {
  if (!Number.isFinite(value)) return String(value);
  if (unit === 'dollars') return value < 0 ? `-$${formatInteger(-value)}` : `$${formatInteger(value)}`;
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e11) return formatInteger(value);
  return size !== 0 && (size < 1e-3 || size >= 1e11) ? value.toExponential(3) : value.toPrecision(4);
}

/** A cost, with six decimals as the course prints it; very small and very large ones in powers of ten. */
export function formatCost(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6) ? value.toFixed(6) : value.toExponential(3);
}

/** A share as a percentage with one decimal: 0.9722 is 97.2%. */
export function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

/** `1 row`, `2 rows`, `1,797 rows`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${formatInteger(n)} ${n === 1 ? noun : plural}`;
}
