/** The code of docs/performance.md runs, and gives what it says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import { expect, it } from 'vitest';

const page = readFileSync(fileURLToPath(new URL('../../../docs/performance.md', import.meta.url)), 'utf8');

it('names the backends that there are', () => {
  const named = [...page.matchAll(/^\| `'([a-z-]+)'`/gm)].map(([, name]) => name);
  expect(named).toEqual(['relaxed-simd', 'simd', 'reference']);
  expect(named).toContain(np.backend().name);
  expect(np.configure({ simd: false }).simd).toBe(false);
  expect(np.backend()).toEqual({ name: 'reference', threads: 1, running: 1 });
  np.configure({ simd: true });
});

it('shows a scope that gives what its comment says', () => {
  const [, code = '', value = ''] = /const total = (np\.scope.*); \/\/ (\d+)/.exec(page) ?? [];
  expect(code).toBe('np.scope(() => np.sum(np.exp(np.zeros([1000, 1000]))))');
  expect(np.scope(() => np.sum(np.exp(np.zeros([1000, 1000]))))).toBe(Number(value));
});
