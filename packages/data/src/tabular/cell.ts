const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', '?']);
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a cell holds no value: empty, or one of NA, N/A, NaN, null and ? in any case. */
export function isMissing(cell: string): boolean {
  return missingWords.has(cell.trim().toLowerCase());
}

/** The finite number a cell holds in plain decimal notation; undefined for anything else (hexadecimal, 1,234, inf, text). */
export function parseNumber(cell: string): number | undefined {
  const text = cell.trim();
  if (!decimal.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
