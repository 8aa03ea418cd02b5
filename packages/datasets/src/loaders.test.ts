import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tabular } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { loadBreastCancer } from './loadBreastCancer.js';
import { loadDigits } from './loadDigits.js';
import { loadIris } from './loadIris.js';
import { loadPenguins } from './loadPenguins.js';
import { loadSacramento } from './loadSacramento.js';
import { loadWine } from './loadWine.js';

/** The rows of a committed raw file, as numbers. */
function rawRows(name: string, skip: number): number[][] {
  const text = gunzipSync(readFileSync(new URL(`../data/${name}.csv.gz`, import.meta.url))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .slice(skip)
    .map((line) => line.split(',').map(Number));
}

describe.each([
  ['breastCancer', loadBreastCancer, 1, 30, [212, 357]],
  ['iris', loadIris, 1, 4, [50, 50, 50]],
  ['wine', loadWine, 1, 13, [59, 71, 48]],
  ['digits', loadDigits, 0, 64, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
] as const)('%s', (name, load, skip, features, counts) => {
  it('holds every number of the raw file, examples as columns', async () => {
    const { X, labels, Y, featureNames, classNames } = await load();
    const rows = rawRows(name, skip);
    expect(X.shape).toEqual([features, rows.length]);
    expect(labels.shape).toEqual([1, rows.length]);
    expect([X.dtype, Y.dtype, labels.dtype]).toEqual(['float64', 'float64', 'int32']);
    expect(np.transpose(np.concatenate([X, labels], { axis: 0 })).toArray()).toEqual(rows);
    expect(featureNames).toHaveLength(features);
    expect(new Set(featureNames).size).toBe(features);
    expect(classNames).toHaveLength(counts.length);
  });

  it('has the published number of examples in each class, and targets that say the same', async () => {
    const { labels, Y } = await load();
    expect(np.bincount(np.ravel(labels)).toArray()).toEqual(counts);
    if (counts.length === 2) expect(Y.toArray()).toEqual(labels.toArray());
    else {
      expect(Y.shape).toEqual([counts.length, labels.shape[1]]);
      expect(np.argmax(Y, { axis: 0 }).toArray()).toEqual(np.ravel(labels).toArray());
      expect(np.sum(Y, { axis: 1 }).toArray()).toEqual(counts);
    }
  });

  it('comes as a fresh copy with its origin', async () => {
    const [a, b] = [await load(), await load()];
    expect(a.X.data).not.toBe(b.X.data);
    expect(a.license).toContain('CC BY 4.0');
    expect(a.description.length + a.source.length).toBeGreaterThan(40);
  });
});

describe('known numbers', () => {
  it('means that others publish', async () => {
    const iris = np.mean((await loadIris()).X, { axis: 1 }).toArray();
    [5.8433, 3.0573, 3.758, 1.1993].forEach((mean, i) => expect(iris[i]).toBeCloseTo(mean, 4));
    const cancer = await loadBreastCancer();
    expect(cancer.featureNames[0]).toBe('mean radius');
    expect(cancer.featureNames[29]).toBe('worst fractal dimension');
    expect(np.mean(np.slice(cancer.X, 0))).toBeCloseTo(14.1273, 4);
    expect(np.max((await loadDigits()).X)).toBe(16);
  });
});

describe('penguins', () => {
  it('is a table with missing values that tabular can fit', async () => {
    const { table, target } = await loadPenguins();
    expect([table.rowCount, table.columns.length, table.name]).toEqual([344, 8, 'penguins.csv']);
    const fitted = tabular.fit(table, { target });
    expect(fitted.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
    const { X, Y } = fitted.transform(table);
    expect([X.shape, Y?.shape]).toEqual([
      [11, 344],
      [3, 344],
    ]);
    expect(fitted.notes).toContain('column "sex": 11 of 344 values are missing; they form a category of their own.');
    expect(np.all(np.isFinite(X))).toBe(true);
  });
});

describe('sacramento', () => {
  it('is a table of sales that tabular can fit', async () => {
    const { table, target } = await loadSacramento();
    expect([table.rowCount, table.columns.length, table.name]).toEqual([932, 9, 'sacramento.csv']);
    const fitted = tabular.fit(table, { target });
    expect(fitted.task).toBe('regression');
    // 37 cities, 3 types and 5 numbers; the 68 zips are left out.
    expect(fitted.featureNames).toHaveLength(45);
    expect(fitted.notes).toEqual([
      'column "zip" is left out: 68 different texts in 932 rows are more than 50 categories.',
    ]);
    const { Y } = fitted.transform(table);
    if (Y === undefined) throw new Error('the table has a target');
    expect(np.ravel(fitted.inverseTarget(Y)).toArray().map(Math.round)).toEqual(table.column('price').map(Number));
  });
});
