import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { compileErrors } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const command = join(root, 'apps/cli/dist/main.js');

/** What the command prints on stdout; CI may force colours, which README doesn't show. */
const run = (words: string[], cwd = root): string =>
  execFileSync(process.execPath, [command, ...words], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: 'pipe',
  });

/** The fenced blocks of a language, in order. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

const [example = '', mistakes = ''] = blocks('ts');

describe('the example', () => {
  it('compiles, and is no longer than 20 lines of code', () => {
    expect(compileErrors(example)).toEqual([]);
    const lines = example.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('import'));
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  it('prints what it says', async () => {
    const path = fileURLToPath(new URL('./readmeExample.generated.ts', import.meta.url));
    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed.push(format(...values));
    });
    writeFileSync(path, example);
    try {
      await import(/* @vite-ignore */ path);
    } finally {
      log.mockRestore();
      rmSync(path);
    }
    const stated = [...example.matchAll(/\/\/ prints (.*)$/gm)].map(([, text]) => text);
    expect(stated.length).toBeGreaterThan(0);
    expect(printed).toEqual(stated);
  });
});

describe('the mistakes', () => {
  const lines = mistakes.trim().split('\n');

  it.each(lines)('%s', (line) => {
    const [, code = '', message = ''] = /^(.*;) \/\/ error: (.*)$/.exec(line) ?? [];
    const before = example.split('\n').filter((text) => !text.startsWith('console.log'));
    const errors = compileErrors(`${before.join('\n')}\n${code}`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`'"${message}"'`);
  });
});

describe('the commands', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const houses = gunzipSync(readFileSync(join(root, 'packages/datasets/data/sacramento.csv.gz')));
    writeFileSync(join(folder, 'houses.csv'), houses);
    copyFileSync(join(folder, 'houses.csv'), join(folder, 'new.csv'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const stated = blocks('sh')
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('npm start -- '));

  it.each(stated)('%s', (line) => {
    const words = line
      .replace('npm start -- ', '')
      .replace(/ > .*$/, '')
      .split(' ');
    const output = run(words, folder);
    const [, file] = /--out (\S+)/.exec(line) ?? [];
    if (file === undefined) expect(output).not.toBe('');
    else expect(existsSync(join(folder, file))).toBe(true);
  });

  it('are three', () => {
    expect(stated).toHaveLength(3);
  });
});

it('the recorded output is what the demo prints', () => {
  const [recorded = ''] = blocks('text');
  expect(run(['demo'])).toContain(recorded);
});
