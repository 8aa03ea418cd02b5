import type { UnseenCategories } from '@keepdims/data';
import { count } from './numbers.js';
import { plainText } from './plainText.js';

/** What a user should know of values that were never seen in training. */
export function unseenWarning({ column, count: rows, example, where }: UnseenCategories): string {
  const what = example === '' ? 'has no value' : `has the value ${JSON.stringify(plainText(example))}`;
  const others = rows === 1 ? '' : ` (and such a value is in ${count(rows - 1, 'more row')})`;
  return `Warning: ${where}, column ${plainText(column)} ${what}, which was never seen in training${others}; it counts as none of the known ones.`;
}
