import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundled } from '../src/data/bundled.js';
import { housesCsv, keepdims, main, temporaryFolder, write } from './keepdims.js';

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
  expect(readdirSync(run).sort()).toEqual(['config.json', 'metrics.jsonl', 'model.json', 'summary.json']);
  const read = (name: string) => readFileSync(join(run, name), 'utf8');

  const config = JSON.parse(read('config.json'));
  expect(config).toMatchObject({
    schemaVersion: 1,
    target: 'price',
    task: 'regression',
    features: ['sqft', 'beds', 'city'],
    hidden: [8],
    activation: 'relu',
    output: 'identity',
    epochs: 150,
    batch: 32,
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
  for (const name of ['config.json', 'metrics.jsonl', 'model.json', 'summary.json']) {
    expect(readFileSync(join(folder.path, 'runs/houses-2', name))).toEqual(
      readFileSync(join(folder.path, 'runs/houses', name)),
    );
  }
  const other = keepdims(folder.path, [...training, '--seed', '2']);
  expect(other.out).not.toBe(first.out);
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
    'Warning: new.csv, line 2, column city has the value "PARIS", which was never seen in training (and 1 more row such a value); it counts as none of the known ones.\n' +
      'Wrote 3 predictions to prices.csv.\n',
  );
  expect(readFileSync(join(folder.path, 'prices.csv'), 'utf8')).toMatch(/^price\n(\d+(\.\d+)?\n){3}$/);
});

test('without rows to test on, the training rows are shown', () => {
  const { code, out } = keepdims(folder.path, [...training, '--validation', '0']);
  expect(code).toBe(0);
  expect(out).toContain('all 40 to train on');
  expect(out).toMatch(/^Result +40 training rows +always the mean$/m);
});

test('Ctrl-C ends the training with 130 and leaves no run folder', async () => {
  const words = ['train', 'houses.csv', '--target', 'price', '--epochs', '1000000'];
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder.path,
    env: { ...process.env, NO_COLOR: '1' }, // CI may force colours
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  child.stderr.once('data', () => child.kill('SIGINT'));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(130);
  expect(err).toMatch(/\nInterrupted after \d+ of 1000000 epochs; nothing was saved\.\n$/);
  expect(readdirSync(folder.path)).toEqual(['houses.csv']);
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
  expect(train).toMatch(/--hidden <sizes> +units of each hidden layer, or none \(default: 32,16\)/);
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
