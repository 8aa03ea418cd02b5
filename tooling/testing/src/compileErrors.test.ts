import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileErrors } from './compileErrors.js';

test('a snippet that compiles has no errors, and unused names are none', () => {
  expect(compileErrors('const n: number = 1;')).toEqual([]);
});

test('the messages come in order, one line each', () => {
  expect(compileErrors(`const n: number = 'a';\nconst s: { a: { b: string } } = { a: { b: 1 } };`)).toEqual([
    "Type 'string' is not assignable to type 'number'.",
    "Type 'number' is not assignable to type 'string'.",
  ]);
  const [nested] = compileErrors('declare const f: () => { a: 1 }; const g: () => { a: 2 } = f;');
  expect(nested).toMatch(/^Type '\(\) => \{ a: 1; \}' is not assignable to type '\(\) => \{ a: 2; \}'\. \S.*Type '1'/);
});

test('a syntax error is an error', () => {
  expect(compileErrors('const = 1;').length).toBeGreaterThan(0);
});

test('the strict options of the repository apply', () => {
  expect(compileErrors('const a: number[] = []; const n: number = a[0];')).toEqual([
    "Type 'number | undefined' is not assignable to type 'number'. Type 'undefined' is not assignable to type 'number'.",
  ]);
  expect(compileErrors('const o: { a?: number } = { a: undefined };')[0]).toContain('exactOptionalPropertyTypes');
});

test('calls after the first are fast', () => {
  compileErrors('const n = 1;');
  const before = performance.now();
  for (let i = 0; i < 10; i++) compileErrors(`const n: string = ${i};`);
  expect(performance.now() - before).toBeLessThan(2000);
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-errors-'));
  const dependency = join(folder, 'node_modules', '@keepdims', 'example');
  mkdirSync(join(dependency, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const conditions = { '@keepdims/source': './src/index.ts', default: './dist/index.js' };
  writeFileSync(join(dependency, 'package.json'), JSON.stringify({ type: 'module', exports: { '.': conditions } }));
  writeFileSync(join(dependency, 'src', 'index.ts'), 'export const two: 2 = 2;');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('packages resolve to their sources', () => {
  const source = `import { two } from '@keepdims/example'; const three: 3 = two;`;
  expect(compileErrors(source, { folder })).toEqual(["Type '2' is not assignable to type '3'."]);
  expect(compileErrors(`import '@keepdims/absent';`, { folder })).toHaveLength(1);
});
