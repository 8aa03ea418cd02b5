import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { housesCsv, keepdims, temporaryFolder, write } from './keepdims.js';
import type { Ended } from './keepdims.js';

const folder = temporaryFolder();
const run = (...words: string[]): Ended => keepdims(folder.path, words);
/** Commands and the refusals' folders share these two runs. */
beforeAll(() => {
  write(folder.path, 'houses.csv', housesCsv());
  const settings = ['--target', 'price', '--hidden', '8', '--lr', '0.02'];
  for (const epochs of ['150', '2']) expect(run('train', 'houses.csv', ...settings, '--epochs', epochs).code).toBe(0);
  // Sold later: other houses whose price follows from the same columns.
  const sold = housesCsv().trimEnd().split('\n').slice(0, 31);
  write(folder.path, 'sold.csv', sold.join('\n'));
  mkdirSync(join(folder.path, 'empty'));
});
afterAll(folder.remove);

const lines = (text: string): Record<string, unknown>[] =>
  text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
const summary = (): { readonly test: Record<string, number> } =>
  JSON.parse(readFileSync(join(folder.path, 'runs/houses/summary.json'), 'utf8')) as never; // what train wrote

test('--held-out measures the rows that the run kept apart: the numbers of its summary', () => {
  const { code, out, err } = run('evaluate', 'runs/houses', 'houses.csv', '--held-out', '--json', '--importance');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [evaluation, ...importance] = lines(out);
  expect(evaluation).toMatchObject({
    schemaVersion: 1,
    type: 'evaluation',
    run: 'runs/houses',
    data: 'houses.csv',
    heldOut: true,
    target: 'price',
    task: 'regression',
    rows: 8,
    bootstrap: { resamples: 1000, seed: 1, level: 0.95 },
  });
  const metrics = evaluation?.metrics as Record<string, { value: number; low: number; high: number }>; // of a regression
  for (const [name, value] of Object.entries(summary().test)) {
    expect(metrics[name]?.value).toBe(value);
    expect(metrics[name]?.low).toBeLessThanOrEqual(value);
    expect(metrics[name]?.high).toBeGreaterThanOrEqual(value);
  }
  expect(importance.map(({ type }) => type)).toEqual(['importance', 'importance', 'importance']);
  expect(importance[0]).toMatchObject({ column: 'sqft' });
});

test('evaluate prints a table, the same for the same seed; rows trained on are told', () => {
  const first = run('evaluate', 'runs/houses', 'houses.csv', '--importance', '--bootstrap', '100');
  expect(first).toMatchObject({ code: 0 });
  expect(first.err).toBe(
    'Warning: runs/houses was trained on rows of houses.csv, which it may know by heart; --held-out measures only those it kept apart.\n',
  );
  expect(first.out).toMatch(/^R² \(1 is perfect\) +0\.9\d+ +0\.9\d+ … 0\.9\d+ +0\.0000$/m);
  expect(first.out).toContain('Intervals: percentiles of 100 bootstrap resamples of the rows, seed 1.');
  expect(first.out).toMatch(/^ {2}sqft +\d\.\d{4} ± \d\.\d{4} +█{20}$/m);
  for (const line of first.out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  expect(run('evaluate', 'runs/houses', 'houses.csv', '--importance', '--bootstrap', '100').out).toBe(first.out);
  const plain = run('evaluate', 'runs/houses', 'sold.csv', '--bootstrap', '0');
  expect(plain).toMatchObject({ code: 0, err: '' });
  expect(plain.out).not.toContain('95 %');
});

test('classes: confusion matrix and calibration', () => {
  expect(run('train', 'iris', '--hidden', '4', '--epochs', '10', '--early-stopping', '5').code).toBe(0);
  const { code, out, err } = run('evaluate', 'runs/iris', 'iris', '--held-out', '--bootstrap', '100');
  expect(code).toBe(0);
  expect(err).toBe(
    'Warning: early stopping chose the epoch of runs/iris by these rows, so they are measured a little better than new ones would be.\n',
  );
  expect(out).toContain('iris, 30 rows that were kept from training');
  expect(out).toMatch(/^area under ROC, mean of classes +\d/m);
  expect(out).toContain('Confusion matrix\n');
  expect(out).toContain('Calibration of the probability of the class predicted; expected calibration\nerror 0.');
  for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
});

test('explain ends with the number that predict gives', () => {
  const predicted = run('predict', 'runs/houses', 'houses.csv').out.trimEnd().split('\n');
  const { code, out, err } = run('explain', 'runs/houses', 'houses.csv', '--row', '3', '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [explanation] = lines(out);
  expect(explanation).toMatchObject({
    type: 'explanation',
    row: 'row 3 of houses.csv (line 4)',
    answer: { task: 'regression', value: Number(predicted[3]) },
  });
  const typed = run('explain', 'runs/houses', 'sqft=1346', 'beds=3', 'city=ROCKLIN');
  expect(typed.out).toContain('Layer 1  Z[1] = W[1] x + b[1], A[1] = relu(Z[1])\n');
  expect(typed.out).toMatch(/^Answer price = A\[2\] · /m);
});

test('gradcheck ends with 0 where the gradients agree, with 3 where differences cannot follow', () => {
  const good = run('gradcheck', 'runs/houses', 'houses.csv', '--rows', '5');
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out).toContain('houses.csv, 5 rows drawn at random');
  expect(good.out).toMatch(/^The gradients agree: relative difference /m);

  // One hidden unit of the identity, scaled so that a step in W[2] moves the output far.
  const words = '--target city --task classification --hidden 1 --activation identity --epochs 1 --out runs/steep';
  expect(run('train', 'houses.csv', ...words.split(' ')).code).toBe(0);
  const path = join(folder.path, 'runs/steep/model.json');
  const model = JSON.parse(readFileSync(path, 'utf8')) as { network: { layers: { W: number[][] }[] } }; // as savedModel writes it
  [1e5, 1e-5].forEach((factor, l) => {
    const layer = model.network.layers[l];
    if (layer !== undefined) layer.W = layer.W.map((row) => row.map((w) => w * factor));
  });
  write(join(folder.path, 'runs/steep'), 'model.json', JSON.stringify(model));
  const steep = run('gradcheck', 'runs/steep', 'houses.csv', '--json');
  expect(steep.code).toBe(3);
  expect(lines(steep.out)[0]).toMatchObject({ type: 'gradcheck', agrees: false, loss: 'categoricalCrossEntropy' });
  expect(steep.err).toBe(
    'The gradients of runs/steep disagree; a derivative is wrong, or the cost is too steep for differences at these parameters.\n',
  );
});

test('runs are listed, the best first, and compared', () => {
  const list = run('runs', '--sort', 'r2');
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out).toMatch(/^houses +price +R² 0\.9\d+ +8 +150$/m);
  expect(list.out.indexOf('\nhouses ')).toBeLessThan(list.out.indexOf('\nhouses-2 '));
  expect(lines(run('runs', 'runs', '--json').out)[0]).toMatchObject({
    type: 'run',
    run: 'runs/houses',
    config: { epochs: 150 },
  });
  const compared = run('runs', 'runs/houses', 'runs/houses-2');
  expect(compared.out).toMatch(/^Settings that differ\n {2}epochs +150 +2\n {2}\d+ settings are the same\nResults$/m);
  const [comparison] = lines(run('runs', 'runs/houses', 'runs/houses-2', '--json').out);
  expect(comparison).toMatchObject({ type: 'comparison', settings: { epochs: [150, 2] }, cautions: [] });
  expect(run('runs', 'empty')).toEqual({
    code: 0,
    out: 'There are no runs in empty; keepdims train writes them.\n',
    err: '',
  });
});

test.each([
  ['evaluate runs/houses iris', 'iris has no column "sqft". Its columns are "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)", "species".'],
  ['evaluate runs/houses sold.csv --held-out', '--held-out: runs/houses was not trained on sold.csv as it is now, so none of its rows were kept apart; leave --held-out out to measure all of them.'],
  ['evaluate runs/houses houses.csv --bootstrap -1', '--bootstrap -1: it must be 0 for no intervals, or a whole number from 100 to 1,000,000, such as 1000.'],
  ['evaluate runs/houses houses.csv --bootstrap 99', '--bootstrap 99: it must be 0 for no intervals, or a whole number from 100 to 1,000,000, such as 1000.'],
  ['runs nope', 'There is no folder nope; name one with runs that keepdims train has written.'],
  ['runs runs/houses empty', 'empty is not a run folder; name folders that keepdims train has written, such as runs/houses.'],
  ['runs runs runs runs runs runs runs', 'runs is not a run folder; name folders that keepdims train has written, such as runs/houses.'],
])('%s: refused', (words, message) => {
  expect(run(...words.split(' '))).toEqual({ code: 2, out: '', err: `${message}\n` });
}); // prettier-ignore
