import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as formats from './index.js';

const examples = docExamples(fileURLToPath(new URL('.', import.meta.url)));

it.each(examples.map((example) => [`${example.where} ${example.code}`, example] as const))('%s', (_, example) => {
  const { got, says } = runDocExample(example, { ...formats, np });
  expect(got).toEqual(says);
});

it('covers every function', () => {
  const functions = Object.entries(formats).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  );
  const shown = examples.map(({ code }) => code).join('\n');
  expect(functions.length).toBe(9);
  expect(functions.map(([name]) => name).filter((name) => !shown.includes(`${name}(`))).toEqual([]);
});
