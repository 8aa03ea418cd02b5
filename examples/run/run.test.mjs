/** `npm run example` is `node run/main.mjs` with the kernels built. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findExample } from './findExample.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = fileURLToPath(new URL('main.mjs', import.meta.url));
const networks = join(root, 'examples', 'networks');

let folder;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'keepdims-run-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--enable-source-maps', main, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** A program of the user's, in a folder of the user's. */
const own = (name, source) => {
  writeFileSync(join(folder, name), source);
  return run(name);
};

describe.each(readdirSync(networks).filter((file) => file.endsWith('.ts')))('networks/%s', (file) => {
  const source = readFileSync(join(networks, file), 'utf8');

  test('prints what it says', { timeout: 60_000 }, () => {
    const said = [...source.matchAll(/^ *\/\/ prints (.*)$/gm)].map(([, line]) => line);
    expect(said.length).toBeGreaterThan(0);
    const { stdout, stderr } = run(`networks/${file.replace(/\.ts$/, '')}`);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(said);
  });

  test('is short, begins with a sentence about what it does, and is in the list', () => {
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    expect(source).toMatch(/^\/\/ [A-Z].*\.\n/);
    expect(readFileSync(join(root, 'examples', 'README.md'), 'utf8')).toContain(`](networks/${file})`);
  });
});

describe('a file of your own', () => {
  test('may lie anywhere, imports all packages, reads files beside it, and gets the words after its name', () => {
    writeFileSync(join(folder, 'data.csv'), 'x\n1\n2\n');
    writeFileSync(join(folder, 'half.ts'), "export { divide as halve } from '@keepdims/ndarray';");
    const packages = readdirSync(join(root, 'packages')).map((name) => `import '@keepdims/${name}';`);
    writeFileSync(
      join(folder, 'mine.ts'),
      `${packages.join('\n')}
      import { readFileSync } from 'node:fs';
      import * as np from '@keepdims/ndarray';
      import { readCsv } from '@keepdims/data';
      import { halve } from './half.js';
      const table = readCsv(readFileSync(new URL('data.csv', import.meta.url), 'utf8'));
      const x: np.NDArray<[number], 'float64'> = np.array(table.column('x').map(Number));
      console.log(String(halve(x, 2)), process.argv.slice(2).join(' '));`,
    );
    expect(run('mine.ts', 'a', '--b')).toEqual({ status: 0, stdout: '[0.5 1. ] a --b\n', stderr: '' });
  });

  test('its errors name its own lines', () => {
    const { status, stderr } = own(
      'wrong.ts',
      `import * as np from '@keepdims/ndarray';
type Matrix = np.NDArray<[number, number]>;

const a: Matrix = np.zeros([2, 3]);
np.matmul(a, np.zeros([4, 5]) as Matrix);
`,
    );
    expect(status).toBe(1);
    expect(stderr).toContain('inner sizes differ: a has shape [2, 3], b has shape [4, 5]');
    expect(stderr).toMatch(/wrong\.ts:5:/);
  });

  test('that is no TypeScript gets the line, once', () => {
    const { status, stderr } = own('broken.ts', 'const n = 1;\nconst = 2;\n');
    expect(status).toBe(1);
    expect(stderr).toContain('broken.ts:2:6');
    expect(stderr).not.toContain('at ');
  });

  test('says itself how it ends', () => {
    expect(own('ends.ts', 'process.exitCode = 3;').status).toBe(3);
  });
});

describe('a name', () => {
  test('is a path from where you are, from the repository, or an example, with .ts or without', () => {
    const places = { root, userFolder: folder };
    const topK = join(root, 'examples', 'arrays', 'topK.ts');
    for (const word of ['arrays/topK', 'arrays/topK.ts', 'examples/arrays/topK.ts', topK]) {
      expect(findExample(word, places)).toBe(topK);
    }
    writeFileSync(join(folder, 'here.ts'), '');
    expect(findExample('here', places)).toBe(join(folder, 'here.ts'));
    expect(findExample('arrays', places)).toBeUndefined();
  });

  test('that is none is answered by the list of examples', () => {
    const { status, stdout, stderr } = run('iris');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^There is no file iris, and no example of that name\. Name a TypeScript file of yours, or one of\n/,
    );
    for (const line of stderr.trimEnd().split('\n').slice(1))
      expect(line).toMatch(/^ {2}(arrays|networks)\/\w+ +[A-Z]/);
    expect(run().stderr).toMatch(/^Which program\? /);
  });
});
