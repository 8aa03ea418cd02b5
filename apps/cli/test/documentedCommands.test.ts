/**
 * Every command line in the help, the README files and docs runs, in the order in which a reader comes to it, on small files of the names
 * that are in it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from '../src/errors.js';
import { makeProgram } from '../src/program.js';
import { colorsFor } from '../src/render/colors.js';
import type { Terminal } from '../src/terminal.js';
import { commandsOfHelp, commandsOfMarkdown, filesOfMarkdown, helpTexts, wordsOf } from './commandLines.js';
import { writeDocumentedFiles } from './documentedFiles.js';
import { main, temporaryFolder, write } from './keepdims.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const documents = ['README.md', 'apps/cli/README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))]; // prettier-ignore

const folder = temporaryFolder();
const before = process.cwd();
const bin = join(folder.path, 'bin');

beforeAll(() => {
  mkdirSync(bin);
  write(bin, 'keepdims', `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(bin, 'keepdims'), 0o755);
});
afterAll(() => {
  process.chdir(before);
  folder.remove();
});

/** A folder of its own with the files that the documents speak of. */
async function enter(name: string): Promise<void> {
  const place = join(folder.path, name);
  mkdirSync(place);
  process.chdir(place);
  await writeDocumentedFiles();
}

const colors = colorsFor(false, {});
const ignore = (): void => undefined;
const silent: Terminal = { out: ignore, err: ignore, outColors: colors, errColors: colors, animated: false, env: {} };

/** Run one line, in this process if it is a command of its own. @returns What went wrong, with what was printed. */
async function run(line: string): Promise<string | undefined> {
  // Whose output goes to a shell that may not be there.
  const words = wordsOf(/keepdims completion \w+/.exec(line)?.[0] ?? line);
  if (words === undefined) {
    const env = { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
    const { status, stderr } = spawnSync('sh', ['-c', line], { env, encoding: 'utf8' });
    return status === 0 ? undefined : `ended with ${status}: ${stderr}`;
  }
  if (words[0] === 'curl') return serve(['serve', 'runs/houses'], (url) => ask(url, words));
  if (words[1] === 'serve' && !words.includes('--help')) return serve(words.slice(1));
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  try {
    await makeProgram({ ...silent, out: print, err: print }).parseAsync(words.slice(1), { from: 'user' });
    return undefined;
  } catch (error) {
    // --help and --version end like this.
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    return `${error instanceof Error ? error.message : String(error)}\n${printed}`;
  }
}

/** Start a server, on a free port, and end it when it listens and has answered. */
async function serve(
  words: readonly string[],
  visit: (url: string) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<string | undefined> {
  const child = spawn(process.execPath, [main, ...words, '--port', '0']);
  let printed = '';
  let visited: Promise<string | undefined> | undefined;
  const listen = (text: Buffer): void => {
    printed += text.toString();
    const [url] = /http:\/\/[\w.]+:\d+/.exec(printed) ?? [];
    if (url === undefined || visited !== undefined) return;
    visited = visit(url).catch(String);
    void visited.then(() => child.kill('SIGTERM'));
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return code === 0 && visited !== undefined ? await visited : `ended with ${String(code)}: ${printed}`;
}

/** What a `curl` of the documents does: `curl localhost:8080/path -H header -d body`. */
async function ask(url: string, [, address = '', ...options]: readonly string[]): Promise<string | undefined> {
  const after = (option: string): string | undefined => options[options.indexOf(option) + 1];
  const isPost = options.includes('-d');
  const [name = '', value = ''] = isPost ? (after('-H')?.split(': ') ?? []) : [];
  const request = isPost ? { method: 'POST', headers: { [name]: value }, body: after('-d') ?? '' } : {};
  const answer = await fetch(address.replace('localhost:8080', url), request);
  return answer.ok ? undefined : `answered ${answer.status}: ${await answer.text()}`;
}

async function runAll(lines: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const line of lines) {
    const problem = await run(line);
    if (problem !== undefined) wrong.push(`${line}\n  ${problem}`);
  }
  return wrong;
}

test('the help', async () => {
  const texts = helpTexts(makeProgram(silent));
  for (const line of texts.join('').split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  const lines = commandsOfHelp(texts);
  expect(lines.length).toBeGreaterThan(25);
  await enter('help');
  expect(await runAll(lines)).toEqual([]);
}, 120_000);

test.each(documents)('%s', async (name) => {
  const text = readFileSync(join(root, name), 'utf8');
  const lines = commandsOfMarkdown(text);
  if (lines.length === 0) return;
  await enter(name.replaceAll(/\W/g, '-'));
  for (const [content = '', file = ''] of filesOfMarkdown(text)) writeFileSync(file, content);
  expect(await runAll(lines)).toEqual([]);
}, 120_000); // prettier-ignore

test('the reference names every command, option, exit code and type of JSON line', () => {
  const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8');
  const { commands } = makeProgram(silent);
  const shown = commands.flatMap((command) => command.options.filter(({ hidden }) => !hidden));
  const options = shown.map(({ long }) => long ?? '');
  const names = commands.map((command) => command.name());
  expect(names).toContain('train');
  const inCode = (text: string): boolean => new RegExp(`[\`\\s]${text}(?![\\w-])`).test(page);
  expect([...names, ...new Set(options)].filter((name) => !inCode(name))).toEqual([]);
  const sources = readdirSync(join(root, 'apps/cli/src'), { recursive: true }).map(String);
  const types = sources
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(root, 'apps/cli/src', name), 'utf8').matchAll(/jsonLine\(\s*'(\w+)'/g)])
    .map(([, type = '']) => type);
  expect(types).toContain('epoch');
  expect([...new Set(types)].filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
  for (const code of [0, ...Object.values(exitCodes)]) expect(page).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
});

test('command lines are found, joined and divided into words', () => {
  const text = 'Say `keepdims runs` or `keepdims runs old` or `keepdims evaluate RUN DATA`.\n\n```sh\nnpm start -- train a.csv \\\n  --target b   # three\nls\ncat a | keepdims predict r -\n```\n';
  expect(commandsOfMarkdown(text)).toEqual(['keepdims train a.csv --target b', 'cat a | keepdims predict r -', 'keepdims runs old']);
  expect(wordsOf("keepdims explain runs/a 'a b'=\"c d\" x")).toEqual(['keepdims', 'explain', 'runs/a', 'a b=c d', 'x']);
  expect(wordsOf('keepdims runs > list.txt')).toBeUndefined();
}); // prettier-ignore
