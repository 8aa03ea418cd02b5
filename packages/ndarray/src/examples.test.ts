import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as np from './index.js';

const examples = docExamples(new URL('.', import.meta.url).pathname);

it.each(examples.map((e) => [`${e.where} ${e.code}`, e] as const))('%s', (_, example) => {
  const { got, says } = runDocExample(example, { ...np, np });
  expect(got).toEqual(says);
});

it('covers every function', () => {
  const functions = Object.entries(np).filter(
    ([name, f]) => typeof f === 'function' && /^[a-z]/.test(name) && name !== 'dim',
  ); // dim is shapes' own
  const shown = examples.map((e) => e.code).join('\n');
  expect(functions.map(([name]) => name).filter((name) => !new RegExp(`(?<!\\w)${name}\\(`).test(shown))).toEqual([]);
});
