import { fileURLToPath } from 'node:url';
import * as activations from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import { randomState } from '@keepdims/random';
import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as onnx from './index.js';

const examples = docExamples(fileURLToPath(new URL('.', import.meta.url)));

it.each(examples.map((example) => [`${example.where} ${example.code}`, example] as const))('%s', (_, example) => {
  const { got, says } = runDocExample(example, { ...activations, ...onnx, dense, network, randomState });
  expect(got).toEqual(says);
});

it('covers every function', () => {
  const functions = Object.entries(onnx).filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name));
  const shown = examples.map(({ code, before }) => before + code).join('\n');
  expect(functions.length).toBe(3);
  expect(functions.map(([name]) => name).filter((name) => !shown.includes(`${name}(`))).toEqual([]);
});
