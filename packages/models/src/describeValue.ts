/**
 * Any value in a few words, for messages about arguments that aren't what they should be.
 *
 * `describeValue([1, 2])` is 'a list of 2'.
 */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `'${value.length <= 40 ? value : `${value.slice(0, 39)}…`}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
