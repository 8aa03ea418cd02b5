import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dependenciesHash, installProblem } from './install.mjs';
import { nodeProblem } from './nodeProblem.mjs';
import { programOnPath, runQuietly } from './process.mjs';
import { closingLine, resultOf, table } from './results.mjs';
import { taskOutcomes } from './turbo.mjs';

describe('nodeProblem', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('%s is new enough', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  test.each(['20.18.3', '19.9.0', '18.20.0', '8.17.0', '0.10.48'])('%s is too old', (version) => {
    expect(nodeProblem(version)).toBe(
      `keepdims needs node 20.19 or newer, but this is node ${version}; get a newer one from https://nodejs.org.`,
    );
  });
});

describe('dependenciesHash', () => {
  let root;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    for (const kind of ['apps', 'packages', 'tooling']) mkdirSync(join(root, kind, 'a'), { recursive: true });
    for (const path of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) writeFileSync(join(root, path), 'one');
    for (const path of ['package.json', 'packages/a/package.json']) writeFileSync(join(root, path), '{}');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test('stays while nothing that decides on dependencies changes', () => {
    const before = dependenciesHash(root);
    writeFileSync(join(root, 'packages/a/index.ts'), '');
    expect(dependenciesHash(root)).toBe(before);
  });

  test.each([
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'packages/a/package.json',
    'apps/a/package.json',
  ])('changes with %s', (path) => {
    const before = dependenciesHash(root);
    writeFileSync(join(root, path), '{ "changed": true }');
    expect(dependenciesHash(root)).not.toBe(before);
  });
});

describe('installProblem', () => {
  test('a registry out of reach is one sentence', () => {
    const output =
      ' ERR_PNPM_META_FETCH_FAIL  GET http://x/vite: request failed, reason: getaddrinfo ENOTFOUND x\n    at stack';
    expect(installProblem(output)).toBe(
      "The package registry can't be reached (ENOTFOUND), and not all dependencies are installed: go online and run the same " +
        'command again; once installed, everything works offline.',
    );
  });

  test('a stale lockfile says how to refresh it', () => {
    expect(installProblem(' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"')).toBe(
      'A package.json and pnpm-lock.yaml disagree: run `npx pnpm install` and commit both.',
    );
  });

  test('a node_modules that pnpm would have to delete is left to the user', () => {
    expect(installProblem(' ERR_PNPM_ABORTED_REMOVE_MODULES_DIR_NO_TTY  Aborted removal of modules directory')).toBe(
      'node_modules was installed by another user or tool: delete it and run the same command again.',
    );
  });

  test('anything else points to the log', () => {
    expect(installProblem('ENOSPC')).toBe('Installing the dependencies failed; what the installer said is above.');
  });
});

describe('runQuietly', () => {
  test('collects both outputs, hands lines on and passes the exit code', async () => {
    const lines = [];
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output } = await runQuietly(process.execPath, ['-e', script], { onLine: (line) => lines.push(line) });
    expect(code).toBe(3);
    expect(output).toContain('out\n');
    expect(output).toContain('err\n');
    expect(lines.sort()).toEqual(['err', 'out']);
  });

  test('a program that is not there fails with 127', async () => {
    const { code, output } = await runQuietly('keepdims-no-such-program', [], {});
    expect(code).toBe(127);
    expect(output).toContain('keepdims-no-such-program');
  });
});

describe('programOnPath', () => {
  test('is the first of the names that a folder of the path has', () => {
    const folder = dirname(process.execPath);
    expect(programOnPath(['keepdims-no-such-program', 'node'], `/keepdims-nowhere${delimiter}${folder}`)).toBe(
      join(folder, 'node'),
    );
    expect(programOnPath(['keepdims-no-such-program'], folder)).toBe('');
    expect(programOnPath(['node'], '')).toBe('');
  });
});

describe('taskOutcomes', () => {
  const task = (command, cache, execution) => ({
    package: '@keepdims/a',
    task: 'test',
    logFile: 'packages/a/.turbo/turbo-test.log',
    command,
    cache: { status: cache },
    ...(execution === undefined ? {} : { execution }),
  });

  test('tells ran, replayed, failed and skipped apart, and leaves out tasks without a script', () => {
    const tasks = [
      task('vitest', 'MISS', { exitCode: 0 }),
      task('vitest', 'HIT', { exitCode: 0 }),
      task('vitest', 'MISS', { exitCode: 1 }),
      task('vitest', 'MISS'),
      task('<NONEXISTENT>', 'MISS'),
    ];
    expect(taskOutcomes({ tasks }).map(({ outcome }) => outcome)).toEqual(['ran', 'replayed', 'failed', 'skipped']);
    expect(taskOutcomes({ tasks })[0]).toMatchObject({
      package: '@keepdims/a',
      task: 'test',
      log: 'packages/a/.turbo/turbo-test.log',
    });
  });
});

describe('resultOf', () => {
  const manifest = { name: '@keepdims/a', scripts: { build: 'x', lint: 'x', test: 'x' } };
  const tasks = (outcomes) =>
    Object.entries({ build: 'ran', lint: 'replayed', test: 'ran', ...outcomes }).map(([task, outcome]) => ({
      task,
      outcome,
    }));
  const report = (passed, failed = 0, pending = 0, todo = 0) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
  });

  test('sums the report', () => {
    expect(resultOf(manifest, tasks({}), report(5, 0, 2, 1), true)).toEqual({
      name: '@keepdims/a',
      passed: 5,
      failed: 0,
      skipped: 3,
      problems: [],
    });
  });

  test('failed tests count once each, and the failed task not again', () => {
    expect(resultOf(manifest, tasks({ test: 'failed' }), report(5, 2), true)).toMatchObject({
      failed: 2,
      problems: [],
    });
  });

  test.each([
    ['a failing task counts', { lint: 'failed' }, report(5), true, ['lint failed']],
    [
      'so does one that was not run',
      { test: 'skipped', build: 'failed' },
      undefined,
      true,
      ['build failed', 'test was not run'],
    ],
    [
      'a suite that cannot be loaded has no failed test, but fails',
      { test: 'failed' },
      report(5),
      true,
      ['test failed'],
    ],
    ['a missing report', {}, undefined, true, ['its tests left no report']],
    ['an empty report', {}, report(0), true, ['its tests ran none']],
  ])('%s', (_, outcomes, given, hasTests, problems) => {
    expect(resultOf(manifest, tasks(outcomes), given, hasTests)).toMatchObject({ failed: problems.length, problems });
  });

  test('tests and tasks that turbo knew nothing of count as failures', () => {
    expect(resultOf(manifest, [], undefined, true).problems).toEqual([
      'has tests, but they were not run',
      'build was not run',
      'lint was not run',
    ]);
    expect(resultOf({ name: 'b', scripts: {} }, [], undefined, false)).toMatchObject({ failed: 0, problems: [] });
  });
});

describe('what is printed at the end', () => {
  const results = [
    { name: 'long-name', passed: 10, failed: 1, skipped: 0, problems: ['lint failed'] },
    { name: 'b', passed: 3, failed: 0, skipped: 0, problems: [] },
  ];

  test('a table', () => {
    expect(table(results)).toBe(
      [
        'package    passed  failed skipped',
        'long-name      10       1       0  lint failed',
        'b               3       0       0',
      ].join('\n'),
    );
  });

  test('the closing line', () => {
    expect(closingLine(results)).toEqual({ failed: 1, text: '13 passed, 1 failed' });
    expect(closingLine([{ passed: 1, failed: 0, skipped: 2 }])).toEqual({
      failed: 0,
      text: '1 passed, 0 failed, 2 skipped',
    });
  });
});

test('an unknown command of the bootstrap is one sentence and exit code 1', () => {
  const main = join(dirname(fileURLToPath(import.meta.url)), 'main.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, 'strat'], { encoding: 'utf8' });
  expect({ status, stderr, stdout }).toEqual({
    status: 1,
    stderr: '"strat" is not a command of the bootstrap: use start, bench, playground, study, example, test.\n',
    stdout: '',
  });
});
