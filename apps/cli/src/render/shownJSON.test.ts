import { expect, test } from 'vitest';
import { shownJSON } from './shownJSON.js';

test('what is long is cut, what is deep is named', () => {
  expect(shownJSON({ a: [1, null] }, 40)).toBe('{"a":[1,null]}');
  expect(shownJSON('x'.repeat(50), 10)).toBe('"xxxxxxxx…');
  expect(shownJSON(Infinity, 40)).toBe('Infinity');
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(shownJSON(deep, 40)).toBe('a list');
  expect(shownJSON({ deep }, 40)).toBe('an object');
});
