/** The READMEs of the packages, which npm shows: each line `code // value` of their code is run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseBlock, runStatement } from './statements.js';

const folder = fileURLToPath(new URL('../../../packages/', import.meta.url));

describe.each(['training'])('packages/%s/README.md', (name) => {
  const text = readFileSync(`${folder}${name}/README.md`, 'utf8');
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => parseBlock(code));
  const statements = blocks.flatMap((block) => block.statements.map((statement) => ({ block, ...statement })));

  it('imports the package and states something', () => {
    expect(blocks[0]?.imports.map(([, , , from]) => from)).toContain(`@keepdims/${name}`);
    expect(statements.length).toBeGreaterThan(0);
  });

  it.each(statements)('$code', async ({ block, ...statement }) => {
    const { got, says } = await runStatement(name, block, statement);
    expect(got).toEqual(says);
  });
});
