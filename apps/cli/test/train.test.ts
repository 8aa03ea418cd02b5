import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundled } from '../src/data/bundled.js';
import { housesCsv, keepdims, main, runFiles, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
let houses: string;
beforeEach(() => {
  folder = temporaryFolder();
  houses = write(folder.path, 'houses.csv', housesCsv());
});
afterEach(() => folder.remove());

const training = ['train', 'houses.csv', '--target', 'price', '--hidden', '8', '--epochs', '150', '--lr', '0.02'];

test('train and predict: the network has learnt the prices', () => {
  const trained = keepdims(folder.path, training);
  expect(trained.code).toBe(0);
  expect(Number(/R² \(1 is perfect\) +([\d.]+)/.exec(trained.out)?.[1])).toBeGreaterThan(0.9);
  expect(trained.out).toContain('column "beds": 1 of 32 values are missing; they become the median');
  expect(trained.out).toContain('Saved in runs/houses; predict with\n  keepdims predict runs/houses NEW.csv\n');

  const lines = housesCsv().trimEnd().split('\n');
  const real = lines.slice(1).map((line) => Number(line.split(',')[3]));
  write(folder.path, 'new.csv', lines.map((line) => line.split(',').slice(0, 3).join(',')).join('\n'));
  const predicted = keepdims(folder.path, ['predict', 'runs/houses', 'new.csv']);
  expect(predicted).toMatchObject({ code: 0, err: '' });
  const [header, ...values] = predicted.out.trimEnd().split('\n');
  expect(header).toBe('price');
  expect(values).toHaveLength(40);
  const error = values.reduce((sum, value, i) => sum + Math.abs(Number(value) - (real[i] ?? NaN)), 0) / 40;
  expect(error).toBeLessThan(15_000);
});

test('the run folder says what was done and how it went', () => {
  expect(keepdims(folder.path, training).code).toBe(0);
  const run = join(folder.path, 'runs', 'houses');
  expect(readdirSync(join(folder.path, 'runs'))).toEqual(['houses']);
  expect(readdirSync(run, { recursive: true }).map(String).sort()).toEqual(
    ['MODEL_CARD.md', 'checkpoints', 'checkpoints/last.safetensors', 'config.json', 'metrics.jsonl', 'model.json', 'report.html', 'summary.json'], // prettier-ignore
  );
  const read = (name: string) => readFileSync(join(run, name), 'utf8');

  const config = JSON.parse(read('config.json'));
  expect(config).toMatchObject({
    schemaVersion: 1,
    target: 'price',
    task: 'regression',
    columns: ['sqft', 'beds', 'city'],
    hidden: [8],
    activation: 'relu',
    output: 'identity',
    outputActivation: 'identity',
    epochs: 150,
    batch: 'full',
    lr: 0.02,
    optimizer: 'adam',
    seed: 1,
    validation: 0.2,
    data: {
      source: 'houses.csv',
      rows: 40,
      sha256: createHash('sha256').update(readFileSync(houses)).digest('hex'),
    },
  });
  expect(Object.keys(config.versions)).toEqual(
    expect.arrayContaining(['node', '@keepdims/cli', '@keepdims/ndarray', '@keepdims/training']),
  );
  const epochs = read('metrics.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line)); // prettier-ignore
  expect(epochs).toHaveLength(150);
  expect(epochs[149]).toEqual({
    schemaVersion: 1,
    type: 'epoch',
    epoch: 150,
    cost: expect.any(Number),
    testCost: expect.any(Number),
  });
  expect(epochs[149].cost).toBeLessThan(epochs[0].cost / 10);
  const summary = JSON.parse(read('summary.json'));
  expect(summary).toMatchObject({ task: 'regression', testRows: 8, trainRows: 32 });
  expect(summary.test.r2).toBeGreaterThan(0.9);
  expect(JSON.parse(read('model.json'))).toMatchObject({ format: 'keepdims-model', version: 1 });
});

test('the same training writes the same bytes, beside the first run', () => {
  const first = keepdims(folder.path, training);
  const second = keepdims(folder.path, training);
  expect(second.code).toBe(0);
  expect(second.out.replaceAll('runs/houses-2', 'runs/houses')).toBe(first.out);
  expect(second.out).toContain('Saved in runs/houses-2;');
  expect(second.err).toContain('runs/houses existed already and was left alone.');
  for (const name of runFiles) {
    // prettier-ignore
    expect(readFileSync(join(folder.path, 'runs/houses-2', name))).toEqual(
      readFileSync(join(folder.path, 'runs/houses', name)),
    );
  }
  const other = keepdims(folder.path, [...training, '--seed', '2']);
  expect(other.out).not.toBe(first.out);
});

test("the options in a run's config.json are accepted by train, and repeat it to the byte", () => {
  // prettier-ignore
  const trainings = [
    ['train', 'houses.csv', '--target', 'price', '--hidden', '4', '--ignore', 'beds', '--epochs', '3', '--output', 'relu'],
    ['train', 'houses.csv', '--target', 'city', '--features', 'price,sqft', '--hidden', 'none', '--epochs', '3', '--batch', '8'],
    ['train', 'digits', '--hidden', '5', '--epochs', '1'],
  ];
  const options = [
    ...['target', 'task', 'features', 'ignore', 'categorical', 'hidden', 'activation', 'output', 'epochs', 'batch'],
    ...['optimizer', 'lr', 'validation', 'seed'],
  ];
  for (const [i, words] of trainings.entries()) {
    expect(keepdims(folder.path, [...words, '--out', `first-${i}`]).code).toBe(0);
    const config = JSON.parse(readFileSync(join(folder.path, `first-${i}`, 'config.json'), 'utf8'));
    const again = options.flatMap((name) => {
      const text = String(config[name] ?? '');
      return text === '' ? (name === 'hidden' ? ['--hidden', 'none'] : []) : [`--${name}`, text];
    });
    expect(again).toEqual(expect.arrayContaining(['--lr', '0.003', '--batch']));
    const { code, err } = keepdims(folder.path, ['train', config.data.source, ...again, '--out', `second-${i}`]);
    expect(err).not.toContain('must be');
    expect(code).toBe(0);
    expect(readFileSync(join(folder.path, `second-${i}`, 'model.json'))).toEqual(
      readFileSync(join(folder.path, `first-${i}`, 'model.json')),
    );
  }
});

test('predicted numbers are not rounded', () => {
  keepdims(folder.path, [...training, '--hidden', 'none']);
  const { out } = keepdims(folder.path, ['predict', 'runs/houses', '-'], {
    input: 'sqft,beds,city\n1000,2,GALT\n1000.000001,2,GALT\n',
  });
  const [, first, second] = out.split('\n').map(Number);
  // A square foot is worth about 110: with seven digits both would be equal.
  const difference = (second ?? NaN) - (first ?? NaN);
  expect(difference).toBeGreaterThan(0.5e-4);
  expect(difference).toBeLessThan(2e-4);
});

test('classes are predicted by name, with their probability', () => {
  const classes = [
    'colour,size',
    ...Array.from({ length: 30 }, (_, i) => `${['red', 'blue', '"a, b"'][i % 3] ?? ''},${i % 3}`),
  ];
  write(folder.path, 'things.csv', `${classes.join('\n')}\n`);
  const words = ['train', 'things.csv', '--target', 'colour', '--out', 'my run', '--epochs', '60', '--lr', '0.05'];
  const trained = keepdims(folder.path, words);
  expect(trained.code).toBe(0);
  expect(trained.out).toContain('colour: 3 classes (a, b, blue, red)');
  expect(trained.out).toMatch(/accuracy +1\.0000/);
  expect(trained.out).toContain("keepdims predict 'my run' NEW.csv");
  const { code, out } = keepdims(folder.path, ['predict', 'my run', '-'], { input: 'size\n0\n1\n2\n' });
  expect(code).toBe(0);
  expect(out).toMatch(/^colour,probability\nred,(0\.9\d*|1)\nblue,(0\.[89]\d*|1)\n"a, b",(0\.9\d*|1)\n$/);
});

test('predictions go to a file, and warnings of new categories to stderr', () => {
  keepdims(folder.path, training);
  write(folder.path, 'new.csv', 'city,beds,sqft,price\nPARIS,2,900,?\nGALT,3,1000,\nROME,1,700,7\n');
  const { code, out, err } = keepdims(folder.path, ['predict', 'runs/houses', 'new.csv', '--out', 'prices.csv']);
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(err).toBe(
    'Warning: new.csv, line 2, column city has the value "PARIS", which was never seen in training (and such a value is in 1 more row); it counts as none of the known ones.\n' +
      'Wrote 3 predictions to prices.csv.\n',
  );
  expect(readFileSync(join(folder.path, 'prices.csv'), 'utf8')).toMatch(/^price\n(\d+(\.\d+)?\n){3}$/);
});

test.skipIf(process.platform === 'win32')(
  'predictions replace an older file whole, with its permissions, and through a link',
  () => {
    keepdims(folder.path, training);
    write(folder.path, 'prices.csv', 'old');
    chmodSync(join(folder.path, 'prices.csv'), 0o666);
    symlinkSync('prices.csv', join(folder.path, 'link.csv'));
    const old = openSync(join(folder.path, 'prices.csv'), 'r');
    expect(keepdims(folder.path, ['predict', 'runs/houses', 'houses.csv', '--out', 'link.csv']).code).toBe(0);
    // Whoever had opened the old file still reads all of it: it was replaced, not written over.
    expect(readFileSync(old, 'utf8')).toBe('old');
    closeSync(old);
    expect(lstatSync(join(folder.path, 'link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder.path, 'prices.csv'), 'utf8')).toMatch(/^price\n(\d+(\.\d+)?\n){40}$/);
    expect(statSync(join(folder.path, 'prices.csv')).mode & 0o777).toBe(0o666);
    expect(readdirSync(folder.path).sort()).toEqual(['houses.csv', 'link.csv', 'prices.csv', 'runs']);
    // What is no file is written to, not replaced.
    const pipe = join(folder.path, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const reader = openSync(pipe, 'r+'); // opened for both, it waits for nobody
    expect(keepdims(folder.path, ['predict', 'runs/houses', 'houses.csv', '--out', 'pipe']).code).toBe(0);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    const received = Buffer.alloc(6);
    readSync(reader, received);
    closeSync(reader);
    expect(received.toString()).toBe('price\n');
  },
);

test.skipIf(!existsSync('/dev/full'))(
  'a full disk behind stdout is one sentence and 2, and train still saves its run',
  () => {
    const onFullDisk = (words: readonly string[]) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
        cwd: folder.path,
        env: { PATH: process.env.PATH },
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      return { status, stderr };
    };
    const sentence = 'Cannot write standard output: the disk is full; free some space or choose another place.';
    const trained = onFullDisk([...training, '--epochs', '2']);
    expect(trained.status).toBe(2);
    expect(trained.stderr.split(sentence)).toHaveLength(2);
    expect(trained.stderr).toContain(`${sentence} The training goes on, and its run is saved.\n`);
    expect(trained.stderr).not.toContain('    at ');
    expect(readdirSync(join(folder.path, 'runs/houses'))).toHaveLength(7);
    for (const words of [['predict', 'runs/houses', 'houses.csv'], ['--help']]) {
      expect(onFullDisk(words)).toEqual({ status: 2, stderr: `${sentence}\n` });
    }
  },
);

test('progress in a log is one line an epoch', () => {
  const { err } = keepdims(folder.path, training);
  expect(err.match(/^ {2}epoch +\d+\/150 {2}cost /gm)).toHaveLength(150);
});

test('without rows to test on, the training rows are shown', () => {
  const { code, out } = keepdims(folder.path, [...training, '--validation', '0']);
  expect(code).toBe(0);
  expect(out).toContain('all 40 to train on');
  expect(out).toMatch(/^Result +40 training rows +always the mean$/m);
});

test('a reader that closes the pipe early is no error', async () => {
  keepdims(folder.path, training);
  const rows = Array.from({ length: 100_000 }, () => '900,2,GALT');
  write(folder.path, 'many.csv', `sqft,beds,city\n${rows.join('\n')}\n`);
  const child = spawn(process.execPath, [main, 'predict', 'runs/houses', 'many.csv'], { cwd: folder.path });
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('a training whose reader has gone still saves its run', async () => {
  const child = spawn(process.execPath, [main, ...training], { cwd: folder.path });
  child.stdout.destroy();
  child.stderr.resume();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(existsSync(join(folder.path, 'runs', 'houses', 'model.json'))).toBe(true);
});

test('--help answers without loading what commands need', () => {
  keepdims(folder.path, ['--help']);
  const start = performance.now();
  const { code, out } = keepdims(folder.path, ['--help']);
  expect(code).toBe(0);
  expect(out).toContain('keepdims train houses.csv --target price');
  // Well under 300 ms on an idle machine; tests run beside others.
  expect(performance.now() - start).toBeLessThan(1000);
  const train = keepdims(folder.path, ['train', '--help']).out;
  expect(train).toMatch(/--hidden <sizes> +units of each hidden layer, or none \(default:\s+32,16\)/);
  expect(train).toContain(`Bundled data sets: ${Object.keys(bundled).join(', ')}.`);
  for (const line of `${out}${train}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(keepdims(folder.path, []).out).toBe(out);
});

test('FORCE_COLOR colours the report; NO_COLOR wins over it', () => {
  const quick = [...training, '--epochs', '1'];
  expect(keepdims(folder.path, quick, { env: { FORCE_COLOR: '1' } }).out).toContain('\u001b[1mData');
  expect(keepdims(folder.path, quick, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).not.toContain('\u001b');
});

test('a file with the name of a bundled set is written with its folder', () => {
  mkdirSync(join(folder.path, 'data'));
  write(folder.path, 'iris', housesCsv());
  expect(keepdims(folder.path, ['train', './iris', '--target', 'price', '--epochs', '1']).out).toContain(
    'iris: 40 rows',
  );
  expect(existsSync(join(folder.path, 'runs', 'iris'))).toBe(true);
  expect(keepdims(folder.path, ['train', 'iris', '--epochs', '1']).out).toContain('iris: 150 rows');
});
