import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { docExamples, runDocExample } from './docExamples.js';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'examples-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (comment: string) => {
  writeFileSync(join(folder, 'a.ts'), `import x from 'y';\n/**\n${comment}\n */\nexport const a = 1;\n`);
};

it('finds each stated line and runs it', () => {
  write(
    ' * Adds.\n * @example const two = 2; plus(two, 2) // 4\n * @returns a // b\n * @example\n * const one =\n *   1;\n * plus(one, 1) // 3',
  );
  const examples = docExamples(folder);
  expect(examples).toEqual([
    { where: 'a.ts:4', before: '', code: 'const two = 2; plus(two, 2)', says: '4' },
    { where: 'a.ts:9', before: '\nconst one =\n  1;\n', code: 'plus(one, 1)', says: '3' },
  ]);
  const run = examples.map((e) => runDocExample(e, { plus: (a: number, b: number) => a + b }));
  expect(run).toEqual([
    { got: 4, says: 4 },
    { got: 2, says: 3 },
  ]);
});

it('refuses an example that states nothing', () => {
  write(' * @example plus(1, 1)');
  expect(() => docExamples(folder)).toThrow('a.ts:3: this @example states no value (code // value)');
});

it('names the place of an example that fails', () => {
  write(' * @example missing() // 1');
  const [example] = docExamples(folder);
  expect(() => example && runDocExample(example, {})).toThrow('a.ts:3: missing(): ReferenceError');
});
