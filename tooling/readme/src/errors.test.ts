/** Every error message of the arrays is explained in docs/errors.md: words of it stand in one of the headings there. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** The words in backticks in the headings; numbers and shapes are examples. */
const phrases = read('docs/errors.md')
  .split('\n')
  .filter((line) => line.startsWith('### '))
  .flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, phrase = '']) => phrase));

const pattern = (phrase: string): RegExp =>
  new RegExp(
    phrase
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\\\[[\d, ]*\\\]/g, '\\[[^\\]]*\\]')
      .replace(/\d+/g, '-?[\\d.]+')
      .replace(/uint8|float64/g, '\\w+'),
  );

/** The messages that the tests of arrays and shapes expect, in full. */
const messages = [
  'packages/ndarray/src/ndarray.test.ts',
  'packages/shapes/src/algebra.test.ts',
  'packages/ndarray/src/corpus.test.ts',
]
  .map(read)
  .flatMap((source) =>
    [...source.matchAll(/^\s*(?:['"]|\[.*, ["'])(.*: .*)["'](?:,|\],|\))?$/gm)].map(([, text = '']) => text),
  )
  .filter((text) => /^(\w+Error: )?\w+(\(.*?\))?( \(leading axes\))?: /.test(text));

describe('docs/errors.md', () => {
  it('is held against many messages', () => {
    expect(messages.length).toBeGreaterThan(60);
  });

  it.each(messages)('explains %s', (message) => {
    expect(phrases.some((phrase) => pattern(phrase).test(message))).toBe(true);
  });
});
