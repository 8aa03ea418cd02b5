#!/usr/bin/env node
/**
 * Compare the library with NumPy on new random programs: node tooling/golden/differential.mjs [--seed 123] [--programs 10000]
 *
 * Needs python3 with NumPy 2.4 or later. Without a seed it takes one by the clock and prints it. Nothing in the repository changes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const { values } = parseArgs({ options: { seed: { type: 'string' }, programs: { type: 'string' } } });
const seed = values.seed ?? String(Date.now() % 1_000_000);

const folder = mkdtempSync(join(tmpdir(), 'differential-'));
const file = join(folder, 'programs.json.gz');

/** Runs a command to its end; its exit code. */
function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

const programs = values.programs === undefined ? [] : ['--programs', values.programs];
const made = ['-B', '-m', 'differential', '--seed', seed, '--output', file, ...programs];
const config = join(root, 'tooling', 'vitest', 'vitest.config.ts');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const compared = [
  vitest,
  'run',
  '--root',
  '.',
  '--config',
  config,
  '--reporter',
  'default',
  'src/differential.test.ts',
];

process.exitCode =
  run('python3', made, { cwd: here }) ||
  run(process.execPath, compared, {
    cwd: join(root, 'packages', 'ndarray'),
    env: { ...process.env, KEEPDIMS_DIFFERENTIAL: file },
  });
rmSync(folder, { recursive: true });
