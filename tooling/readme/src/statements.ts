import { runDocExample } from '@keepdims/tooling-testing';

/** A line of documentation that states a value, `code // value`, and what comes before it. */
export interface Statement {
  readonly before: string;
  readonly code: string;
  readonly says: string;
}

/** A block of code: what it imports, and its statements with what they state. */
export interface Block {
  readonly imports: readonly RegExpMatchArray[];
  readonly statements: readonly Statement[];
}

/** Read the text of a fenced block; comments that begin with "the" state nothing. */
export function parseBlock(block: string): Block {
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

/** Run one statement with the block's imports; gives both values, to be compared. */
export async function runStatement(
  where: string,
  { imports }: Block,
  { before, code, says }: Statement,
): Promise<{ got: unknown; says: unknown }> {
  const scope: Record<string, unknown> = {};
  for (const [, namespace, names = '', from = ''] of imports) {
    const module = (await import(/* @vite-ignore */ from)) as Record<string, unknown>; // what the package exports
    if (namespace !== undefined) scope[namespace] = module;
    else for (const one of names.split(', ')) scope[one] = module[one];
  }
  // `(await promise).rest`: the promise first, since an example is run as one synchronous function.
  const [whole, promise] = /^\(await (.*\))\)/.exec(code) ?? [];
  if (whole !== undefined && promise !== undefined) {
    const { got } = runDocExample({ where, before, code: promise, says }, scope);
    scope.awaited = await got;
  }
  return runDocExample({ where, before, code: code.replace(whole ?? '', whole ? 'awaited' : ''), says }, scope);
}
