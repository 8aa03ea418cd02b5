import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One statement of an `@example`: code, and what it says it gives. */
export interface DocExample {
  /** `file:line` of the example. */
  readonly where: string;
  /** The lines of the example so far that state nothing. */
  readonly before: string;
  readonly code: string;
  readonly says: string;
}

/**
 * The examples in the doc comments of a folder of sources: each line of the form `code // value`.
 *
 * An `@example` without such a line is an error: an example that states nothing can't be run as a test.
 *
 * @param folder - Searched with its subfolders; tests and declarations are left out.
 */
export function docExamples(folder: string): DocExample[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.test|\.test-d|\.d)\.ts$/.test(path))
    .sort();
  return files.flatMap((path) => examplesOf(path, readFileSync(join(folder, path), 'utf8')));
}

function examplesOf(path: string, source: string): DocExample[] {
  const examples: DocExample[] = [];
  for (const comment of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const lines = comment[0].split('\n').map((line) => line.replace(/^\s*\/?\*+\/?\s?/, '').replace(/\s*\*\/$/, ''));
    const firstLine = source.slice(0, comment.index).split('\n').length;
    let inside = false;
    let stated = 0;
    let start = 0;
    let before = '';
    const close = () => {
      if (inside && stated === 0)
        throw new Error(`${path}:${firstLine + start}: this @example states no value (code // value)`);
      inside = false;
    };
    lines.forEach((line, i) => {
      let text = line;
      if (/^@\w+/.test(text)) {
        close();
        if (!text.startsWith('@example')) return;
        inside = true;
        stated = 0;
        start = i;
        before = '';
        text = text.replace(/^@example\s*/, '');
      }
      const at = text.lastIndexOf(' // ');
      if (inside && at >= 0) {
        stated += 1;
        const where = `${path}:${firstLine + i}`;
        examples.push({ where, before, code: text.slice(0, at).trim(), says: text.slice(at + 4).trim() });
      } else if (inside) {
        before += `${text}\n`;
      }
    });
    close();
  }
  return examples;
}

/**
 * Run one example and what it states.
 *
 * @param scope - The names that the code may use: usually the package's exports.
 * @returns Both values, to be compared by the test; arrays as nested plain ones. Statements before the last `;` run first.
 */
export function runDocExample(example: DocExample, scope: Record<string, unknown>): { got: unknown; says: unknown } {
  const code = example.code.replace(/;$/, '');
  const cut = code.lastIndexOf(';');
  const statements = example.before + (cut < 0 ? '' : code.slice(0, cut + 1));
  const expression = cut < 0 ? code : code.slice(cut + 1);
  return {
    got: plain(evaluate(statements, expression, scope, example)),
    says: plain(evaluate('', example.says, scope, example)),
  };
}

/** An NDArray as nested plain arrays. */
function plain(value: unknown): unknown {
  const isArray =
    typeof value === 'object' && value !== null && 'toArray' in value && typeof value.toArray === 'function';
  return isArray ? (value as { toArray(): unknown }).toArray() : value;
}

function evaluate(
  statements: string,
  expression: string,
  scope: Record<string, unknown>,
  { where }: DocExample,
): unknown {
  try {
    // eslint-disable-next-line no-new-func, @typescript-eslint/no-implied-eval -- examples are this repository's own comments, run by its own tests
    const run = new Function(...Object.keys(scope), `'use strict'; ${statements} return (${expression});`) as (
      ...values: unknown[]
    ) => unknown;
    return run(...Object.values(scope));
  } catch (error) {
    throw new Error(`${where}: ${statements}${expression}: ${String(error)}`, { cause: error });
  }
}
