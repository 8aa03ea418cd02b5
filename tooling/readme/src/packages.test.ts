/** The READMEs of the packages, which npm shows: their code compiles as it stands under strict, and each line `code // value` is run. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { parseBlock, runStatement } from './statements.js';

const folder = fileURLToPath(new URL('../../../packages/', import.meta.url));

describe.each(readdirSync(folder))('packages/%s/README.md', (name) => {
  const text = readFileSync(`${folder}${name}/README.md`, 'utf8');
  const codes = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  const blocks = codes.map(parseBlock);
  const statements = blocks.flatMap((block) => block.statements.map((statement) => ({ block, ...statement })));

  it('imports the package and states something', () => {
    expect(blocks[0]?.imports.map(([, , , from]) => from)).toContain(`@keepdims/${name}`);
    expect(statements.length).toBeGreaterThan(0);
  });

  it.each(codes.map((code, i) => [i + 1, code] as const))('block %i compiles', (_, code) => {
    expect(compileErrors(code)).toEqual([]);
    // Without its semicolon such a line would go on with the next one.
    expect(code.replace(/ \/\/ .*$/gm, '')).not.toMatch(/[^;,{([\n]\n+[([]/);
  });

  it.each(statements)('$code', async ({ block, ...statement }) => {
    const { got, says } = await runStatement(name, block, statement);
    expect(got).toEqual(says);
  });
});
