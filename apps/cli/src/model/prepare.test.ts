import { readCsv, tabularFromJSON } from '@keepdims/data';
import { expect, test } from 'vitest';
import type { OpenedData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { prepare } from './prepare.js';
import type { TrainConfig } from './trainConfig.js';

const config: TrainConfig = {
  format: undefined,
  initializer: undefined,
  printCost: undefined,
  data: 'things.csv',
  target: 'y',
  task: undefined,
  features: undefined,
  ignore: [],
  categorical: [],
  hidden: [4],
  activation: 'relu',
  output: 'identity',
  epochs: 1,
  batch: 32,
  lr: undefined,
  optimizer: 'adam',
  seed: 1,
  validation: 0.25,
};

function opened(rows: readonly string[]): OpenedData {
  const table = readCsv(['x,y', ...rows].join('\n'), { name: 'things.csv' });
  return { table, source: 'things.csv', name: 'things', isBundled: false, sha256: '' };
}

test('rows are split once, and only training rows are measured', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i / 7}`);
  const { train, test: kept, preprocessing, task } = prepare(config, opened(rows));
  expect(task).toBe('regression');
  expect([...train.rows, ...(kept?.rows ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  expect(kept?.rows).toHaveLength(10);
  const mean = [...train.rows].reduce((sum, row) => sum + row, 0) / 30;
  expect(preprocessing.columns[0]).toMatchObject({ name: 'x', mean });
});

test('without a target: a header that holds numbers may be none', () => {
  const untold = { ...config, target: undefined };
  const ask = 'Which column of iris.csv shall be predicted? Add --target NAME, one of ';
  const iris = (header: string) => ({
    ...opened(['1,2']),
    format: 'csv' as const,
    table: readCsv(`${header}\n${'5.1,0\n'.repeat(4)}`, { name: 'iris.csv' }),
  });
  expect(() => prepare(untold, iris('150,setosa'))).toThrow(
    new CliError(
      `${ask}150, setosa. Some of these are numbers: if the first line names no columns, add --no-header, or --skip-lines 1 if it is no row either.`,
    ),
  );
  expect(() => prepare(untold, iris('x1,y'))).toThrow(new CliError(`${ask}x1, y.`));
  expect(() => prepare(untold, { ...iris('1,2'), format: 'parquet' })).toThrow(new CliError(`${ask}1, 2.`));
});

test('a ReLU output gets targets that were only divided, so that they stay positive', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${1 + i / 7}`);
  const { train } = prepare({ ...config, output: 'relu' }, opened(rows));
  expect(Math.min(...train.Y.data)).toBeGreaterThan(0);
});

test('both parts hold the classes in the same proportion, 1 and 1.0 being one class', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 4 === 0 ? 0 : i % 2 === 0 ? '1' : '1.0'}`);
  const { test: kept, task } = prepare({ ...config, validation: 0.2 }, opened(rows));
  expect(task).toBe('classification');
  expect([...(kept?.Y.data ?? [])].filter((label) => label === 1)).toHaveLength(6);
});

test('a class of a single row is no obstacle, and is told', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i === 5 ? 'rare' : i % 2 ? 'odd' : 'even'}`);
  const { notes, preprocessing } = prepare(config, opened(rows));
  expect(preprocessing.classes).toEqual(['even', 'odd', 'rare']);
  expect(notes.join('\n')).toContain('only one row has class "rare", so the classes\' proportions are not kept');
});

test('a stray text is found whatever the seed', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i === 7 ? 'five' : i * i},${i / 7}`);
  for (let seed = 0; seed < 10; seed++) {
    expect(() => prepare({ ...config, seed }, opened(rows))).toThrow(
      'things.csv, line 9, column x: "five" is not a number, but 39 of the 40 values in this column are numbers;',
    );
  }
});

test.each([
  [40, 3],
  [20, 9],
])('a text among %d rows of %d numbers makes categories, whatever the seed', (m, numbers) => {
  const rows = Array.from({ length: m }, (_, i) => `${i === 7 ? 'five' : i % numbers},${i / 7}`);
  for (let seed = 0; seed < 10; seed++) {
    expect(prepare({ ...config, seed }, opened(rows)).preprocessing.columns[0]?.kind).toBe('category');
  }
});

test('a feature cannot be named twice, so that every model that is trained can be read again', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i / 7}`);
  const data = opened(rows);
  expect(() => prepare({ ...config, features: ['x', 'x'] }, data)).toThrow(
    'Column x stands twice in --features; name each column once.',
  );
  const { preprocessing } = prepare({ ...config, features: ['x'] }, data);
  expect(tabularFromJSON(JSON.parse(JSON.stringify(preprocessing))).transform(data.table)).toEqual(
    preprocessing.transform(data.table),
  );
});

test("classes are the library's: 1000 and 1e3 differ among texts", () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i === 0 ? '1e3' : i % 2 === 0 ? '1000' : 'odd'}`);
  const { notes, preprocessing } = prepare(config, opened(rows));
  expect(preprocessing.classes).toEqual(['1000', '1e3', 'odd']);
  expect(notes.join('\n')).toContain('only one row has class "1e3"');
});

test('that numbers were taken for classes is told, but what is saved is the same as where the task is given, as in a config.json', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 4}`);
  const guessed = prepare(config, opened(rows));
  const given = prepare({ ...config, task: guessed.task }, opened(rows));
  expect(guessed.notes).toContain(
    'target "y": 4 different whole numbers are taken for classes; pass task: \'regression\' to predict a number.',
  );
  expect(given.notes).not.toEqual(guessed.notes);
  expect(given.preprocessing.toJSON()).toEqual(guessed.preprocessing.toJSON());
});

test('pictures without labels cannot be trained on', () => {
  const unlabelled = 'new has images without labels; move each into a folder named like its class: FOLDER/CLASS/IMAGE.';
  expect(() => prepare(config, { ...opened(['1,2']), unlabelled })).toThrow(unlabelled);
});
