import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { exportedResults } from './exportedResults.js';

it('lists each function with its result type, and nothing else', () => {
  const own = exportedResults(fileURLToPath(new URL('./exportedResults.ts', import.meta.url)));
  expect(own).toEqual([['exportedResults', '[name: string, result: string][]']]);
});

it('refuses what is not a module', () => {
  expect(() => exportedResults('missing.ts')).toThrow('missing.ts is not a module');
});
