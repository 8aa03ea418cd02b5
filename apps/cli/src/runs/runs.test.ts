import pc from 'picocolors';
import { expect, test } from 'vitest';
import { runsComparison, runsList } from '../render/runsReport.js';
import { widthOf } from '../render/width.js';
import { compareRuns } from './compareRuns.js';
import { betterOf, factOf, factText, leaves, shortNames } from './facts.js';
import type { RunEntry } from './readRuns.js';
import { sortRuns } from './sortRuns.js';

const plain = pc.createColors(false);

function regression(name: string, r2: number | undefined, settings: object = {}): RunEntry {
  const measures = { r2, meanAbsoluteError: 3, rootMeanSquaredError: 4000 };
  return {
    path: `runs/${name}`,
    name,
    config: {
      schemaVersion: 1,
      target: 'price',
      hidden: [8, 4],
      epochs: 5,
      lr: 0.01,
      seed: 1,
      data: { sha256: 'a' },
      ...settings,
    },
    summary:
      r2 === undefined
        ? undefined
        : { schemaVersion: 1, testRows: 8, test: measures, train: { ...measures, r2: 0.99 } },
    problem: undefined,
  };
}
const names = (runs: readonly RunEntry[]): string[] => runs.map(({ name }) => name);

test('facts of a run', () => {
  const run = regression('a', 0.5);
  expect([...leaves({ a: { b: 1, c: [2] }, d: 'x' })]).toEqual([['a.b', 1], ['a.c', [2]], ['d', 'x']]); // prettier-ignore
  expect(['r2', 'train.r2', 'mae', 'lr', 'name', 'accuracy', 'nothing'].map((name) => factOf(run, name))).toEqual(
    [0.5, 0.99, 3, 0.01, 'a', undefined, undefined],
  ); // prettier-ignore
  const onTrain = { ...run, summary: { train: { r2: 0.99 } } };
  expect(factOf(onTrain, 'r2')).toBe(0.99);
  expect([[8, 4], [], null, undefined, 0.1, true].map(factText)).toEqual(['8,4', 'none', '-', '-', '0.1', 'true']);
  const better = [
    'r2',
    'test.r2',
    'testAccuracy',
    'mae',
    'test.meanAbsoluteError',
    'baseline.r2',
    'epochs',
    ...Object.keys(shortNames),
  ];
  expect(better.map(betterOf)).toEqual(
    ['higher', 'higher', 'higher', 'lower', 'lower', undefined, undefined, 'higher', 'lower', 'lower', 'higher'],
  ); // prettier-ignore
});

test('the best comes first, runs without such a fact last', () => {
  const runs = [regression('none', undefined), regression('good', 0.9, { lr: 3 }), regression('bad', 0.1, { lr: 2 })];
  expect(names(sortRuns(runs, 'r2'))).toEqual(['good', 'bad', 'none']);
  expect(names(sortRuns(runs, 'lr'))).toEqual(['none', 'bad', 'good']);
  expect(names(sortRuns(runs, 'name'))).toEqual(['bad', 'good', 'none']);
  expect(() => sortRuns(runs, 'speed')).toThrow(
    '--sort speed: no run has it; name one of name, r2, mae, rmse, target, hidden, epochs, lr, seed, testRows, test.r2, test.meanAbsoluteError, ' +
      'test.rootMeanSquaredError, train.r2, train.meanAbsoluteError, train.rootMeanSquaredError.',
  );
  expect(sortRuns([], 'r2')).toEqual([]);
});

test('the list tells results, unfinished runs and those that cannot be read', () => {
  const broken = { path: 'runs/c', name: 'c', config: undefined, summary: undefined, problem: 'c is broken.' };
  const onTrain = { ...regression('d', 0.5), summary: { trainAccuracy: 0.75 } };
  const imported = { ...broken, name: 'e', problem: undefined };
  const runs = [regression('a', 0.5), regression('b', undefined), broken, onTrain, imported];
  expect(runsList(runs, 'lr', plain)).toEqual([
    'run  target             result  hidden  epochs    lr',
    'a     price          R² 0.5000     8,4       5  0.01',
    'b     price         unfinished     8,4       5  0.01',
    'c         -         unreadable       -       -     -',
    'd     price  accuracy 0.7500 *     8,4       5  0.01',
    'e         -           imported       -       -     -',
    '* on the rows trained on: none were kept apart',
    'c is broken.',
  ]);
  expect(runsList(runs.slice(0, 1), 'rmse', plain)[1]).toBe('a     price  RMSE 4,000     8,4       5');
  const long = regression('a', 0.5, { target: 'x'.repeat(80), epochs: 3000, seed: 1234567 });
  expect(runsList([long], 'seed', plain)).toEqual([
    `run  ${' '.repeat(31)}target     result  hidden  epochs       seed`,
    `a    ${'x'.repeat(36)}…  R² 0.5000     8,4   3,000  1,234,567`,
  ]);
});

test('a comparison tells what differs, what is best and what limits it', () => {
  const runs = [regression('a', 0.5, { seed: 2 }), regression('b', 0.75, { hidden: [] })];
  const comparison = compareRuns(runs);
  expect([...comparison.settings]).toEqual([['hidden', [[8, 4], []]], ['seed', [2, 1]]]); // prettier-ignore
  expect(comparison.same).toBe(4);
  expect(comparison.results.get('test.r2')).toEqual([0.5, 0.75]);
  expect(comparison.cautions).toEqual([
    'They were tested on different rows (seed or validation), so small differences may be chance.',
  ]);
  const lines = runsComparison(runs, comparison, plain);
  expect(lines.map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
    'runs/a runs/b',
    'Settings that differ',
    'hidden 8,4 none',
    'seed 2 1',
    '4 settings are the same',
    'Results',
    'test.r2 0.5000 0.7500 ←',
    'test.meanAbsoluteError 3.000 3.000',
    'test.rootMeanSquaredError 4,000 4,000',
    'train.r2 0.9900 0.9900',
    'train.meanAbsoluteError 3.000 3.000',
    'train.rootMeanSquaredError 4,000 4,000',
    'They were tested on different rows (seed or validation), so small differences',
    'may be chance.',
  ]);
  const five = Array.from({ length: 5 }, (_, i) =>
    regression(`a-rather-long-name-${i}`, i / 10, { data: { sha256: `${i}` } }),
  );
  const wide = compareRuns(five);
  expect(wide.cautions).toEqual(['They were trained on different data, so their results say little of the settings.']);
  expect(Math.max(...runsComparison(five, wide, plain).map(widthOf))).toBeLessThanOrEqual(80);
  const unlike = [regression('a', 0.5), regression('b', 0.75, { target: 'beds' })];
  const other = compareRuns(unlike);
  expect(other.cautions).toEqual(['They predict different columns, so their results cannot be compared.']);
  expect(runsComparison(unlike, other, plain).filter((line) => line.includes('←'))).toEqual([]);
  const results = new Map([['epochs', [300, 46, undefined]], ['bestEpoch', [undefined, 1, 1000]]]); // prettier-ignore
  const counted = runsComparison([...unlike, ...unlike.slice(1)], { ...other, results }, plain);
  expect(counted.slice(-3, -1).map((line) => line.trim().split(/ +/))).toEqual([
    ['epochs', '300', '46', '-'],
    ['bestEpoch', '-', '1', '1,000'],
  ]);
});
