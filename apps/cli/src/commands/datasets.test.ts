import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsv } from '@keepdims/data';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundled } from '../data/bundled.js';
import { csvText } from '../data/csvText.js';
import { colorsFor } from '../render/colors.js';
import type { Terminal } from '../terminal.js';
import { datasetsCommand } from './datasets.js';
import type { DatasetsOptions } from './datasets.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'keepdims-datasets-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(name: string | undefined, options: DatasetsOptions = {}): Promise<{ out: string; err: string }> {
  let [out, err] = ['', ''];
  const colors = colorsFor(false, {});
  const terminal: Terminal = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    outColors: colors,
    errColors: colors,
    animated: false,
    env: {},
  };
  await datasetsCommand(name, options, terminal);
  return { out, err };
}

test('all of them are listed, with their source and licence, in 80 columns', async () => {
  const { out } = await run(undefined);
  expect(out.split('\n\n').map((lines) => lines.split('\n')[0])).toEqual([
    'sacramento: 932 rows, 9 columns; regression of price',
    'breast-cancer: 569 rows, 31 columns; classification of diagnosis',
    'digits: 1,797 rows, 65 columns; classification of digit',
    'iris: 150 rows, 5 columns; classification of species',
    'wine: 178 rows, 14 columns; classification of grower',
    'penguins: 344 rows, 8 columns; classification of species',
  ]);
  expect(out).toContain(
    '  source   R package palmerpenguins; data by Kristen Gorman and Palmer Station\n           LTER\n  licence  CC0 1.0\n',
  );
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const lines = (await run(undefined, { json: true })).out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).name)).toEqual(Object.keys(bundled));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    schemaVersion: 1,
    type: 'dataset',
    rows: 932,
    task: 'regression',
    target: 'price',
    unit: 'dollars',
  });
});

test('one of them is shown with its first rows', async () => {
  const { out } = await run('iris');
  expect(out.split('\n').slice(-7)).toEqual([
    '  column               row 1    row 2    row 3    row 4    row 5',
    '  sepal length (cm)      5.1      4.9      4.7      4.6        5',
    '  sepal width (cm)       3.5        3      3.2      3.1      3.6',
    '  petal length (cm)      1.4      1.4      1.3      1.5      1.4',
    '  petal width (cm)       0.2      0.2      0.2      0.2      0.2',
    '  species             setosa   setosa   setosa   setosa   setosa',
    '',
  ]);
  const digits = (await run('digits')).out.split('\n').slice(-4);
  expect(digits[0]).toBe('  pixel 2-2      15       3       8       1       1');
  expect(digits[1]).toBe('  and 45 more columns');
  expect(digits[2]).toMatch(/^ {2}digit +0 +1 +2 +3 +4$/);
  for (const name of Object.keys(bundled)) {
    for (const line of (await run(name)).out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  }
  expect(JSON.parse((await run('iris', { json: true })).out).firstRows[0]).toEqual({
    'sepal length (cm)': '5.1',
    'sepal width (cm)': '3.5',
    'petal length (cm)': '1.4',
    'petal width (cm)': '0.2',
    species: 'setosa',
  });
});

test('as CSV it has the same values', async () => {
  const out = join(folder, 'penguins.csv');
  expect(await run('penguins', { out })).toEqual({ out: '', err: `Wrote 344 rows to ${out}.\n` });
  const [{ table }, read] = [await bundled.penguins(), readCsv(readFileSync(out, 'utf8'))];
  expect(read.columns).toEqual(table.columns);
  for (const name of table.columns) expect(read.column(name)).toEqual(table.column(name));

  writeFileSync(out, 'mine');
  await expect(run('penguins', { out })).rejects.toThrow(
    `${out} exists already; choose another name with --out, or replace it with --force.`,
  );
  expect(readFileSync(out, 'utf8')).toBe('mine');
  const json = await run('penguins', { out, force: true, json: true });
  expect(JSON.parse(json.out)).toMatchObject({ type: 'dataset', name: 'penguins', file: out });
  expect(readFileSync(out, 'utf8')).toMatch(/^species,island,bill_length_mm,/);
});

test('a CSV quotes what needs it', () => {
  const table = readCsv('"a,b",c\n"x ""y""","two\nlines"\n');
  expect(csvText(table)).toBe('"a,b",c\n"x ""y""","two\nlines"\n');
});

test('what is not there is said', async () => {
  await expect(run('titanic')).rejects.toThrow(
    'There is no data set titanic; there are sacramento, breast-cancer, digits, iris, wine, penguins.',
  );
  await expect(run(undefined, { out: join(folder, 'x.csv') })).rejects.toThrow(
    `--out ${join(folder, 'x.csv')}: which set? Name one: sacramento, breast-cancer, digits, iris, wine, penguins.`,
  );
  expect(existsSync(join(folder, 'x.csv'))).toBe(false);
});
