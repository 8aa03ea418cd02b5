import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { housesCsv, keepdims, main, runFiles, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  write(folder.path, 'houses.csv', housesCsv());
});
afterEach(() => folder.remove());

// prettier-ignore
const training = [
  'train', 'houses.csv', '--target', 'price', '--hidden', '8', '--batch', '8', '--dropout', '0.1', '--batch-norm', '--l2', '0.001',
  '--schedule', 'cosineDecay', '--metrics', 'meanAbsoluteError', '--clip-norm', '3', '--early-stopping', '100000',
];
const files = [...runFiles, 'checkpoints/best.safetensors'];

const read = (run: string) =>
  Object.fromEntries(files.map((name) => [name, readFileSync(join(folder.path, run, name))]));

/** Start keepdims, send a signal once stderr has shown so many lines, one an epoch, and wait for its end. */
async function stopAfter(epochs: number, signal: 'SIGKILL' | 'SIGINT', words: readonly string[]) {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder.path,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let [err, seen] = ['', 0];
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString();
    const before = seen;
    seen += text.toString().split('\n').length - 1;
    if (before < epochs && seen >= epochs) child.kill(signal);
  });
  return new Promise<{ code: number | null; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, err }));
  });
}

test('killed at random moments and resumed, a training comes to the same bits as without a break', async () => {
  const epochs = 500;
  const words = [...training, '--epochs', String(epochs), '--checkpoint-every', '0.02', '--out', 'killed'];
  expect(keepdims(folder.path, [...training, '--epochs', String(epochs), '--out', 'whole']).code).toBe(0);
  const kills = Number(process.env.KEEPDIMS_KILLS ?? 3);
  let next = words;
  for (let i = 0; i < kills; i++) {
    await stopAfter(1 + Math.floor((Math.random() * epochs) / kills), 'SIGKILL', next);
    next = existsSync(join(folder.path, 'killed'))
      ? ['train', '--resume', 'killed', '--checkpoint-every', '0.02']
      : words;
  }
  expect(existsSync(join(folder.path, 'killed/model.json'))).toBe(false);
  const { code, err } = keepdims(folder.path, next);
  expect({ code, err: err.match(/^\w.*$/gm) }).toEqual({ code: 0, err: null });
  expect(read('killed')).toEqual(read('whole'));
  expect(readdirSync(join(folder.path, 'killed'), { recursive: true }).map(String).sort()).toEqual(
    [...files, 'checkpoints'].sort(),
  );
}, 120_000);

test('a training is extended, to the bits of one that was as long from the start', () => {
  const fixed = training.map((word) => (word === 'cosineDecay' ? 'cosineDecay:epochs=40' : word));
  expect(keepdims(folder.path, [...fixed, '--epochs', '30', '--out', 'whole']).code).toBe(0);
  expect(keepdims(folder.path, [...fixed, '--epochs', '20', '--out', 'longer']).code).toBe(0);
  const { code, out, err } = keepdims(folder.path, ['train', '--resume', 'longer', '--epochs', '30']);
  expect({ code, epochs: err.match(/epoch /g)?.length }).toEqual({ code: 0, epochs: 10 });
  expect(out).toContain('Saved in longer; predict with');
  expect(read('longer')).toEqual(read('whole'));
  const again = keepdims(folder.path, ['train', '--resume', 'longer']);
  expect(again).toMatchObject({ code: 0, out });
  expect(again.err).toContain('  longer has all of its 30 epochs; --epochs with a larger number makes it longer.\n');
  expect(read('longer')).toEqual(read('whole'));
});

test('Ctrl-C saves, ends with 130 and says how to go on', async () => {
  const words = [...training, '--epochs', '1000000'];
  const { code, err } = await stopAfter(5, 'SIGINT', words);
  expect(code).toBe(130);
  expect(err).toMatch(/\nInterrupted after \d+ of 1000000 epochs; go on with keepdims train --resume runs\/houses\n$/);
  expect(readdirSync(join(folder.path, 'runs/houses')).sort()).toEqual(['checkpoints', 'config.json']);
  expect(keepdims(folder.path, ['predict', 'runs/houses', 'houses.csv'])).toEqual({
    code: 2,
    out: '',
    err: 'runs/houses has no model yet, since its training was interrupted; go on with keepdims train --resume runs/houses\n',
  });
  const done = Number(/after (\d+) of/.exec(err)?.[1]);
  const resumed = keepdims(folder.path, ['train', '--resume', 'runs/houses', '--epochs', String(done + 3)]);
  expect(resumed.code).toBe(0);
  expect(resumed.err).toMatch(new RegExp(`  epoch +${done + 1}/${done + 3}  cost `)); // numbers are aligned
  expect(resumed.err).toContain('trained 3 epochs in');
  const whole = training.map((word) => (word === 'cosineDecay' ? 'cosineDecay:epochs=1000000' : word));
  expect(keepdims(folder.path, [...whole, '--epochs', String(done + 3), '--out', 'whole']).code).toBe(0);
  expect(read('runs/houses')).toEqual(read('whole'));
});

test('what stands in the way of going on', () => {
  expect(keepdims(folder.path, [...training, '--epochs', '3', '--out', 'run']).code).toBe(0);
  mkdirSync(join(folder.path, 'empty'));
  const before = read('run');
  const refused = (words: string) => {
    const { code, out, err } = keepdims(folder.path, ['train', ...words.split(' ')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(read('run')).toEqual(before);
    return err;
  };
  expect(refused('--resume nope')).toBe(
    'nope is not a run folder: it has no config.json; name one that keepdims train has begun, such as runs/houses.\n',
  );
  expect(refused('--resume empty')).toContain('empty is not a run folder: ');
  expect(readdirSync(join(folder.path, 'empty'))).toEqual([]);
  expect(refused('--resume run --lr 0.1 --hidden 8,4 --l2 0.001 --epochs 9')).toBe(
    'run was begun with other settings: --hidden was 8 and is 8,4; --lr was 0.003 and is 0.1; leave them out to go on, or begin anew without --resume.\n',
  );
  expect(refused('--resume run --class-weights balanced')).toBe(
    '--class-weights balanced: a regression has no classes; leave it out.\n',
  );
  expect(refused('--resume run --epochs 2')).toBe('--epochs 2: run has 3 epochs already; give a larger number.\n');
  expect(refused('--resume run --out other')).toBe(
    '--resume goes on with run as it was begun, so --out has no meaning beside it; leave it out.\n',
  );
  const lock = join('run', `training.${hostname()}.${process.pid}.lock`);
  write(folder.path, lock, '');
  expect(refused('--resume run --epochs 9')).toBe(
    `Process ${process.pid} is training in run; wait for its end, or, if that is no training of keepdims any more, delete ${lock}.\n`,
  );
  writeFileSync(join(folder.path, 'houses.csv'), housesCsv().replace('600', '601'));
  expect(spawnSync('rm', [join(folder.path, lock)]).status).toBe(0);
  expect(refused('--resume run --epochs 9')).toBe(
    'houses.csv is not what run was begun on: its SHA-256 has changed; give the same data, or begin anew without --resume.\n',
  );
  // The same data may have moved.
  write(folder.path, 'moved.csv', housesCsv());
  expect(keepdims(folder.path, ['train', 'moved.csv', '--resume', 'run', '--epochs', '4']).code).toBe(0);
  expect(JSON.parse(readFileSync(join(folder.path, 'run/config.json'), 'utf8')).data.source).toBe('houses.csv');
  const path = join(folder.path, 'run/checkpoints/last.safetensors');
  writeFileSync(path, readFileSync(path).subarray(0, -9));
  expect(keepdims(folder.path, ['train', 'moved.csv', '--resume', 'run', '--epochs', '5'])).toMatchObject({
    code: 2,
    err: 'run/checkpoints/last.safetensors is damaged or no checkpoint; restore it from a copy, or delete it to begin anew.\n',
  });
});

test.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
  'a checkpoint that the disk has no room for ends the training, and the one before it is unharmed',
  () => {
    const first = ['train', 'houses.csv', '--target', 'price', '--epochs', '2', '--out', 'run'];
    expect(keepdims(folder.path, first).code).toBe(0);
    const before = readFileSync(join(folder.path, 'run/checkpoints/last.safetensors'));
    // No file may be longer than that: a write beyond it fails as on a full disk.
    const limit = before.length - 1000;
    const resume = [process.execPath, main, 'train', '--resume', 'run', '--epochs', '9'];
    const { status, stderr } = spawnSync('prlimit', [`--fsize=${limit}`, ...resume], {
      cwd: folder.path,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^Cannot write run\/checkpoints\/last\.safetensors: .+\. The checkpoint before it is unharmed: go on with keepdims train --resume run$/,
    );
    expect(readFileSync(join(folder.path, 'run/checkpoints/last.safetensors'))).toEqual(before);
    expect(readdirSync(join(folder.path, 'run/checkpoints'))).toEqual(['last.safetensors']);
    expect(keepdims(folder.path, ['train', '--resume', 'run']).code).toBe(0);
  },
);
