/** The built command line on data that stay on the disk. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpy } from '@keepdims/formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { housesCsv, keepdims, main, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  write(folder.path, 'houses.csv', housesCsv());
});
afterAll(() => folder.remove());

const training = ['train', 'houses.csv', '--target', 'city', '--hidden', '8', '--batch', '8', '--dropout', '0.1', '--no-report']; // prettier-ignore

const read = (run: string, name: string): string => readFileSync(join(folder.path, run, name), 'utf8');

test('a training with --stream is saved, resumed and extended to the bits of one in memory', () => {
  expect(keepdims(folder.path, [...training, '--epochs', '6', '--out', 'memory']).code).toBe(0);
  const begun = keepdims(folder.path, [...training, '--epochs', '3', '--out', 'disk', '--stream']);
  expect([begun.code, begun.err]).toEqual([0, expect.stringContaining('epoch 3/3')]);
  // That the data stayed on the disk needn't be said again.
  const resumed = keepdims(folder.path, ['train', '--resume', 'disk', '--epochs', '6', '--no-report']);
  expect([resumed.code, resumed.out]).toEqual([0, expect.stringContaining('40 rows, 4 columns')]);
  for (const name of ['config.json', 'metrics.jsonl', 'model.json', 'summary.json']) {
    expect(read('disk', name)).toBe(read('memory', name));
  }
});

test('predict writes CSV, JSON and npy, from a file or standard input', () => {
  const input = housesCsv();
  const predict = (...words: readonly string[]) => keepdims(folder.path, ['predict', 'memory', ...words], { input });
  const csv = predict('houses.csv').out;
  expect(csv.split('\n').slice(0, 2)).toEqual([
    'city,probability',
    expect.stringMatching(/^(GALT|LINCOLN|ROCKLIN),0\.\d+$/),
  ]);
  expect(predict('-').out).toBe(csv);
  const list = JSON.parse(predict('-', '--to', 'json', '--probabilities').out) as { prediction: string; probabilities: Record<string, number> }[]; // prettier-ignore
  expect(list).toHaveLength(40);
  expect(Object.keys(list[0]?.probabilities ?? {})).toEqual(['GALT', 'LINCOLN', 'ROCKLIN']);
  const lines = predict('houses.csv', '--json').out.trim().split('\n');
  expect(JSON.parse(lines[39] ?? '')).toEqual({
    schemaVersion: 1,
    type: 'prediction',
    prediction: list[39]?.prediction,
    probability: Number(list[39]?.probabilities[list[39].prediction]?.toPrecision(4)),
  });
  expect(predict('houses.csv', '--probabilities').out.split('\n')[0]).toBe(
    'city,probability of GALT,probability of LINCOLN,probability of ROCKLIN',
  );
  expect(predict('-', '--probabilities', '--out', 'p.npy').err).toBe('Wrote 40 predictions to p.npy.\n');
  const array = readNpy(readFileSync(join(folder.path, 'p.npy')));
  expect(array.shape).toEqual([40, 3]);
  expect(array.toArray()).toEqual(list.map(({ probabilities }) => Object.values(probabilities)));
  const words = ['predict', 'memory', 'houses.csv', '--probabilities', '--to', 'npy'];
  const piped = spawnSync(process.execPath, [main, ...words], { cwd: folder.path });
  expect(readNpy(piped.stdout).toArray()).toEqual(array.toArray());
});

test.each([
  [
    ['--out', 'p.parquet'],
    '--out p.parquet: predictions are written as csv, json, jsonl, npy; choose such an ending, or say which one it is with --to.',
  ],
  [
    ['--json', '--out', 'p.json'],
    '--json writes JSON Lines, which p.json would not be; name it .jsonl, or leave --json out.',
  ],
  [['--json', '--to', 'csv'], '--json prints JSON Lines, so --to csv has no meaning beside it; leave one of them out.'],
  [['--to', 'xml'], '--to xml: it must be one of csv, json, jsonl, npy.'],
])('predict %j is refused', (words, message) => {
  const { code, out, err } = keepdims(folder.path, ['predict', 'memory', 'houses.csv', ...words]);
  expect([code, out, err]).toEqual([2, '', `${message}\n`]);
});
