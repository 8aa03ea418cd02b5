/** The pages that teach: their programs compile under `strict` and print what they say. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { compileErrors } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const docs = new URL('../../../docs/', import.meta.url);
const folder = new URL('pages.generated/', import.meta.url);
const inFolder = (name: string): string => fileURLToPath(new URL(name, folder));

/** A block that begins with imports begins a program; the others go on with it. */
function programs(text: string): { title: string; code: string }[] {
  const found: { title: string; code: string }[] = [];
  for (const section of text.split(/^(?=## )/m)) {
    const [title = ''] = section.split('\n');
    for (const [, block = ''] of section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
      const last = found.at(-1);
      if (last === undefined || block.startsWith('import ')) found.push({ title, code: block });
      else last.code += block;
    }
  }
  return found;
}

/** What a page calls its headings in links. */
const anchor = (heading: string): string =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');

// The reader's file lies beside the program.
beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const houses = readFileSync(new URL('../packages/datasets/data/sacramento.csv.gz', docs));
  writeFileSync(inFolder('houses.csv'), gunzipSync(houses));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['course.md', 'getting-started.md'])('docs/%s', (page) => {
  const text = readFileSync(new URL(page, docs), 'utf8');

  it.each(programs(text).map((program, i) => ({ ...program, n: `${i + 1}` })))(
    '$title, program $n',
    async ({ code, n }) => {
      expect(compileErrors(code)).toEqual([]);
      const printed: string[] = [];
      const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
        printed.push(format(...values));
      });
      const file = inFolder(`${page}${n}.ts`);
      writeFileSync(file, code);
      try {
        await import(/* @vite-ignore */ file);
      } finally {
        log.mockRestore();
      }
      const stated = [...code.matchAll(/\/\/ prints (.*)$/gm)].map(([, line]) => line);
      expect(stated.length).toBeGreaterThan(0);
      expect(printed).toEqual(stated);
    },
  );
});

describe.each([
  'docs/command-line',
  'docs/course',
  'docs/errors',
  'docs/getting-started',
  'README',
  'examples/README',
  'examples/studies/README',
])('%s.md', (name) => {
  const page = new URL(`../${name}.md`, docs);
  const text = readFileSync(page, 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, path = '', at]) => ({
    path,
    at,
  }));

  it('has links', () => {
    expect(links.length).toBeGreaterThan(2);
  });

  it.each(links)('links to what is there: $path $at', ({ path, at }) => {
    const target = path === '' ? page : new URL(path, page);
    expect(existsSync(target)).toBe(true);
    if (at === undefined) return;
    const headings = readFileSync(target, 'utf8').match(/^#+ .*$/gm) ?? [];
    expect(headings.map(anchor)).toContain(at);
  });
});
