import { dsvFormat } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '@keepdims/shapes';
import { readCsv } from './readCsv.js';

/** The error of a call, for assertions on its message and fields. */
function errorOf(action: () => unknown): FormatError {
  try {
    action();
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('expected a FormatError, but nothing was thrown');
}

describe('readCsv', () => {
  it('reads a header and rows', () => {
    const table = readCsv('beds,price\n2,59222\n3,68212\n', { name: 'houses.csv' });
    expect(table.name).toBe('houses.csv');
    expect(table.columns).toEqual(['beds', 'price']);
    expect(table.rowCount).toBe(2);
    expect(table.column('price')).toEqual(['59222', '68212']);
  });

  it('keeps a missing value of a single column, so that rows stay where they were', () => {
    const table = readCsv('\nx\n1\n\n3\n""\n\n\n');
    expect(table.column('x')).toEqual(['1', '', '3', '']);
    expect([0, 1, 2, 3].map((row) => table.line(row))).toEqual([3, 4, 5, 6]);
    expect(readCsv('\r\n1\r\n\r\n2\r\n\r\n', { header: false }).column('column1')).toEqual(['', '1', '', '2']);
    expect(readCsv('x\n""\n""').column('x')).toEqual(['', '']);
  });

  it('does not take a quoted empty value for a blank line', () => {
    expect(() => readCsv('a,b\n1,2\n""\n')).toThrow('CSV, line 3: 1 value, but the header names 2 columns');
  });

  it('takes a byte-order mark, Windows line ends, blank lines and a missing last line end', () => {
    const table = readCsv('\uFEFFbeds,price\r\n\r\n2,59222\r\n   \r\n3,68212');
    expect(table.columns).toEqual(['beds', 'price']);
    expect(table.column('beds')).toEqual(['2', '3']);
    expect([table.line(0), table.line(1)]).toEqual([3, 5]);
  });

  it('counts the lines of the file, breaks inside quotes included', () => {
    const table = readCsv('name,n\n"two\nlines",1\n"three\r\n\r\nlines",2\nplain,3\n');
    expect(table.column('name')).toEqual(['two\nlines', 'three\r\n\r\nlines', 'plain']);
    expect([0, 1, 2].map((row) => table.line(row))).toEqual([2, 4, 7]);
  });

  it('keeps quoted delimiters, doubled quotes and the spaces of values, and trims names', () => {
    const table = readCsv(' a ,"b"\n"x,y","say ""hi"""\n z ,""\n');
    expect(table.columns).toEqual(['a', 'b']);
    expect(table.column('a')).toEqual(['x,y', ' z ']);
    expect(table.column('b')).toEqual(['say "hi"', '']);
  });

  it.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon, with decimal commas', 'a;b\n1,5;2,5\n1,5;2,5\n'],
    ['semicolon, with a comma in a name', 'a, in metres;b\n1;2\n3;4\n'],
    ['tab', 'a\tb\n1\t2\n'],
    ['comma, semicolons in quotes', 'a,b\n"1;2;3",2\n'],
  ])('finds the delimiter: %s', (_, text) => {
    expect(readCsv(text).columns).toHaveLength(2);
  });

  it('refuses options that it has not', () => {
    const untyped = readCsv as (text: string, options: object) => unknown;
    expect(() => untyped('a\n1', { file: 'a.csv' })).toThrow(
      new RangeError(
        "readCsv(text, options): there is no option 'file'. Did you mean 'name'? The options are name, header, delimiter, skipLines.",
      ),
    );
    expect(() => untyped('a\n1', { separator: ';' })).toThrow(
      "readCsv(text, options): there is no option 'separator'. Did you mean 'delimiter'?",
    );
  });

  it('uses the delimiter it is told', () => {
    expect(readCsv('a|b\n1|2,3\n', { delimiter: '|' }).column('b')).toEqual(['2,3']);
    expect(() => readCsv('a\n1', { delimiter: '||' })).toThrow(
      new RangeError('readCsv: delimiter must be one character other than a quote or a line break, got "||".'),
    );
    expect(() => readCsv('a\n1', { delimiter: '"' })).toThrow(RangeError);
  });

  it('names the columns itself when there is no header', () => {
    const table = readCsv('1,2\n3,4\n', { header: false });
    expect(table.columns).toEqual(['column1', 'column2']);
    expect(table.rowCount).toBe(2);
    expect(table.line(0)).toBe(1);
  });

  it('says what to do with a first line of numbers', () => {
    expect(() => readCsv('150,4,setosa\n5.1,3.5,1.4,0\n', { name: 'iris.csv' })).toThrow(
      'iris.csv, line 2: 4 values, but the header names 3 columns; line 1 holds numbers: if it names no columns, pass header: false, ' +
        'or skipLines: 1 if it is no row either.',
    );
    expect(() => readCsv('0,0,5\n1,2,3\n', { name: 'digits.csv' })).toThrow(
      'digits.csv, line 1: columns 1 and 2 are both named "0"; pass header: false if that line is data, or rename one.',
    );
    expect(() => readCsv('150,4,setosa\n5.1,3.5,1.4,0\n', { name: 'iris.csv', header: false })).toThrow(
      'iris.csv, line 2: 4 values, but line 1 has 3; if line 1 is no row, pass skipLines: 1.',
    );
    const table = readCsv('150,4,setosa\n5.1,3.5,1.4,0\n', { header: false, skipLines: 1 });
    expect([table.columns, table.line(0)]).toEqual([['column1', 'column2', 'column3', 'column4'], 2]);
  });

  it('reads a row of empty values, and names such as __proto__ and constructor', () => {
    expect(readCsv('a,b\n,\n').column('a')).toEqual(['']);
    expect(readCsv('__proto__,constructor\n1,2\n').column('__proto__')).toEqual(['1']);
  });
});

describe('readCsv refuses', () => {
  it.each<[string, string, string, number | undefined]>([
    [
      'too few values',
      'a,b,c\n1,2,3\n1,2\n',
      'houses.csv, line 3: 2 values, but the header names 3 columns; look for a missing value or a comma; an unknown value is left empty but keeps its place.',
      3,
    ],
    [
      'too many values',
      'a,b\n"x\ny",2\n1,2,3\n',
      'houses.csv, line 4: 3 values, but the header names 2 columns; a value that contains a comma must stand in double quotes.',
      4,
    ],
    [
      'one value',
      'a;b\n1;2\n1\n',
      'houses.csv, line 3: 1 value, but the header names 2 columns; look for a missing value or a semicolon; an unknown value is left empty but keeps its place.',
      3,
    ],
    ['an empty file', ' \n\n', 'houses.csv is empty; a header line and at least one row are needed.', undefined],
    [
      'only empty quotes',
      '""\n',
      'houses.csv, line 1: column 1 has no name; name it, or remove it together with its values.',
      1,
    ],
    [
      'a header alone',
      '\na,b\n\n',
      'houses.csv has a header (line 2) but no rows below it; add the data, or pass header: false if that line is data.',
      2,
    ],
    [
      'an unclosed quote',
      'a,b\n1,2\n3,"4\n5,6\n',
      'houses.csv, line 3: a double quote opens here and is never closed; close it, or write "" for a quote inside a quoted value.',
      3,
    ],
    [
      'text after a quote',
      'a,b\n"x"y,2\n',
      'houses.csv, line 2: "y" follows a closing double quote; write "" for a quote inside a quoted value.',
      2,
    ],
    [
      'a nameless column',
      'a,,c\n1,2,3\n',
      'houses.csv, line 1: column 2 has no name; name it, or remove it together with its values.',
      1,
    ],
    ['doubled names', 'a,b,a \n1,2,3\n', 'houses.csv, line 1: columns 1 and 3 are both named "a"; rename one.', 1],
    [
      'UTF-16',
      'a\0,\0b\0\n',
      'houses.csv is not UTF-8 text: it contains NUL characters. Save it again as "CSV UTF-8".',
      undefined,
    ],
  ])('%s', (_, text, message, line) => {
    const error = errorOf(() => readCsv(text, { name: 'houses.csv' }));
    expect(error.message).toBe(message);
    expect(error.file).toBe('houses.csv');
    expect(error.line).toBe(line);
    expect(error.expected).toBeTypeOf('string');
    expect(error.name).toBe('FormatError');
  });

  it('ragged rows without a header', () => {
    expect(errorOf(() => readCsv('1,2\n3\n', { header: false })).message).toBe(
      'CSV, line 2: 1 value, but line 1 has 2; look for a missing value or a comma; an unknown value is left empty but keeps its place.',
    );
  });
});

describe('readCsv properties', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 6 }).filter((text) => !text.includes('\0')),
    fc.constantFrom('', '"', '""', 'a"b', ',', ';', '\t', '\n', '\r\n', '\r', ' x ', '1,5', 'é', '漢字'),
  );
  const rows = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

  it('reads back whatever a writer quoted, and gives each row the line it begins on', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (written, delimiter) => {
        const columns = (written[0] ?? []).map((_, j) => `c${j}`);
        const format = dsvFormat(delimiter);
        const text = format.formatRows([columns, ...written]);
        const table = readCsv(text, { delimiter });
        written.forEach((row, i) => {
          expect(columns.map((column) => table.column(column)[i])).toEqual(row);
          const before = format.formatRows([columns, ...written.slice(0, i)]);
          expect(table.line(i)).toBe(before.split(/\r\n|\n|\r/).length + 1);
        });
      }),
    );
  });
});
