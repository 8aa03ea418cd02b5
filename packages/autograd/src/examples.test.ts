import * as activations from '@keepdims/activations';
import * as losses from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as own from './index.js';

const examples = docExamples(new URL('.', import.meta.url).pathname);

it.each(examples.map((e) => [`${e.where} ${e.code}`, e] as const))('%s', (_, example) => {
  const { got, says } = runDocExample(example, { ...activations, ...losses, ...own, np });
  expect(got).toEqual(says);
});
