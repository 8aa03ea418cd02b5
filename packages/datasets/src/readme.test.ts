/** What the README shows compiles as it stands, in a file under strict. */
import { readFileSync } from 'node:fs';
import { compileErrors } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

it.each(blocks.map((code, i) => [i + 1, code] as const))('block %i', (_, code) => {
  expect(compileErrors(code)).toEqual([]);
  // Without its semicolon such a line would go on with the next one.
  expect(code.replace(/ \/\/ .*$/gm, '')).not.toMatch(/[^;,{([\n]\n+[([]/);
});

it('has blocks', () => {
  expect(blocks.length).toBeGreaterThan(0);
});
