import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import { docExamples, runDocExample } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import * as datasets from './index.js';

const examples = docExamples(fileURLToPath(new URL('.', import.meta.url)));

/** What each loader gives. Examples run without await, so `await loadIris()` becomes `loaded.loadIris`. */
const loaded = {
  loadBreastCancer: await datasets.loadBreastCancer(),
  loadDigits: await datasets.loadDigits(),
  loadIris: await datasets.loadIris(),
  loadPenguins: await datasets.loadPenguins(),
  loadSacramento: await datasets.loadSacramento(),
  loadWine: await datasets.loadWine(),
};

it.each(examples.map((example) => [`${example.where} ${example.code}`, example] as const))('%s', (_, example) => {
  const code = example.code.replace(/await (\w+)\(\)/g, 'loaded.$1');
  const { got, says } = runDocExample({ ...example, code }, { np, ...datasets, loaded });
  expect(got).toEqual(says);
});

it('covers every function', () => {
  const shown = examples.map(({ before, code }) => before + code).join('\n');
  expect(Object.keys(datasets).filter((name) => !shown.includes(`${name}(`))).toEqual([]);
});
