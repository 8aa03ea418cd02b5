/** Every error message that tests expect in full is explained in docs/errors.md: words of it stand in one of the headings there. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** The words in backticks in the headings, and in what begins with "Also"; numbers and shapes are examples. */
const phrases = [...read('docs/errors.md').matchAll(/^(?:### .*|Also `[\s\S]*?\.\n)$/gm)]
  .flatMap(([text]) => [...text.matchAll(/`([^`]+)`/g)])
  .map(([, phrase = '']) => phrase);

const pattern = (phrase: string): RegExp =>
  new RegExp(
    phrase
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\\\[[\d, ]*\\\]/g, '\\[[^\\]]*\\]')
      .replace(/\d+/g, '-?[\\d.]+')
      .replace(/uint8|float64/g, '\\w+'),
  );

/** The tests of a package, for those whose messages are all explained. */
const testsOf = (name: string): string[] =>
  readdirSync(fileURLToPath(new URL(`../../../packages/${name}/src`, import.meta.url)), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `packages/${name}/src/${file}`);

/** The messages that the tests expect, in full. */
const messages = [
  'packages/ndarray/src/ndarray.test.ts',
  'packages/ndarray/src/errors.test.ts',
  'packages/ndarray/src/corpus.test.ts',
  'packages/ndarray/src/mistakes.test.ts',
  'packages/shapes/src/algebra.test.ts',
  'packages/shapes/src/arguments/options.test.ts',
  'packages/random/src/randomState.test.ts',
  'packages/random/src/generator.test.ts',
  ...['data', 'datasets', 'losses', 'models', 'training', 'formats', 'optimizers'].flatMap(testsOf),
]
  .map(read)
  .flatMap((source) => [...source.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , text = '']) => text))
  .filter((text) =>
    /^(\w+Error: )?[\w.]+(\(.*?\)|(, (line|row|column) \S+?)+)?( \(leading axes\))?: (?!\$)\S/.test(text),
  )
  // Not names of tests, nor parts of messages.
  .filter(
    (text) => /\.$|\[|must be/.test(text) && !/^(Name|rank1|initialParams): |%s|: (\S+, )?\$\{\w+\}\.?$/.test(text),
  );

describe('docs/errors.md', () => {
  it('is held against many messages', () => {
    expect(messages.length).toBeGreaterThan(200);
  });

  it.each(messages)('explains %s', (message) => {
    expect(phrases.some((phrase) => pattern(phrase).test(message))).toBe(true);
  });
});
