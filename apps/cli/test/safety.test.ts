/** A disk that takes no more: imitated by a limit on the size of files, which every system can set for a process. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { housesCsv, keepdims, main, temporaryFolder, write } from './keepdims.js';
import type { Ended } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  write(folder.path, 'houses.csv', housesCsv());
});
afterEach(() => folder.remove());

const training = ['train', 'houses.csv', '--target', 'price', '--hidden', '64,64', '--batch', 'full'];

/** Run `keepdims` where no file can grow beyond some 50 kB; the network's checkpoints need more. */
function limited(...words: readonly string[]): Ended {
  const command = 'ulimit -f 100 && exec "$@"';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command, 'sh', process.execPath, main, ...words], {
    cwd: folder.path,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What is not a line of progress. */
const messages = (err: string): readonly string[] => err.split('\n').filter((line) => /^\w/.test(line));

const contents = (run: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(folder.path, run), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, sha256(readFileSync(join(parentPath, name)))]),
  );

test('a training that can save nothing leaves nothing behind', () => {
  const { code, err } = limited(...training, '--epochs', '3', '--checkpoint-every', '0', '--out', 'run');
  expect({ code, messages: messages(err) }).toEqual({
    code: 2,
    messages: [
      'Cannot write run/checkpoints/last.safetensors: files here may not be as large; choose another place. Nothing was saved.',
    ],
  });
  expect(readdirSync(folder.path)).toEqual(['houses.csv']);
});

test('a run that can save no more stays as it was, and goes on to the same bits once there is room', () => {
  expect(keepdims(folder.path, [...training, '--epochs', '6', '--out', 'whole']).code).toBe(0);
  expect(keepdims(folder.path, [...training, '--epochs', '4', '--out', 'run']).code).toBe(0);
  const { 'config.json': _, ...before } = contents('run'); // which tells the epochs that are now wanted
  const { code, err } = limited('train', '--resume', 'run', '--epochs', '6', '--checkpoint-every', '0');
  expect({ code, messages: messages(err) }).toEqual({
    code: 2,
    messages: [
      'Cannot write run/checkpoints/last.safetensors: files here may not be as large; choose another place. ' +
        'The checkpoint before it is unharmed: go on with keepdims train --resume run',
    ],
  });
  expect(contents('run')).toMatchObject(before);
  expect(keepdims(folder.path, ['predict', 'run', 'houses.csv']).code).toBe(0);

  expect(keepdims(folder.path, ['train', '--resume', 'run', '--epochs', '6']).code).toBe(0);
  expect(contents('run')).toEqual(contents('whole'));
});
