import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { FormatError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { readCsv } from './readCsv.js';
import { Table } from './table.js';
import type { NumberCells } from './table.js';
import { tabular } from './tabular.js';
import type { TabularFitOptions } from './tabular/fit.js';

const columns = ['a', 'b', 'c', 'd'];
const table = new Table({
  name: 'arrays.npz',
  columns,
  values: [
    Float64Array.of(0.1, NaN, -0, 1e21),
    Float32Array.of(0.5, 1, NaN, 0.1),
    Int32Array.of(-1, 2, 3, 4),
    Uint8Array.of(0, 1, 255, 7),
  ],
});

describe('a table of numbers', () => {
  it('gives them as numbers, and as texts that read back to them', () => {
    expect(table.numbers('c')).toEqual(Int32Array.of(-1, 2, 3, 4));
    expect(columns.map((name) => table.column(name))).toEqual([
      ['0.1', '', '-0', '1e+21'],
      ['0.5', '1', '', '0.10000000149011612'],
      ['-1', '2', '3', '4'],
      ['0', '1', '255', '7'],
    ]);
    expect(Object.isFrozen(table.column('a'))).toBe(true);
    expect(readCsv('x\n1\n').numbers('x')).toBeUndefined();
    expect(() => table.numbers('e')).toThrow(
      'arrays.npz has no column "e". Did you mean "a"? Its columns are "a", "b", "c", "d".',
    );
  });

  it('keeps the types when rows are selected and columns dropped, and numbers the rows as before', () => {
    const some = table.select([3, 0, 3]).drop(['b']);
    expect(some.columns).toEqual(['a', 'c', 'd']);
    expect(some.numbers('a')).toEqual(Float64Array.of(1e21, 0.1, 1e21));
    expect(some.numbers('c')).toEqual(Int32Array.of(4, -1, 4));
    expect(some.numbers('d')).toEqual(Uint8Array.of(7, 0, 7));
    expect(some.where(0)).toBe('arrays.npz, row 4');
    expect(some.line(0)).toBeUndefined();
  });

  it('with an infinity counts as texts, so that it is told where it stands', () => {
    const infinite = new Table({
      name: 'x.npy',
      columns: ['x', 'y'],
      values: [
        Float64Array.from({ length: 20 }, (_, i) => (i === 4 ? -Infinity : i)),
        Uint8Array.from({ length: 20 }, (_, i) => i),
      ],
    });
    expect(infinite.numbers('x')).toBeUndefined();
    expect(() => tabular.fit(infinite, { target: 'y' })).toThrow(
      'x.npy, row 5, column x: "-Infinity" is not a number, but 19 of the 20 values in this column are numbers; correct it, leave it empty if unknown, or list the column as categorical.',
    );
  });

  it('says where a row is as its maker does', () => {
    const files = ['cat/1.png', 'dog/1.png'];
    const pictures = new Table({
      name: 'photos',
      columns: ['x'],
      values: [Uint8Array.of(1, 2)],
      place: (row) => `photos/${files[row] ?? ''}`,
    });
    expect(pictures.where(1)).toBe('photos/dog/1.png');
    expect(pictures.select([1]).drop([]).where(0)).toBe('photos/dog/1.png');
    expect(() => pictures.where(2)).toThrow('Table: there is no row 2: photos has 2 rows, counted from 0.');
  });
});

describe('Table.append', () => {
  it('puts rows below, by the names of the columns, each with its own place', () => {
    const first = readCsv('a,b\n1,x\n2,y\n', { name: 'train.csv' });
    const second = readCsv('b,more,a\nz,0,3\n', { name: 'test.csv' });
    const both = first.append(second);
    expect([both.name, both.columns, both.rowCount]).toEqual(['train.csv', ['a', 'b'], 3]);
    expect([both.column('a'), both.column('b')]).toEqual([['1', '2', '3'], ['x', 'y', 'z']]); // prettier-ignore
    expect([1, 2].map((row) => both.where(row))).toEqual(['train.csv, line 3', 'test.csv, line 2']);
    expect(both.select([2]).where(0)).toBe('test.csv, line 2');
    expect(both.line(2)).toBe(2);
    expect(() => second.append(first)).toThrow('train.csv has no column "more". Its columns are "a", "b".');
  });

  it('keeps numbers of one type, widens those of two, and joins numbers with texts as texts', () => {
    const doubled = table.append(table);
    expect(doubled.numbers('d')).toEqual(Uint8Array.of(0, 1, 255, 7, 0, 1, 255, 7));
    expect(doubled.where(4)).toBe('arrays.npz, row 1');
    const mixed = new Table({
      name: 'm',
      columns: ['a', 'c', 'd'],
      values: [Uint8Array.of(3), ['x'], Int32Array.of(-7)],
    });
    const joined = table.drop(['b']).append(mixed);
    expect(joined.numbers('a')).toEqual(Float64Array.of(0.1, NaN, -0, 1e21, 3));
    expect(joined.column('c')).toEqual(['-1', '2', '3', '4', 'x']);
    expect(joined.numbers('d')).toEqual(Float64Array.of(0, 1, 255, 7, -7));
    expect(joined.line(4)).toBeUndefined();
  });
});

/** The same table with every column as texts. */
function asTexts(numbers: Table): Table {
  return new Table({
    name: numbers.name,
    columns: numbers.columns,
    values: numbers.columns.map((name) => numbers.column(name)),
  });
}

/** The very bits, so that 0 and −0 differ. */
function bitsOf(array: ReturnType<typeof np.zeros> | undefined): BigUint64Array | undefined {
  return array && new BigUint64Array(Float64Array.from(np.contiguousData(array)).buffer);
}

describe('tabular', () => {
  const m = 60;
  const rng = randomState(9);
  const draw = (most: number): number => Math.floor(rng.random() * most);
  const of = <T extends NumberCells>(array: T, value: (row: number) => number): T => {
    for (let row = 0; row < m; row++) array[row] = value(row);
    return array;
  };
  const gap = (value: number): number => (draw(5) === 0 ? NaN : value);
  const wide = new Table({
    name: 'wide',
    columns: ['real', 'gaps', 'zeros', 'single', 'whole', 'bytes', 'constant', 'empty', 'late', 'counter', 'code', 'price', 'kind'],
    values: [
      of(new Float64Array(m), () => rng.random() * 1e5),
      of(new Float64Array(m), () => gap(rng.random() - 0.5)),
      of(new Float64Array(m), () => -draw(3)),
      of(new Float32Array(m), () => gap(rng.random())),
      of(new Int32Array(m), () => draw(1000) - 500),
      of(new Uint8Array(m), () => draw(256)),
      of(new Uint8Array(m), () => 7),
      of(new Float32Array(m), () => NaN),
      of(new Float64Array(m), (row) => (row < 40 ? NaN : row)),
      of(new Int32Array(m), (row) => row + 1),
      of(new Float64Array(m), () => gap(draw(4))),
      of(new Float64Array(m), () => rng.random() * 1e6),
      of(new Uint8Array(m), () => draw(3)),
    ],
  }); // prettier-ignore

  it.each<[string, TabularFitOptions]>([
    ['a regression', { target: 'price' }],
    ['classes', { target: 'kind' }],
    ['classes as a regression', { target: 'kind', task: 'regression', centerTarget: false }],
    ['numbers as names', { target: 'kind', categorical: ['code', 'gaps'] }],
    ['some rows', { target: 'price', rows: Array.from({ length: 30 }, (_, i) => (i * 7) % 40) }],
    ['no target', {}],
  ])('comes to the same bits from numbers as from texts: %s', (_, options) => {
    for (const numbers of [wide, wide.select(Array.from({ length: m }, (_, i) => (i * 11) % m))]) {
      const texts = asTexts(numbers);
      const [fitted, fromTexts] = [tabular.fit(numbers, options), tabular.fit(texts, options)];
      expect(fitted.toJSON()).toEqual(fromTexts.toJSON());
      const [own, same] = [fitted.transform(numbers), fromTexts.transform(texts)];
      expect(bitsOf(own.X)).toEqual(bitsOf(same.X));
      expect(bitsOf(own.Y)).toEqual(bitsOf(same.Y));
      expect(own.unseen).toEqual(same.unseen);
      // And from either of them with the other's.
      expect(bitsOf(fitted.transform(texts).X)).toEqual(bitsOf(same.X));
    }
  });

  it.each<[string, TabularFitOptions, string]>([
    ['gaps', { target: 'gaps' }, 'the target is missing (""), and in 12 more rows; fill them in or delete the rows.'],
    ['constant', { target: 'constant' }, 'wide, column constant: the target is "7" in every row'],
    ['bytes', { target: 'bytes', task: 'classification' }, 'are more than 50 classes; pass task: \'regression\''],
    ['only constants', { features: ['constant', 'empty'] }, 'column "empty" is left out: it has no values.'],
  ])('refuses the same: %s', (_, options, message) => {
    const errors = [wide, asTexts(wide)].map((one) => {
      try {
        tabular.fit(one, options);
      } catch (error) {
        return error instanceof FormatError ? error.message : error;
      }
      return undefined;
    });
    expect(errors[0]).toContain(message);
    expect(errors[1]).toBe(errors[0]);
  }); // prettier-ignore
});
