/** Every error message of arrays and random numbers is explained in docs/errors.md: words of it stand in one of the headings there. */
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

/** The messages that the tests of arrays, shapes and random numbers expect, in full. */
const messages = [
  'packages/ndarray/src/ndarray.test.ts',
  'packages/ndarray/src/errors.test.ts',
  'packages/ndarray/src/corpus.test.ts',
  'packages/ndarray/src/mistakes.test.ts',
  'packages/shapes/src/algebra.test.ts',
  'packages/shapes/src/arguments/options.test.ts',
  'packages/random/src/randomState.test.ts',
  'packages/random/src/generator.test.ts',
]
  .map(read)
  .flatMap((source) => [...source.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , text = '']) => text))
  .filter((text) => /^(?!Name: |rank1: )(\w+Error: )?\w+(\(.*?\))?( \(leading axes\))?: \S/.test(text));

describe('docs/errors.md', () => {
  it('is held against many messages', () => {
    expect(messages.length).toBeGreaterThan(200);
  });

  it.each(messages)('explains %s', (message) => {
    expect(phrases.some((phrase) => pattern(phrase).test(message))).toBe(true);
  });
});
