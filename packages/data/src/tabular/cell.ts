const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', '?']);
const longestWord = 4;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Whether a cell holds no value: empty, or one of NA, N/A, NaN, null and ? in any case.
 *
 * @param cell - As a table has it; spaces around it don't matter.
 * @example isMissing(' NA ') // true
 */
export function isMissing(cell: string): boolean {
  const text = cell.trim();
  return text.length <= longestWord && missingWords.has(text.toLowerCase());
}

/**
 * The finite number a cell holds in plain decimal notation; undefined for anything else (hexadecimal, 1,234, inf, text).
 *
 * @param cell - As a table has it; spaces around it don't matter.
 * @example parseNumber('-1.5e2') // -150
 */
export function parseNumber(cell: string): number | undefined {
  const text = cell.trim();
  if (!decimal.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
