import { describe, expect, it } from 'vitest';
import { FormatError } from '@keepdims/shapes';
import { fromRows } from '../fromRows.js';
import { tabular } from '../tabular.js';
import type { TabularJSON } from './fittedTabular.js';
import { tabularFromJSON } from './tabularFromJSON.js';

const table = fromRows([
  { city: 'GALT', beds: 2, price: 100.5, kind: 'a' },
  { city: '', beds: 3, price: 300.5, kind: 'b' },
  { city: 'ELK', beds: null, price: 200.5, kind: 'c' },
]);

describe('tabularFromJSON', () => {
  it.each(['price', 'kind', undefined])('gives the same arrays as the saved one (target %s)', (target) => {
    const fitted = tabular.fit(table, target === undefined ? {} : { target });
    const copy = tabularFromJSON(JSON.parse(JSON.stringify(fitted)));
    expect(copy).toEqual(fitted);
    expect(copy.notes.length).toBeGreaterThan(0);
    const [a, b] = [fitted.transform(table), copy.transform(table)];
    expect(b.X.toArray()).toEqual(a.X.toArray());
    expect(b.Y?.toArray()).toEqual(a.Y?.toArray());
    expect([copy.task, copy.outputs, copy.classes]).toEqual([fitted.task, fitted.outputs, fitted.classes]);
  });

  const number = { kind: 'number', name: 'beds', median: 2, mean: 2, scale: 1 };
  const category = { kind: 'category', name: 'city', categories: ['ELK', 'GALT'], missing: false };
  const classes = { kind: 'classes', name: 'kind', classes: ['a', 'b'], numeric: false };
  const valid = { format: 'keepdims-tabular', version: 1, columns: [number, category], target: classes, notes: [] };

  it('takes the valid example that the refusals below change', () => {
    const json: TabularJSON = tabularFromJSON(valid).toJSON();
    expect(json).toEqual(valid);
  });

  it.each<[unknown, string]>([
    [null, 'the preprocessor must be an object, got null'],
    [[], 'the preprocessor must be an object, got []'],
    [{}, 'format must be "keepdims-tabular", got nothing'],
    [{ ...valid, version: 2 }, 'version must be 1, the only one this release reads, got 2'],
    [{ ...valid, columns: {} }, 'columns must be a list, got {}'],
    [{ ...valid, columns: [] }, 'columns must be at least one column, got []'],
    [
      { ...valid, columns: [{ ...number, kind: 'date' }] },
      'columns[0].kind must be "number" or "category", got "date"',
    ],
    [{ ...valid, columns: [{ ...number, name: '' }] }, 'columns[0].name must be a text, got ""'],
    [{ ...valid, columns: [{ ...number, median: '2' }] }, 'columns[0].median must be a finite number, got "2"'],
    [{ ...valid, columns: [{ ...number, mean: null }] }, 'columns[0].mean must be a finite number, got null'],
    [{ ...valid, columns: [category, { ...number, scale: 0 }] }, 'columns[1].scale must be a number above 0, got 0'],
    [{ ...valid, columns: [number, number] }, 'columns[1].name must be a name of its own, got "beds"'],
    [
      { ...valid, columns: [{ ...category, categories: ['a', 'a'] }] },
      'columns[0].categories must be a list of 1 or more different texts, got ["a","a"]',
    ],
    [{ ...valid, columns: [{ ...category, categories: [1] }] }, 'columns[0].categories[0] must be a text, got 1'],
    [{ ...valid, columns: [{ ...category, missing: 'no' }] }, 'columns[0].missing must be true or false, got "no"'],
    [{ ...valid, target: undefined }, 'target must be an object, got nothing'],
    [{ ...valid, target: { ...classes, name: 'beds' } }, 'target.name must be a name of its own, got "beds"'],
    [{ ...valid, target: { ...classes, kind: 'x' } }, 'target.kind must be "number" or "classes", got "x"'],
    [
      { ...valid, target: { ...classes, classes: ['a'] } },
      'target.classes must be a list of 2 or more different texts, got ["a"]',
    ],
    [{ ...valid, target: { ...classes, numeric: 1 } }, 'target.numeric must be true or false, got 1'],
    [
      { ...valid, target: { kind: 'number', name: 'p', mean: 0, scale: -1 } },
      'target.scale must be a number above 0, got -1',
    ],
    [{ ...valid, notes: 'none' }, 'notes must be a list, got "none"'],
    [{ ...valid, notes: 'x'.repeat(100) }, `notes must be a list, got "${'x'.repeat(59)}…`],
  ])('refuses %j', (json, message) => {
    const action = () => tabularFromJSON(json, { name: 'model.json' });
    expect(action).toThrow(FormatError);
    expect(action).toThrow(`model.json: ${message}.`);
  });

  it('refuses options that it has not', () => {
    const untyped = tabularFromJSON as (json: unknown, options: object) => unknown;
    expect(() => untyped({}, { file: 'model.json' })).toThrow(
      new RangeError(
        "tabularFromJSON(json, options): there is no option 'file'. Did you mean 'name'? The options are name.",
      ),
    );
  });
});
