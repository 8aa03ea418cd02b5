/** Data that stay on the disk come to the same as data in memory, bit for bit. */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsv } from '@keepdims/data';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTrainWords } from '../commands/trainRequest.js';
import { evaluate } from '../model/evaluate.js';
import { planTraining } from '../model/runTraining.js';
import { trainNetwork } from '../model/trainNetwork.js';
import { modelJSON } from '../run/savedModel.js';
import { CellFile } from './cellFile.js';
import { LineNumbers } from './lineNumbers.js';
import { partsOf } from './partsOf.js';
import { readBlocks } from './readBlocks.js';
import { readCells } from './readCells.js';
import { readTables } from './readTables.js';
import { StreamedTable } from './streamedTable.js';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'keepdims-streaming-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Sixty houses, some values missing, of which every third is dear. */
const houses = [
  'sqft,beds,city,new,class,price',
  ...Array.from({ length: 60 }, (_, i) => {
    const sqft = 600 + ((i * 373) % 1900);
    const city = i % 11 === 5 ? '' : (['GALT', ' Elk Grove ', 'Rocklin'][i % 3] ?? '');
    return [
      sqft,
      i % 7 === 3 ? 'NA' : 1 + (i % 4),
      city,
      i % 2,
      ['low', 'mid', 'high'][(i * 7) % 3],
      110.25 * sqft,
    ].join(',');
  }),
  '',
].join('\n');

/** Plan and train as `keepdims train` does; numbers alone. */
async function trained(words: readonly string[], stream: boolean) {
  const planned = await planTraining(parseTrainWords(['train', ...words]), { stream });
  const { config, data, plan } = planned;
  const lines: unknown[] = [];
  const result = await trainNetwork(config, data, plan, {
    onEpoch: (record) => void lines.push(record),
    signal: new AbortController().signal,
  });
  return {
    model: modelJSON(result, data),
    split: [data.train.rows, data.validation?.rows, data.test?.rows],
    notes: data.notes,
    sha256: planned.opened.sha256,
    rows: planned.opened.table.rowCount,
    lines,
    evaluation: evaluate(data, result),
  };
}

describe('a training', () => {
  it.each([
    ['houses.csv --target price'],
    ['houses.csv --target price --output relu --dropout 0.2 --metrics rSquared --early-stopping 3'],
    [
      'houses.csv --target class --metrics f1,logLoss --class-weights balanced --split 0.6,0.2,0.2 --batch-norm --batch 9',
    ],
    ['houses.csv --target new --class-weights 1=3 --categorical beds'],
    ['houses.csv --target class --stratify city --features sqft,city'],
    ['quoted.csv --target price --ignore id'],
  ])('%s: has the bits of one in memory', async (line) => {
    const [name = '', ...words] = line.split(' ');
    const quoted = houses.replace(/^/gm, 'é').replace(/GALT/g, '"GALT, ""CA"""').replace(/^é$/m, '');
    const path = file(
      name,
      name === 'quoted.csv' ? quoted.replace(/^é/gm, (_, at: number) => (at === 0 ? 'id,' : `r${at},`)) : houses,
    );
    const options = [path, ...words, '--epochs', '4', '--hidden', '5'];
    expect(await trained(options, true)).toEqual(await trained(options, false));
  });

  it('of a large file too, but for the last digits of what is added up in parts', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${Math.sin(i)},${(i * 7919) % 101},${['a', 'b'][i % 2]},${Math.cos(i)}`,
    );
    const path = file('large.csv', `x,n,c,y\n${rows.join('\r\n')}`);
    const options = [path, '--target', 'y', '--epochs', '1', '--hidden', '4', '--batch', '256', '--validation', '0.3'];
    const [streamed, held] = [await trained(options, true), await trained(options, false)];
    expect(streamed.model).toBe(held.model);
    expect(streamed.split).toEqual(held.split);
    const [a, b] = [streamed.evaluation, held.evaluation];
    if (a.task !== 'regression' || b.task !== 'regression') throw new Error('y is a number');
    expect(a.predictions).toHaveLength(1000);
    expect(a.test?.rootMeanSquaredError).toBeCloseTo(b.test?.rootMeanSquaredError ?? NaN, 12);
  });

  it.each([
    [
      'houses.csv --target price --batch full',
      '--batch full: the rows are not in memory, so they are taken in batches; give a number, such as 32.',
    ],
    [
      'houses.csv --target price --validation other.csv',
      '--validation other.csv: a file that is not read into memory is tested on a share of its own rows; give one, such as 0.2.',
    ],
    ['iris', '--stream: iris is no CSV or TSV file; leave it out.'],
    ['packed.csv.gz', '--stream: packed.csv.gz is packed; unpack it first, or leave --stream out.'],
    ['nothing.csv --target price', 'There is no file'],
  ])('%s is refused', async (line, message) => {
    file('houses.csv', houses);
    writeFileSync(join(folder, 'packed.csv.gz'), gzipSync(houses));
    const [name = '', ...words] = line.split(' ');
    const source = name.includes('.csv') ? join(folder, name) : name;
    await expect(trained([source, ...words], true)).rejects.toThrow(message);
  });
});

const read = (text: string, texts: readonly string[] = []): StreamedTable =>
  new StreamedTable(readCells([Buffer.from(text)], { name: 'a.csv', delimiter: undefined, texts }));

describe('StreamedTable', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'NA',
      '0',
      '-0',
      '1.',
      '.5',
      '-.25e3',
      '1e22',
      '1e-22',
      '1E5',
      '+7',
      'e5',
      '.',
      '-',
      '1e',
      ' 3 ',
      '007',
    ),
    fc.constantFrom(
      '0.1',
      '123456789012345678',
      '9007199254740993',
      '3.141592653589793',
      '1e300',
      '-5e-324',
      'é',
      '"q"',
      '1e999',
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map(String),
  );

  it('holds the cells of readCsv, also those that bytes were scanned for', () => {
    let scanned = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.constantFrom('a', ' b', 'NA', '"c\nd"', 'é')), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, lineEnd) => {
          // The block after the first one is scanned.
          const head = 'n,c\n1,a\n';
          const tail = rows.map((cells) => `${cells.join(',')}${lineEnd}`).join('');
          const table = readCsv(head + tail, { name: 'a.csv' });
          const numbers = table.column('n').map((text) => (/^\s*(na)?\s*$/i.test(text) ? NaN : Number(text)));
          const isNumbers = !table.column('n').some((text, i) => Number.isNaN(numbers[i]) !== /^\s*(na)?\s*$/i.test(text)) && numbers.every((x) => x !== Infinity); // prettier-ignore
          const streamed = (): StreamedTable =>
            new StreamedTable(
              readCells([Buffer.from(head), Buffer.from(tail)], { name: 'a.csv', delimiter: ',', texts: [] }),
            );
          if (!isNumbers) {
            expect(streamed).toThrow('is not a number, but the first rows of this column hold numbers');
            return;
          }
          const read = streamed();
          expect(Array.from(read.numbers('n') ?? [])).toEqual(numbers);
          expect(read.column('c')).toEqual(table.column('c').map((text) => text.trim().replace('NA', '')));
          expect(read.line(read.rowCount - 1)).toBe(table.line(table.rowCount - 1));
          scanned++;
        },
      ),
      { numRuns: 300 },
    );
    expect(scanned).toBeGreaterThan(5);
  });

  it('knows the lines, and gives rows and columns as a Table does', () => {
    const table = read('a,b\n\n1,"x\ny"\n2,z\n,x\n');
    expect([0, 1, 2].map((row) => table.where(row))).toEqual(['a.csv, line 3', 'a.csv, line 5', 'a.csv, line 6']);
    expect([table.rowCount, table.columns, table.has('b'), table.has('c')]).toEqual([3, ['a', 'b'], true, false]);
    expect([table.column('a'), table.numbers('b')]).toEqual([['1', '2', ''], undefined]);
    const some = table.select([2, 0, 2]);
    expect([some.column('b'), some.column('a'), some.line(1)]).toEqual([['x', 'x\ny', 'x'], ['', '1', ''], 3]);
    expect(() => table.column('c')).toThrow('a.csv has no column "c". Did you mean "a"? Its columns are "a", "b".');
    expect(() => table.line(3)).toThrow('Table: there is no row 3: a.csv has 3 rows, counted from 0.');
  });

  it('refuses a text below numbers, but not among names', () => {
    const rows = '1,a\n'.repeat(30_000);
    const blocks = (last: string): Buffer[] => [Buffer.from(`n,c\n${rows}`), Buffer.from(last)];
    const options = { name: 'a.csv', delimiter: undefined, texts: [] };
    expect(() => readCells(blocks('2,5\n"3x",b\n'), options)).toThrow(
      'a.csv, line 30003, column n: "3x" is not a number, but the first rows of this column hold numbers; correct it, leave it empty ' +
        'if unknown, or list the column as categorical.',
    );
    const table = new StreamedTable(readCells(blocks('2,5\n3x,b\n'), { ...options, texts: ['n'] }));
    expect(table.column('n').slice(-2)).toEqual(['2', '3x']);
    expect(() => readCells(blocks('2,5\n3\n'), options)).toThrow(
      'a.csv, line 30003: 1 value, but the header names 2 columns',
    );
  });

  it('gives up a column of ever new texts', () => {
    const rows = Array.from({ length: 100_002 }, (_, i) => `${i % 9},id${i}`);
    const table = read(`n,id\n${rows.join('\n')}\n`);
    expect(table.givenUp).toEqual(['id']);
    expect(() => table.column('id')).toThrow(
      'a.csv, column id: it has more than 100,000 different texts; choose another target',
    );
    expect(table.numbers('n')?.slice(0, 3)).toEqual(Float64Array.of(0, 1, 2));
  });
});

describe('CellFile', () => {
  it('gives back rows and columns over many blocks, and leaves nothing behind', () => {
    const before = readdirSync(tmpdir()).filter((name) => name.endsWith('.cells'));
    const cells = new CellFile(40_000); // three rows a block
    const rows = 10;
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < 3; j++) cells.block[j * cells.blockRows + cells.filled] = 100 * row + j;
      cells.endRow();
    }
    cells.end();
    expect([cells.blockRows, cells.rows]).toEqual([3, rows]);
    expect(Array.from(cells.column(1))).toEqual(Array.from({ length: rows }, (_, row) => 100 * row + 1));
    const seen: number[] = [];
    cells.visit(Int32Array.of(9, 0, 4, 9), (block, places, inBlock) => {
      places.forEach((place, i) => (seen[place] = block[2 * cells.blockRows + (inBlock[i] ?? 0)] ?? NaN));
    });
    expect(seen).toEqual([902, 2, 402, 902]);
    expect(readdirSync(tmpdir()).filter((name) => name.endsWith('.cells'))).toEqual(before);
    cells.close();
  });

  it('says what it needs room for', () => {
    const { TMPDIR } = process.env;
    process.env.TMPDIR = join(folder, 'nowhere');
    try {
      expect(() => new CellFile(2)).toThrow(
        /^Cannot write the temporary file .*\.cells: .* 8 bytes a cell; the variable TMPDIR names its folder\.$/,
      );
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });
});

describe('readBlocks', () => {
  it('cuts behind line feeds, and loses no byte', () => {
    const text = `a,b\n${'1,é\n'.repeat(2_000_000)}end`;
    const path = file('blocks.csv', text);
    const blocks = Array.from(readBlocks(path, 'blocks.csv'), (block) => block.toString('utf8'));
    expect(blocks.length).toBeGreaterThan(2);
    expect(blocks.slice(0, -1).every((block) => block.endsWith('\n'))).toBe(true);
    expect(blocks.join('') === text).toBe(true);
  });

  it('notices a file that changes meanwhile', () => {
    const path = file('growing.csv', 'a,b\n'.repeat(2_000_000));
    const readAll = (): void => {
      for (const block of readBlocks(path, 'growing.csv')) if (block.length > 0) appendFileSync(path, '1,2\n');
    };
    expect(readAll).toThrow('growing.csv changed while it was read; try again when nothing writes to it any more.');
  });

  it('names the line that is not UTF-8', () => {
    const path = file(
      'latin.csv',
      Buffer.concat([Buffer.from('a,b\n'.repeat(2_000_000)), Buffer.from('1,\xe9\n', 'latin1')]),
    );
    expect(() => Array.from(readBlocks(path, 'latin.csv'))).toThrow('latin.csv, line 2000001: this is not UTF-8 text;');
  });
});

it('LineNumbers: rows of one line each take one entry', () => {
  const lines = new LineNumbers();
  lines.add(2, 1000);
  lines.add(1002);
  lines.add(1005, 10);
  expect([0, 999, 1000, 1001, 1010].map((row) => lines.of(row))).toEqual([2, 1001, 1002, 1005, 1014]);
});

it('partsOf gives what is in memory in one part', () => {
  const planned = planTraining(parseTrainWords(['train', 'iris', '--epochs', '1']));
  return planned.then(({ data }) => {
    expect(Array.from(partsOf(data.train), ({ X, first }) => [X.shape, first])).toEqual([[[4, 120], 0]]);
  });
});

it('readTables gives all rows of a large file, some at a time', () => {
  const rows = 700_000;
  const path = file('many.csv', `a,b\n${'1,"x"\n'.repeat(rows)}`);
  const tables = Array.from(readTables(path, undefined, {}, 1000) ?? [], ({ rowCount, columns }) => ({
    rowCount,
    columns,
  }));
  expect(tables.length).toBeGreaterThan(1);
  expect(tables.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(rows);
  expect(tables.map(({ columns }) => columns)).toEqual(tables.map(() => ['a', 'b']));
});

it('readTables is for standard input and large files', () => {
  expect(readTables(file('small.csv', 'a,b\n1,2\n'), undefined)).toBeUndefined();
  expect(readTables('iris', undefined)).toBeUndefined();
  expect(readTables(join(folder, 'nothing.csv'), undefined)).toBeUndefined();
});
