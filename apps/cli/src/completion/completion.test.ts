/** The shells' scripts offer what the command line has; bash is asked itself, the others where they are. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../data/bundled.js';
import { exportNames } from '../export/exportFormats.js';
import { hiddenActivations, scheduleChoices } from '../model/trainConfig.js';
import { makeProgram } from '../program.js';
import { colorsFor } from '../render/colors.js';
import type { Terminal } from '../terminal.js';
import { describeProgram } from './describeProgram.js';

const program = makeProgram(quiet(() => undefined));
const described = describeProgram(program);

function quiet(out: (text: string) => void): Terminal {
  const colors = colorsFor(false, {});
  return { out, err: () => undefined, outColors: colors, errColors: colors, animated: false, env: {} };
}

async function scriptFor(shell: string): Promise<string> {
  let script = '';
  await makeProgram(quiet((text) => (script += text))).parseAsync(['completion', shell], { from: 'user' });
  return script;
}

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-completion-'));
  for (const name of ['houses', 'houses-2', 'iris']) mkdirSync(join(folder, 'runs', name), { recursive: true });
  for (const name of ['new rows.csv', 'newer.csv', 'digits.npz']) writeFileSync(join(folder, name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('all commands are described, with the words that their options know', () => {
  const names = program.commands.map((command) => command.name());
  expect(described.commands.map(({ name }) => name)).toEqual([...names, 'help']);
  const options = (name: string): Record<string, unknown> =>
    Object.fromEntries(
      described.commands
        .find((command) => command.name === name)
        ?.options.map((option) => [option.names.join(), option.value]) ?? [],
    );
  const words = (list: readonly string[]): object => ({ words: list, paths: 'none' });
  expect(options('train')).toMatchObject({
    '--activation': words(hiddenActivations),
    '--schedule': words(scheduleChoices),
    '--epochs': words([]),
    '--out': { words: [], paths: 'folders' },
    '--json': undefined,
    '--help,-h': undefined,
  });
  expect(options('export')).toMatchObject({ '--to': words(exportNames), '--out': { words: [], paths: 'files' } });
  expect(described.commands.find(({ name }) => name === 'predict')?.places).toEqual([
    { name: 'run', words: [], paths: 'folders' },
    { name: 'data', words: Object.keys(bundled), paths: 'files' },
  ]);
});

test('there are three shells', async () => {
  await expect(scriptFor('tcsh')).rejects.toThrow('There is no completion for tcsh; there is one for bash, zsh, fish.');
});

describe.skipIf(!has('bash'))('bash', () => {
  let script = '';
  beforeAll(async () => {
    script = await scriptFor('bash');
    writeFileSync(join(folder, '.completion.bash'), script);
  });

  /** What is offered for the last of the words. */
  function offered(...words: readonly string[]): string[] {
    const ask = `source ./.completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keepdims; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', ask, 'bash', 'keepdims', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  }

  test('commands and options', () => {
    expect(offered('')).toEqual([
      ...described.commands.map(({ name }) => name),
      ...['--version', '-V', '--help', '-h'],
    ]);
    expect(offered('ex')).toEqual(['explain', 'export']);
    const { options = [] } = described.commands.find(({ name }) => name === 'train') ?? {};
    const long = options.flatMap(({ names }) => names).filter((name) => name.startsWith('--'));
    expect(long.length).toBeGreaterThan(30);
    expect(offered('train', '--')).toEqual(long);
    expect(offered('train', 'houses.csv', '--early')).toEqual(['--early-stopping']);
    expect(offered('help', 'exp')).toEqual(['explain', 'export']);
  });

  test('values of options, also behind =', () => {
    expect(offered('export', 'runs/houses', '--to', '')).toEqual(exportNames);
    expect(offered('train', '--activation', 't')).toEqual(['tanh']);
    expect(offered('train', '--activation', '=', 'ta')).toEqual(['tanh']);
    expect(offered('train', '--activation', '=')).toEqual(hiddenActivations);
    expect(offered('train', '--epochs', '')).toEqual([]);
    expect(offered('export', 'runs/houses', '--out', 'new').sort()).toEqual(['new rows.csv', 'newer.csv']);
  });

  test('runs, files and bundled sets, by their place', () => {
    expect(offered('predict', '').sort()).toEqual(['runs', 'runs/houses', 'runs/houses-2', 'runs/iris']);
    expect(offered('predict', 'hou').sort()).toEqual(['runs/houses', 'runs/houses-2']);
    expect(offered('predict', 'runs/i')).toEqual(['runs/iris']);
    expect(offered('predict', 'runs/iris', 'ne').sort()).toEqual(['new rows.csv', 'newer.csv']);
    expect(offered('predict', '--out', 'x', 'runs/iris', 'di').sort()).toEqual(['digits', 'digits.npz']);
    expect(offered('predict', '--out', '=', 'x', 'runs/iris', 'di').sort()).toEqual(['digits', 'digits.npz']);
    expect(offered('predict', 'runs/iris', 'newer.csv', '')).toEqual([]);
    expect(offered('runs', 'runs/iris', 'runs/houses', 'runs/houses-').sort()).toEqual(['runs/houses-2']);
    expect(offered('datasets', 'p')).toEqual(['penguins']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });
});

describe('zsh', () => {
  test('the script has every option of every command', async () => {
    const script = await scriptFor('zsh');
    expect(script).toMatch(/^#compdef keepdims\n/);
    for (const { name, options } of described.commands) {
      const [, branch = ''] = new RegExp(`\\n {8}${name}\\)\\n([^]*?)\\n {10};;`).exec(script) ?? [];
      for (const option of options) for (const one of option.names) expect(branch, name).toContain(`'${one}[`);
    }
    expect(script).toContain(`'--to[${exportNames.join(', ')}]:format:(${exportNames.join(' ')})'`);
  });

  test.skipIf(!has('zsh'))('zsh reads it', async () => {
    const { status, stderr } = spawnSync('zsh', ['-f', '-n'], { input: await scriptFor('zsh'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('fish', () => {
  test('the script has every option of every command', async () => {
    const lines = (await scriptFor('fish')).split('\n');
    for (const { name, options } of described.commands) {
      const own = lines.filter((line) => line.includes(`__fish_seen_subcommand_from ${name}'`)).join('\n');
      for (const { names } of options) expect(own).toContain(`-l ${(names[0] ?? '').slice(2)} `);
      expect(lines.some((line) => line.includes(`-n __fish_use_subcommand -a ${name} -d '`))).toBe(true);
    }
    expect(lines).toContain(
      `complete -c keepdims -n '__fish_seen_subcommand_from export' -l to -d '${exportNames.join(', ')}' -x -a '${exportNames.join(' ')}'`,
    );
  });

  test.skipIf(!has('fish'))('fish reads it', async () => {
    const file = join(folder, '.completion.fish');
    writeFileSync(file, await scriptFor('fish'));
    const { status, stderr } = spawnSync('fish', ['--no-execute', file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
