/** The READMEs of the packages, which npm shows: each line `code // value` of their code is run. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runDocExample } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../packages/', import.meta.url));

interface Statement {
  readonly before: string;
  readonly code: string;
  readonly says: string;
}

/** What a block imports, and its statements with what they state. */
function parse(block: string): { imports: RegExpMatchArray[]; statements: Statement[] } {
  const imports = [...block.matchAll(/^import (?:\* as (\w+)|\{ (.*) \}) from '(.*)';$/gm)];
  const statements: Statement[] = [];
  let before = '';
  for (const line of block.split('\n').filter((text) => text !== '' && !text.startsWith('import '))) {
    const [code = '', says] = line.split(/ \/\/ (?!the )/);
    if (says === undefined) before += `${code}\n`;
    else statements.push({ before, code, says });
  }
  return { imports, statements };
}

describe.each(readdirSync(folder))('packages/%s/README.md', (name) => {
  const text = readFileSync(`${folder}${name}/README.md`, 'utf8');
  const { imports, statements } = parse(/```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '');

  it('imports the package and states something', () => {
    expect(imports.map(([, , , from]) => from)).toContain(`@keepdims/${name}`);
    expect(statements.length).toBeGreaterThan(0);
  });

  it.each(statements)('$code', async ({ before, code, says }) => {
    const scope: Record<string, unknown> = {};
    for (const [, namespace, names = '', from = ''] of imports) {
      const module = (await import(/* @vite-ignore */ from)) as Record<string, unknown>; // what the package exports
      if (namespace !== undefined) scope[namespace] = module;
      else for (const one of names.split(', ')) scope[one] = module[one];
    }
    // `(await promise).rest`: the promise first, since an example is run as one synchronous function.
    const [whole, promise] = /^\(await (.*\))\)/.exec(code) ?? [];
    if (whole !== undefined && promise !== undefined) {
      const { got } = runDocExample({ where: name, before, code: promise, says }, scope);
      scope.awaited = await got;
    }
    const ran = runDocExample(
      { where: name, before, code: code.replace(whole ?? '', whole ? 'awaited' : ''), says },
      scope,
    );
    expect(ran.got).toEqual(ran.says);
  });
});
