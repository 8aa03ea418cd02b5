import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, readCsv } from './index.js';
import type { ReadCsvOptions, Table } from './index.js';

/** Every row with its line, or the message. */
function rowsOf(read: () => readonly Table[]): unknown {
  try {
    return read().flatMap((table) =>
      Array.from({ length: table.rowCount }, (_, row) => [
        table.line(row),
        ...table.columns.map((name) => [name, table.column(name)[row]]),
      ]),
    );
  } catch (error) {
    return String(error);
  }
}

function inPieces(text: string, cuts: readonly number[], options?: ReadCsvOptions): readonly Table[] {
  const reader = new CsvReader(options);
  const places = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  const pieces = places.map((end, i) => text.slice(places[i - 1] ?? 0, end));
  return [...pieces.map((piece) => reader.push(piece)), reader.end()].filter((table) => table !== undefined);
}

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '2.5',
    'é',
    ' ',
    '""',
    '"a,b"',
    '"x\ny"',
    '"x\r\ny"',
    '"say ""hi"""',
    '"open',
    'a"b',
    '"a"b',
  ),
  fc.string({ maxLength: 3 }),
);
const line = fc.oneof(
  { weight: 5, arbitrary: fc.array(cell, { minLength: 2, maxLength: 2 }).map((cells) => cells.join(',')) },
  fc.constantFrom('', ' ', ',', '1', '1,2,3'),
);
const csv = fc
  .tuple(
    fc.constantFrom('a,b', '\uFEFFa,b', '\n\na,b', 'one', '"a","b"'),
    fc.array(line, { maxLength: 6 }),
    fc.boolean(),
  )
  .chain(([head, lines, ended]) =>
    fc
      .array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: lines.length + 1, maxLength: lines.length + 1 })
      .map((breaks) =>
        [head, ...lines].map((text, i) => text + (i < lines.length || ended ? (breaks[i] ?? '\n') : '')).join(''),
      ),
  );

describe('CsvReader', () => {
  it('gives the rows and lines of readCsv, however the text is cut', () => {
    let rows = 0;
    fc.assert(
      fc.property(
        csv,
        fc.array(fc.nat(200), { maxLength: 8 }),
        fc.constantFrom(',', undefined),
        fc.boolean(),
        (text, cuts, delimiter, header) => {
          const options = delimiter === undefined ? { header } : { delimiter, header };
          const whole = rowsOf(() => [readCsv(text, options)]);
          const cut = rowsOf(() => inPieces(text, cuts, options));
          if (typeof whole === 'string' && typeof cut === 'string') return; // of several mistakes either may be told
          expect(cut).toEqual(whole);
          rows += Array.isArray(cut) ? cut.length : 0;
        },
      ),
      { numRuns: 500 },
    );
    expect(rows).toBeGreaterThan(100);
  });

  it('passes over lines above the table, however the text is cut', () => {
    fc.assert(
      fc.property(
        csv,
        fc.array(fc.nat(200), { maxLength: 8 }),
        fc.constantFrom('', '\uFEFF'),
        fc.array(fc.constantFrom('a title\n', 'one " quote\r\n', '\r', '1,2,3,4\n'), { minLength: 1, maxLength: 3 }),
        (text, cuts, mark, above) => {
          const table = text.replace(/^\uFEFF/, '').replace(/^\n/, 'a,b\n'); // '\r' above and '\n' would be one break
          const plain = rowsOf(() => [readCsv(table, { delimiter: ',' })]);
          if (typeof plain === 'string') return;
          const options = { delimiter: ',', skipLines: above.length };
          const skipped = rowsOf(() => inPieces(`${mark}${above.join('')}${table}`, cuts, options));
          const rows = plain as [line: number, ...unknown[]][]; // as rowsOf makes them
          expect(skipped).toEqual(rows.map(([line, ...cells]) => [line + above.length, ...cells]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells the delimiter and the columns from the first 100,000 characters', () => {
    const reader = new CsvReader();
    expect(reader.push('a;b\n1;2,5\n')).toBeUndefined();
    expect(reader.delimiter).toBeUndefined();
    const table = reader.push('3;4,5\n'.repeat(20_000));
    expect(table?.rowCount).toBe(20_001);
    expect([reader.delimiter, reader.columns, reader.isBetweenLines]).toEqual([';', ['a', 'b'], true]);
    reader.skip(2);
    expect(reader.push('"x\ny";z')).toBeUndefined();
    expect(reader.isBetweenLines).toBe(false);
    expect(reader.end('\n')?.where(0)).toBe('CSV, line 20005');
  });

  it.each([
    [['a,b\n1,2\n', '3\n'], 'CSV, line 3: 1 value, but the header names 2 columns; look for a missing value or a comma; an unknown value is left empty but keeps its place.'],
    [['a,b\n1,2\n"', '3,4\n'], 'CSV, line 3: a double quote opens here and is never closed; close it, or write "" for a quote inside a quoted value.'],
    [['a,b\n'], 'CSV has a header (line 1) but no rows below it; add the data, or pass header: false if that line is data.'],
    [['\n', ' \n'], 'CSV is empty; a header line and at least one row are needed.'],
    [['a,b\n1,2\n', '3,\0'], 'CSV is not UTF-8 text: it contains NUL characters. Save it again as "CSV UTF-8".'],
  ])('%j is refused', (pieces, message) => {
    const reader = new CsvReader({ delimiter: ',' });
    expect(() => [...pieces.map((piece) => reader.push(piece)), reader.end()]).toThrow(message);
  }); // prettier-ignore

  it('does not take in all of a file behind a quote that is not closed', () => {
    const reader = new CsvReader({ delimiter: ',' });
    reader.push('a,b\n1,"2\n');
    const piece = '3,4\n'.repeat(2 ** 20);
    const push = (): void => [1, 2, 3, 4, 5].forEach(() => reader.push(piece));
    expect(push).toThrow('CSV, line 2: a double quote opens here and is never closed; close it, or write');
  });

  it('refuses lines to skip that are no count, and skipping all there is', () => {
    expect(() => new CsvReader({ skipLines: 1.5 })).toThrow(
      new RangeError('new CsvReader: skipLines must be a whole number, 0 or more, got 1.5.'),
    );
    expect(() => readCsv('a,b\n1,2', { skipLines: 9 })).toThrow(
      'CSV is empty below its first 9 lines, which are skipped; skip fewer, or add a header line and rows.',
    );
  });

  it('refuses a delimiter of two characters', () => {
    expect(() => new CsvReader({ delimiter: '::' })).toThrow(
      'new CsvReader: delimiter must be one character other than a quote or a line break, got "::".',
    );
  });
});
