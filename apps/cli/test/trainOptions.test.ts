import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trainFileSchema } from '../src/commands/trainSchema.js';
import { housesCsv, keepdims, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  write(folder.path, 'houses.csv', housesCsv());
});
afterEach(() => folder.remove());

const training = ['train', 'houses.csv', '--target', 'price', '--hidden', '8', '--epochs', '4'];
const parse = (line: string): Record<string, unknown> => JSON.parse(line);
const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');

test('--json: the run, its epochs and its result, the same as in its files', () => {
  const { code, out, err } = keepdims(folder.path, [...training, '--metrics', 'meanAbsoluteError,rSquared', '--json']);
  expect({ code, progress: err.match(/epoch /g)?.length }).toEqual({ code: 0, progress: 4 });
  const lines = out.trimEnd().split('\n');
  const [first = '', ...epochs] = lines;
  const last = epochs.pop() ?? '';
  expect(parse(first)).toEqual({
    schemaVersion: 1,
    type: 'run',
    run: 'runs/houses',
    config: parse(read('runs/houses/config.json')),
  });
  expect(`${epochs.join('\n')}\n`).toBe(read('runs/houses/metrics.jsonl'));
  const summary = parse(read('runs/houses/summary.json'));
  expect(parse(last)).toEqual({ ...summary, type: 'result', run: 'runs/houses' });
  expect(summary).toMatchObject({ epochs: 4, task: 'regression' });
  // In dollars, and of the trained network on the rows to test on, as the summary has it.
  const { testMetrics } = parse(epochs[3] ?? '') as { testMetrics: { meanAbsoluteError: number; rSquared: number } };
  const { test } = summary as { test: { meanAbsoluteError: number; r2: number } };
  expect(testMetrics.meanAbsoluteError / test.meanAbsoluteError).toBeCloseTo(1, 9);
  expect(testMetrics.rSquared).toBeCloseTo(test.r2, 9);
});

test('--explain and --dry-run show what would be, and write nothing', () => {
  const explained = keepdims(folder.path, [...training, '--explain', '--dropout', '0.2']);
  expect(explained).toMatchObject({ code: 0, err: '' });
  for (const text of ['sqft, beds', '32 to train on', 'layer  activation', 'dropout 0.2', 'Batch of 32, float64']) {
    expect(explained.out).toContain(text);
  }
  expect(explained.out.trimEnd().split('\n').at(-1)).toBe(
    'Nothing was trained or written; the run would be saved in runs/houses.',
  );
  const { out } = keepdims(folder.path, [...training, '--explain', '--json']);
  expect(parse(out)).toMatchObject({
    schemaVersion: 1,
    type: 'plan',
    run: 'runs/houses',
    trainRows: 32,
    testRows: 8,
    inputs: 5,
    parameterCount: 57,
    layers: [{ units: 8, activation: 'relu', W: [8, 5], b: [8, 1] }, { units: 1, activation: 'identity', W: [1, 8] }],
  }); // prettier-ignore
  const dry = keepdims(folder.path, [...training, '--dry-run']);
  expect(readdirSync(folder.path)).toEqual(['houses.csv']);
  expect(keepdims(folder.path, training).code).toBe(0);
  expect(dry.out).toContain(read('runs/houses/config.json'));
});

test('--config repeats a run from its config.json, to the bit; what is typed wins', () => {
  const choices = [
    '--dropout',
    '0.1',
    '--metrics',
    'rSquared',
    '--early-stopping',
    '3',
    '--optimizer-options',
    'beta1=0.8',
  ];
  expect(keepdims(folder.path, [...training, ...choices]).code).toBe(0);
  const config = join('runs', 'houses', 'config.json');
  const again = keepdims(folder.path, ['train', '--config', config]);
  expect(again.code).toBe(0);
  for (const name of readdirSync(join(folder.path, 'runs/houses'), { recursive: true }).map(String)) {
    if (name !== 'checkpoints') expect(read(`runs/houses-2/${name}`)).toBe(read(`runs/houses/${name}`));
  }
  const other = keepdims(folder.path, ['train', '--config', config, '--epochs', '2', '--out', 'two']);
  expect(other.err).toContain('epoch 2/2');
  expect(parse(read('two/summary.json'))).toMatchObject({ epochs: 2, stoppedEarly: false });
});

test('--split in three: early stopping watches the second part, results are of the third, which evaluate finds again', () => {
  const yaml =
    'target: price\nhidden: [8]\nepochs: 6\nsplit: [0.5, 0.25, 0.25]\nstratify: city\nmetrics: [rSquared]\nearlyStopping: 3\n';
  write(folder.path, 'small.yaml', `${yaml}monitor: validationMetrics.rSquared\n`);
  const { code, out, err } = keepdims(folder.path, ['train', 'houses.csv', '--config', 'small.yaml']);
  expect(code).toBe(0);
  expect(err).toMatch(/^ {2}epoch 1\/6 {2}cost \d\.\d+ {2}validation \d\.\d+ {2}rSquared -\d\.\d+$/m);
  expect(out).toContain('20 to train on, 10 to watch (validation), 10 kept apart to test on');
  expect(out).not.toContain('It was chosen by the test rows');
  const lines = read('runs/houses/metrics.jsonl').trimEnd().split('\n').map(parse);
  const names = ['schemaVersion', 'type', 'epoch', 'cost', 'metrics', 'validationCost', 'validationMetrics'];
  expect(Object.keys(lines[0] ?? {})).toEqual(names);
  const config = parse(read('runs/houses/config.json'));
  expect(config).toMatchObject({ split: [0.5, 0.25, 0.25], stratify: 'city' });
  expect(config).not.toHaveProperty('validation');
  expect(v.safeParse(trainFileSchema, config).issues).toBeUndefined();
  const summary = parse(read('runs/houses/summary.json'));
  expect(summary).toMatchObject({ trainRows: 20, validationRows: 10, testRows: 10 });

  const held = keepdims(folder.path, [
    'evaluate',
    'runs/houses',
    'houses.csv',
    '--held-out',
    '--json',
    '--bootstrap',
    '0',
  ]);
  expect(held).toMatchObject({ code: 0, err: '' });
  const { test: tested } = summary as { test: { r2: number } }; // of a regression
  expect(parse(held.out)).toMatchObject({ rows: 10, metrics: { r2: { value: tested.r2 } } });
  const again = keepdims(folder.path, ['train', '--config', 'runs/houses/config.json']);
  expect(again.code).toBe(0);
  expect(read('runs/houses-2/model.json')).toBe(read('runs/houses/model.json'));
  expect(keepdims(folder.path, ['train', '--resume', 'runs/houses', '--epochs', '7']).code).toBe(0);
});

test('--print-schema: the JSON Schema of configuration files', () => {
  const { code, out, err } = keepdims(folder.path, ['train', '--print-schema']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(readFileSync(new URL('../train.schema.json', import.meta.url), 'utf8'));
});
