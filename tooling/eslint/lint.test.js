import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { explainAssertions } from './explainAssertions.js';
import { importRule } from './importRule.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What our own rules say of a snippet at a path, which needs no file there. */
async function ownProblems(path, code, rules = { 'keepdims/imports': 'error' }) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.{ts,tsx,mjs}'],
      languageOptions: { parser: tseslint.parser },
      plugins: { keepdims: { rules: { imports: importRule(root), 'explain-assertions': explainAssertions } } },
      rules,
    },
  });
  return problemsOf(eslint, path, code);
}

/** What the whole configuration says of other text in a file that exists. */
function configuredProblems(path, code) {
  return problemsOf(new ESLint({ cwd: root }), path, code);
}

async function problemsOf(eslint, path, code) {
  const [result] = await eslint.lintText(code, { filePath: join(root, path) });
  return result.messages.map(({ message }) => message);
}

describe('imports of packages', () => {
  test.each([
    ['packages/ndarray/src/add.ts', `import { showShape } from '@keepdims/shapes';`],
    ['packages/models/src/dense.ts', `import type { Activation } from '@keepdims/activations';`],
    ['packages/models/src/dense.ts', `export { relu } from '@keepdims/activations';`],
    ['packages/ndarray/src/add.test.ts', `import { array } from '@keepdims/ndarray';`],
    ['packages/ndarray/src/add.test.ts', `import { compileErrors } from '@keepdims/tooling-testing';`],
    [
      'packages/ndarray/src/add.test.ts',
      `import fc from 'fast-check'; import { test } from 'vitest'; import fs from 'node:fs';`,
    ],
    ['packages/data/src/readCsv.ts', `import { csvParseRows } from 'd3-dsv';`],
    ['packages/kernels/src/reference/sum.ts', `import { dtype } from '../dtype.js';`],
    ['apps/cli/src/main.ts', `import { fit } from '@keepdims/training'; import fs from 'node:fs';`],
    ['tooling/generate/index.mjs', `import { layers } from '../eslint/layers.js';`],
  ])('%s may: %s', async (path, code) => {
    expect(await ownProblems(path, code)).toEqual([]);
  });

  test.each([
    [
      'packages/shapes/src/shape.ts',
      `import * as np from '@keepdims/ndarray';`,
      '@keepdims/shapes may not import @keepdims/ndarray: tooling/eslint/layers.js allows it no package.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `export * from '@keepdims/random';`,
      '@keepdims/ndarray may not import @keepdims/random: tooling/eslint/layers.js allows it only shapes, kernels.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `type T = import('@keepdims/random').Rng; await import('@keepdims/random');`,
      '@keepdims/ndarray may not import @keepdims/random: tooling/eslint/layers.js allows it only shapes, kernels.',
      '@keepdims/ndarray may not import @keepdims/random: tooling/eslint/layers.js allows it only shapes, kernels.',
    ],
    [
      'packages/training/src/fit.ts',
      `import { main } from '@keepdims/cli';`,
      '@keepdims/cli is an app; nothing imports an app.',
    ],
    [
      'apps/cli/src/main.ts',
      `import { main } from '@keepdims/bench';`,
      '@keepdims/bench is an app; nothing imports an app.',
    ],
    [
      'packages/models/src/network.ts',
      `import { grad } from '@keepdims/autograd';`,
      '@keepdims/models may import @keepdims/autograd in its tests only.',
    ],
    [
      'packages/unheardOf/src/index.ts',
      `import '@keepdims/shapes';`,
      '@keepdims/unheardOf has no row in tooling/eslint/layers.js, so it may import no package.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `import { ulpDistance } from '@keepdims/tooling-testing';`,
      '@keepdims/tooling-testing is for tests only.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `import { x } from '@keepdims/shapes/dist/x.js';`,
      '"@keepdims/shapes/dist/x.js": a package has one entry point; import from "@keepdims/shapes".',
    ],
    [
      'packages/ndarray/src/add.ts',
      `import { x } from '../../shapes/src/shape.js';`,
      '"../../shapes/src/shape.js" leads out of packages/ndarray; import another package by its name.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `import lodash from 'lodash';`,
      '"lodash" is not in the dependencies of packages/ndarray/package.json.',
    ],
    [
      'packages/ndarray/src/add.ts',
      `import { test } from 'vitest';`,
      '"vitest" is not in the dependencies of packages/ndarray/package.json.',
    ],
    [
      'apps/playground/src/main.tsx',
      `import { chromium } from 'playwright-core';`,
      '"playwright-core" is a devDependency of apps/playground: only its tests may import it.',
    ],
    [
      'packages/data/src/readCsv.ts',
      `import { readFileSync } from 'node:fs'; import path from 'path';`,
      'A library runs in browsers too: "node:fs" may only be imported in its tests.',
      'A library runs in browsers too: "path" may only be imported in its tests.',
    ],
  ])('%s may not: %s', async (path, code, ...expected) => {
    expect(await ownProblems(path, code)).toEqual(expected);
  });

  test('autograd passes the layers in the tests of models', async () => {
    // Not yet a dependency, so the one complaint left is that it has to be declared.
    const problems = await ownProblems(
      'packages/models/src/network.test.ts',
      `import { grad } from '@keepdims/autograd';`,
    );
    for (const problem of problems) expect(problem).toContain('is not in the dependencies');
  });
});

describe('explained assertions', () => {
  const problems = (code, options = {}) =>
    ownProblems('packages/ndarray/src/add.ts', code, { 'keepdims/explain-assertions': ['error', options] });

  test('need a comment beside them', async () => {
    expect(await problems('const n = x as string;')).toEqual([
      'Say in a comment beside this `as` why it is right, or once for the file in a comment that starts with "Assertions:".',
    ]);
    expect(await problems('const n = <string>x;')).toHaveLength(1);
    expect(await problems('// Too far above.\n\n\n\nconst n = x as string;')).toHaveLength(1);
    expect(await problems('// x was checked above.\nconst n = x as string;')).toEqual([]);
    expect(await problems('const n = x as string; // x was checked above')).toEqual([]);
    expect(await problems('const n = [1] as const;')).toEqual([]);
    expect(await problems('// Assertions: all were checked.\n\n\n\n\nconst n = x as string;')).toEqual([]);
    expect(await problems('// Assertions\n\n\n\n\nconst n = x as string;')).toHaveLength(1);
  });

  test('numbers are free where the configuration says so', async () => {
    expect(await problems('const n = x[0] as number;')).toHaveLength(1);
    expect(await problems('const n = x[0] as number;', { numbersNeedNoReason: true })).toEqual([]);
    expect(await problems('const n = x[0] as string;', { numbersNeedNoReason: true })).toHaveLength(1);
  });
});

describe('the configuration', () => {
  const path = 'packages/shapes/src/index.ts';

  test('has the import rule', async () => {
    expect(await configuredProblems(path, `export * from '@keepdims/ndarray';\n`)).toEqual([
      '@keepdims/shapes may not import @keepdims/ndarray: tooling/eslint/layers.js allows it no package.',
    ]);
  });

  test.each([
    ['any', 'export const f = (x: any): number => Number(x);', 'Unexpected any'],
    ['a non-null assertion', 'export const f = (x?: number): number => x!;', 'Forbidden non-null assertion'],
    ['a floating promise', 'export const f = (p: Promise<number>): void => { p; };', 'Promises must be awaited'],
    ['a loose comparison', 'export const f = (x: number | null): boolean => x == null;', "Expected '==='"],
    ['new Function', `export const f: unknown = new Function('return 1');`, 'The Function constructor is eval'],
    ['Math.random', 'export const f = (): number => Math.random();', 'Randomness is an argument'],
    ['console', `export const f = (): void => { console.log(1); };`, 'Unexpected console statement'],
  ])('refuses %s', async (_, code, message) => {
    expect((await configuredProblems(path, code)).join('\n')).toContain(message);
  });

  test('lets plain code pass', async () => {
    const code = 'export const show = (n: number, yes: boolean): string => `${n} ${yes}`;\n';
    expect(await configuredProblems(path, code)).toEqual([]);
  });
});
