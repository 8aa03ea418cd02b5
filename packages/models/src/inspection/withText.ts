/**
 * A result that is also a text: `String(result)` and `${result}` give it. The method is not enumerable, so that copies, comparisons and JSON
 * see the fields alone.
 */
export function withText<T extends object>(fields: T, text: () => string): T & { toString(): string } {
  return Object.freeze(Object.defineProperty(fields, 'toString', { value: text }));
}
