/** Files that Apache Arrow wrote (test/parquet/golden.py), files that hyparquet-writer writes, and damaged ones. */
import { readFileSync } from 'node:fs';
import { Dice, mutate } from '@keepdims/tooling-testing';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { CliError } from '../../errors.js';
import { parquetFacts } from './parquetFacts.js';
import { readRuns } from './readRuns.js';

const file = (name: string): Buffer => readFileSync(new URL(`../../../test/parquet/${name}`, import.meta.url));
const golden = JSON.parse(file('golden.json').toString()) as Record<string, string[]>; // written by golden.py

describe('Parquet as Arrow writes it', () => {
  test.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'])('%s: every value of every kind', (codec) => {
    const { table } = parquetFacts(file(`${codec}.parquet`), 'golden.parquet');
    expect(Object.fromEntries(table.columns.map((name) => [name, table.column(name)]))).toEqual(golden);
    const numbers = table.columns.filter((name) => table.numbers(name) !== undefined);
    expect(numbers).toEqual(['int8', 'int32', 'uint32', 'int64', 'float', 'double', 'decimal', 'constant', 'empty']);
    expect(table.where(3)).toBe('golden.parquet, row 4');
  });

  test('in other encodings', () => {
    const { table } = parquetFacts(file('encodings.parquet'), 'encodings.parquet');
    for (const name of table.columns) expect(table.column(name)).toEqual(golden[name]);
    expect(table.columns).toEqual(['int32', 'int64', 'double', 'text']);
  });

  test.each([
    ['nested.parquet', 'nested.parquet, column tags: it holds lists or records, which are no values of a table; write the file anew without it, or with columns of numbers and texts instead.'],
    ['bytes.parquet', 'bytes.parquet, column raw: it holds raw bytes, which are no values of a table; write the file anew without it, or with columns of numbers and texts instead.'],
    ['rowless.parquet', 'rowless.parquet has no rows; at least one is needed.'],
    ['prefixes.parquet', 'prefixes.parquet cannot be read as Parquet: it uses the encoding DELTA_BYTE_ARRAY, which is not read; write it anew with another one.'],
  ])('%s is refused', (name, message) => {
    expect(() => parquetFacts(file(name), name)).toThrow(new CliError(message));
  }); // prettier-ignore
});

test('many pages and groups of rows', () => {
  const m = 20_000;
  const texts = Array.from({ length: m }, (_, i) => (i % 11 === 0 ? null : `name ${(i * 7) % 300}`));
  const numbers = Array.from({ length: m }, (_, i) => (i % 13 === 0 ? null : i / 7));
  const bytes = parquetWriteBuffer({
    pageSize: 4096,
    rowGroupSize: 7000,
    columnData: [
      { name: 'text', data: texts, type: 'STRING' },
      { name: 'number', data: numbers, type: 'DOUBLE' },
    ],
  });
  const { table } = parquetFacts(Buffer.from(bytes), 'many.parquet');
  expect(table.column('text')).toEqual(texts.map((text) => text ?? ''));
  expect(table.numbers('number')).toEqual(Float64Array.from(numbers, (number) => number ?? NaN));
});

describe('damaged files', () => {
  const damaged = new CliError('x.parquet cannot be read as Parquet: it is damaged or incomplete; get it anew.');

  test('what is none, encrypted, or cut off', () => {
    const whole = file('snappy.parquet');
    expect(() => parquetFacts(Buffer.from('a,b\n1,2\n'), 'x.parquet')).toThrow(new CliError('x.parquet is not a Parquet file; correct its name or --format, or get it anew.')); // prettier-ignore
    expect(() => parquetFacts(Buffer.from('PARE12345678PARE'), 'x.parquet')).toThrow(
      new CliError('x.parquet is encrypted; write it anew without encryption.'),
    );
    expect(() => parquetFacts(whole.subarray(0, 3000), 'x.parquet')).toThrow(damaged);
    expect(() => parquetFacts(Buffer.concat([whole.subarray(0, 100), whole.subarray(200)]), 'x.parquet')).toThrow(
      damaged,
    );
  });

  test('files with a few things wrong: a table, or one sentence', () => {
    const dice = new Dice(11);
    const tries = 400;
    const wholes = ['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4', 'encodings'].map((name) =>
      // No Buffer, whose slices are no copies.
      Uint8Array.from(file(`${name}.parquet`)),
    );
    let refused = 0;
    for (let i = 0; i < tries; i++) {
      const mutated = Buffer.from(mutate(dice.pick(wholes), dice, wholes, []));
      try {
        parquetFacts(mutated, 'x.parquet');
      } catch (error) {
        expect(error).toBeInstanceOf(CliError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(tries / 4);
  });
});

describe('readRuns', () => {
  test('unpacks runs of equal values and packed ones, of any width', () => {
    // Four times 5, then 1 to 8 in three bits each, as the specification draws them.
    const bytes = Uint8Array.of(8, 5, 3, 0b10001000, 0b11000110, 0b11111010);
    expect([...readRuns(bytes, 0, 6, 3, 12)]).toEqual([5, 5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...readRuns(bytes, 0, 6, 3, 5)]).toEqual([5, 5, 5, 5, 0]);
    expect([...readRuns(Uint8Array.of(2, 0xff, 0xff, 0xff, 0xff), 0, 5, 32, 1)]).toEqual([4294967295]);
    expect([...readRuns(Uint8Array.of(), 0, 0, 0, 3)]).toEqual([0, 0, 0]);
  });

  test.each([
    ['a run that claims more values than there are', [0xfe, 0xff, 0xff, 0xff, 0x0f, 1], 1, 10],
    ['packed values that claim more than a page holds', [0xff, 0xff, 0xff, 0xff, 0x0f, 1], 1, 10],
    ['runs that end early', [4, 1], 1, 10],
    ['packed values that end early', [3, 1], 8, 8],
    ['a length without end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 1, 1],
    ['too wide values', [2, 1, 1, 1, 1, 1], 33, 1],
  ])('refuses %s', (_, bytes, width, count) => {
    expect(() => readRuns(Uint8Array.from(bytes), 0, bytes.length, width, count)).toThrow('the runs are damaged');
  });
});
