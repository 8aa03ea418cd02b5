import { readCsv, splitIndices, tabular } from '@keepdims/data';
import { expect, test } from 'vitest';
import type { OpenedData } from '../data/openData.js';
import { splitRows } from './splitRows.js';

const rowCount = 40;

/** Forty rows: numbers to predict, and columns to stratify by. */
function opened(): OpenedData {
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const city = i % 4 === 0 ? 'GALT' : 'LINCOLN';
    const rare = i < 3 ? `rare ${i}` : i % 2 === 0 ? 'even' : 'odd';
    return [i, city, rare, i % 2 === 0 ? '1' : i < 20 ? '2' : '2.0', i === 5 ? 'lone' : 'usual', i / 7].join(',');
  });
  const table = readCsv(['x,city,rare,beds,lone,y', ...rows].join('\n'), { name: 'houses.csv' });
  return { table, source: 'houses.csv', name: 'houses', isBundled: false, sha256: '' };
}

const data = opened();
const chosen = { validation: undefined, seed: 1 };
const split = (choice: Partial<Parameters<typeof splitRows>[0]>, target = 'y') =>
  splitRows({ ...chosen, ...choice }, data, tabular.decideTarget(data.table, target));
const sorted = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);

test('two shares are --validation by another name, and both as they were before there was --split', () => {
  const { notes, ...parts } = split({ split: [0.75, 0.25] });
  expect({ notes, ...parts }).toEqual(split({ validation: 0.25 }));
  expect(parts).toEqual(splitIndices(rowCount, { testSize: 0.25, seed: 1 }));
  expect(notes).toEqual([]);
  const classes = split({ split: [0.75, 0.25] }, 'city');
  expect(classes).toEqual(split({ validation: 0.25 }, 'city'));
  const labels = data.table.column('city');
  expect(classes.test).toEqual(splitIndices(rowCount, { testSize: 0.25, seed: 1, stratify: labels }).test);
});

test('three shares: all rows, none twice, and the test rows those of two shares', () => {
  const { train, validation, test: kept } = split({ split: [0.5, 0.25, 0.25] });
  expect([train.length, validation.length, kept.length]).toEqual([20, 10, 10]);
  expect(sorted([...train, ...validation, ...kept])).toEqual(Array.from({ length: rowCount }, (_, i) => i));
  expect(kept).toEqual(split({ validation: 0.25 }).test);
});

test('by a column each part has its values in their proportion, also for a regression', () => {
  const { train, validation, test: kept } = split({ split: [0.5, 0.3, 0.2], stratify: 'city' });
  const galt = (rows: Int32Array) => [...rows].filter((row) => row % 4 === 0).length;
  expect([train, validation, kept].map((rows) => [galt(rows), rows.length])).toEqual([[5, 20], [3, 12], [2, 8]]); // prettier-ignore
  const { test: byBeds } = split({ validation: 0.2, stratify: 'beds' });
  expect([...byBeds].filter((row) => row % 2 === 0)).toHaveLength(4);
});

test('values of one row are taken together; one alone goes with the most frequent', () => {
  const { test: kept } = split({ split: [0.5, 0.5], stratify: 'rare' });
  // 3 rows of such values, 18 even and 19 odd ones.
  const rare = [...kept].filter((row) => row < 3).length;
  expect([1, 2]).toContain(rare);
  expect(split({ validation: 0.2, stratify: 'lone' }).test).toHaveLength(8);
});

test('classes keep their proportion unless told otherwise', () => {
  const count = (choice: Parameters<typeof split>[0]) =>
    [1, 2, 3, 4, 5].map((seed) => [...split({ ...choice, seed }, 'city').test].filter((row) => row % 4 === 0).length);
  expect(count({ validation: 0.2 })).toEqual([2, 2, 2, 2, 2]);
  expect(count({ validation: 0.2, stratify: true })).toEqual([2, 2, 2, 2, 2]);
  expect(new Set(count({ validation: 0.2, stratify: false })).size).toBeGreaterThan(1);
  expect(split({ validation: 0.2, stratify: false }, 'city').test).toEqual(split({ validation: 0.2 }).test);
});

test.each([
  [{ validation: 0.9, stratify: 'x' }, '--stratify x: it has 40 different values, but there are only 36 rows to test on; name a column of names, or of few numbers.'],
  [{ validation: 0.2, stratify: true }, '--stratify: the target y is a number; name a column of names whose proportions each part shall have.'],
  [{ validation: 0.2, stratify: 'town' }, 'houses.csv has no column "town".'],
  [{ validation: 0, stratify: 'city' }, '--stratify city: no rows are drawn here whose proportions could be kept; leave it out.'],
  [{ validation: 'other.h5', stratify: true }, '--stratify: no rows are drawn here whose proportions could be kept; leave it out.'],
  [{ split: [0.01, 0.4, 0.59] }, '--split 0.01,0.4,0.59 leaves none of the 40 rows of houses.csv to train on; choose a larger first share.'],
] as const)('%j', (choice, message) => {
  expect(() => split(choice)).toThrow(message);
}); // prettier-ignore
