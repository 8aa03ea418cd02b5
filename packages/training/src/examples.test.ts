import * as activations from '@keepdims/activations';
import * as losses from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { logisticRegression } from '@keepdims/models';
import * as optimizers from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as own from './index.js';

const examples = docExamples(new URL('.', import.meta.url).pathname);

const scope = { ...activations, ...losses, ...optimizers, logisticRegression, ...own, np, randomState };

it.each(examples.map((e) => [`${e.where} ${e.code}`, e] as const))('%s', (_, example) => {
  const { got, says } = runDocExample(example, scope);
  expect(got).toEqual(says);
});
