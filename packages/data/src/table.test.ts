import { describe, expect, it } from 'vitest';
import { FormatError } from '@keepdims/shapes';
import { fromRows } from './fromRows.js';
import { readCsv } from './readCsv.js';

const houses = readCsv('city,beds,price\nGALT,2,59222\nELK_GROVE,3,68212\n\nGALT,4,68880\n', { name: 'houses.csv' });

describe('Table', () => {
  it('selects rows in any order, with their lines', () => {
    const picked = houses.select([2, 0, 2]);
    expect(picked.column('beds')).toEqual(['4', '2', '4']);
    expect([0, 1, 2].map((row) => picked.line(row))).toEqual([5, 2, 5]);
    expect(picked.columns).toEqual(houses.columns);
    expect(houses.select(Int32Array.of(1)).rowCount).toBe(1);
    expect(houses.select([]).rowCount).toBe(0);
  });

  it('drops columns', () => {
    const dropped = houses.drop(['city', 'beds']);
    expect(dropped.columns).toEqual(['price']);
    expect(dropped.rowCount).toBe(3);
    expect(dropped.line(2)).toBe(5);
    expect(dropped.has('city')).toBe(false);
    expect(() => houses.drop(['city', 'beds', 'price'])).toThrow(
      new RangeError('Table.drop: houses.csv has only 3 columns; none would be left.'),
    );
    expect(() => houses.drop(['City'])).toThrow(FormatError);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(houses.columns)).toBe(true);
    expect(Object.isFrozen(houses.column('beds'))).toBe(true);
  });

  it('suggests the column that was meant', () => {
    expect(() => houses.column('pirce')).toThrow(
      'houses.csv has no column "pirce". Did you mean "price"? Its columns are "city", "beds", "price".',
    );
    expect(() => houses.column('PRICE')).toThrow('Did you mean "price"?');
    expect(() => houses.column('latitude')).toThrow(
      'houses.csv has no column "latitude". Its columns are "city", "beds", "price".',
    );
    const wide = readCsv(`${Array.from({ length: 20 }, (_, j) => `q${j}`).join()}\n${'1,'.repeat(19)}1\n`);
    expect(() => wide.column('nowhere')).toThrow('"q10", "q11", and 8 more.');
  });

  it('says where a row is', () => {
    expect(houses.where(2)).toBe('houses.csv, line 5');
    expect(fromRows([{ a: 1 }]).where(0)).toBe('table, row 1');
    expect(fromRows([{ a: 1 }]).line(0)).toBeUndefined();
  });

  it.each([-1, 3, 0.5, Number.NaN])('has no row %s', (row) => {
    const message = `Table: there is no row ${row}: houses.csv has 3 rows, counted from 0.`;
    expect(() => houses.select([row])).toThrow(new RangeError(message));
    expect(() => houses.line(row)).toThrow(new RangeError(message));
  });
});

describe('fromRows', () => {
  it('takes objects, with keys in order of appearance and gaps as missing', () => {
    const table = fromRows([
      { a: 1, b: 'x' },
      { b: true, c: Number.NaN },
      { a: null, c: 0.1 },
    ]);
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.column('a')).toEqual(['1', '', '']);
    expect(table.column('b')).toEqual(['x', 'true', '']);
    expect(table.column('c')).toEqual(['', '', '0.1']);
  });

  it('takes arrays with names', () => {
    const table = fromRows(
      [
        [1, 2],
        [3, undefined],
      ],
      { columns: ['a', 'b'], name: 'pairs' },
    );
    expect(table.column('b')).toEqual(['2', '']);
    expect(table.name).toBe('pairs');
  });

  it('refuses what is no table', () => {
    expect(() => fromRows([])).toThrow('table has no rows; at least one is needed.');
    expect(() => fromRows([{}])).toThrow('table has no columns; at least one is needed.');
    expect(() => fromRows([[1]])).toThrow('table: rows that are arrays need options.columns, the names in order.');
    expect(() => fromRows([[1], [1, 2]], { columns: ['a'] })).toThrow(
      'table, row 2: 2 values, but options.columns has 1; an unknown value is null.',
    );
    expect(() => fromRows([[1, 2]], { columns: ['a', 'a'] })).toThrow('table: two columns are named "a"; rename one.');
    expect(() => fromRows([[1, 2]], { columns: ['a', ''] })).toThrow('table: column 2 has no name; name it.');
    // @ts-expect-error a date is no cell
    expect(() => fromRows([{ sold: new Date(0) }])).toThrow(
      'table, row 1, column sold: a value must be a string, number, boolean or null, got object.',
    );
  });
});
