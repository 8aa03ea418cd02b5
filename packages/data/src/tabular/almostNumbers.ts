/** What to do about texts that are all numbers but for commas, a currency's sign or a percent sign; empty for others, and for none. */
export function aboutAlmostNumbers(texts: Iterable<string>): string {
  const list = [...texts];
  const all = (pattern: RegExp): boolean => list.length > 0 && list.every((text) => pattern.test(text));
  // 1,234 may be either, and a wrong guess would make another number of it.
  if (all(/^[+-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?$/)) {
    return 'They look like numbers with commas: leave these out if they separate thousands, write a point for a decimal comma.';
  }
  if (all(/^[+-]?\d+,\d+$/)) return 'They look like numbers with a decimal comma: write a point instead.';
  return all(/^[+-]?[$€£¥]?\s?\d{1,3}(?:,?\d{3})*(?:[.,]\d+)?\s?[%$€£¥]?$/)
    ? 'They look like numbers: leave out the signs ($, %) and the commas between thousands.'
    : '';
}
