/** Every format gives the same table; what a file is, is found out from its content; wrong files end in one sentence. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tabular } from '@keepdims/data';
import { writeIdx, writeNpy, writeNpz } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openData } from './openData.js';
import type { OpenOptions } from './openData.js';
import { unpackGzip } from './unpackGzip.js';

let folder: string;
const path = (name: string): string => join(folder, name);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path(name), content);
  return path(name);
};
const sum = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-open-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows with a missing number, texts, numbers that need all their digits, and a key that some rows lack. */
const rows = Array.from({ length: 30 }, (_, i) => ({
  size: i === 4 ? null : (i * 7) % 13,
  share: i / 7,
  city: ['GALT', 'ELK_GROVE', 'Zürich'][i % 3] ?? '',
  ...(i === 9 ? {} : { late: i * 1e15 }),
  sold: i % 4 === 0,
}));
const columns = ['size', 'share', 'city', 'late', 'sold'] as const;
const cellsOf = (name: (typeof columns)[number]) => rows.map((row) => row[name] ?? null);
const separated = (mark: string): string =>
  `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => cells.join(mark)).join('\n')}\n`;
const jsonl = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('tables', () => {
  const types = ['DOUBLE', 'DOUBLE', 'STRING', 'DOUBLE', 'BOOLEAN'] as const;
  const parquet = new Uint8Array(
    parquetWriteBuffer({ columnData: columns.map((name, i) => ({ name, data: cellsOf(name), type: types[i] ?? 'STRING' })) }),
  ); // prettier-ignore

  test.each<[string, string | Uint8Array, string, OpenOptions?]>([
    ['a.csv', separated(','), 'csv'],
    ['b.csv', separated(';'), 'csv'],
    ['c.tsv', separated('\t'), 'tsv'],
    ['d.csv.gz', gzipSync(separated(',')), 'csv'],
    ['e.txt', jsonl, 'jsonl'],
    ['f.ndjson.gz', gzipSync(`\uFEFF${jsonl.replaceAll('\n', '\r\n\n')}`), 'jsonl'],
    ['g', JSON.stringify(rows, undefined, 2), 'json'],
    ['h.dat', parquet, 'parquet'],
    ['i.parquet.gz', gzipSync(parquet), 'parquet'],
    ['j.csv', separated('\t'), 'tsv', { format: 'tsv' }],
    ['k.csv', jsonl, 'jsonl', { format: 'jsonl' }],
  ])('%s', async (name, content, format, options) => {
    const opened = await openData(write(name, content), options);
    const { table } = opened;
    expect(opened).toMatchObject({ format, isBundled: false, name: name.replace(/(?:\.gz)?$/, '').replace(/\.\w+$/, '') });
    expect(opened.sha256).toBe(sum(content));
    expect(table.columns).toEqual(columns);
    expect(table.column('city')).toEqual(cellsOf('city'));
    expect(table.column('sold')).toEqual(cellsOf('sold').map(String));
    // The very same preprocessing and numbers as from the CSV.
    const csv = (await openData(write('same.csv', separated(',')))).table;
    const [fitted, wanted] = [table, csv].map((one) => tabular.fit(one, { target: 'sold' }));
    expect(fitted?.toJSON()).toEqual(wanted?.toJSON());
    expect(fitted?.transform(table).X.toArray()).toEqual(wanted?.transform(csv).X.toArray());
    expect(fitted?.transform(table).Y?.toArray()).toEqual(wanted?.transform(csv).Y?.toArray());
  }); // prettier-ignore

  test('rows of lines are told by line, others by number', async () => {
    const { table } = await openData(write('lines.jsonl', '\n{"a":1}\n\n{"a":2}\n'));
    expect([table.where(1), table.line(1)]).toEqual(['lines.jsonl, line 4', 4]);
    expect((await openData(write('list.json', '[{"a":1},{"a":2}]'))).table.where(1)).toBe('list.json, row 2');
  });

  test.each([
    ['bad.jsonl', '{"a":1}\n{"a":\n', 'bad.jsonl, line 2: this is not valid JSON; each line of JSON Lines must be one whole object.'],
    ['list.jsonl', '{"a":1}\n[2]\n', 'list.jsonl, line 2: a row must be an object, such as {"beds": 2}, but is a list.'],
    ['deep.jsonl', '{"a":1}\n\n{"a":{"b":2}}\n', 'deep.jsonl, line 3, column a: lists and objects are no values of a table; give their parts columns of their own.'],
    ['tags.json', '[{"a":1},{"a":[1,2]}]', 'tags.json, row 2, column a: lists and objects are no values of a table; give their parts columns of their own.'],
    ['long.jsonl', `"${'x'.repeat(99)}"`, `long.jsonl, line 1: a row must be an object, such as {"beds": 2}, but is "${'x'.repeat(38)}….`],
    ['text.json', '[{"a":1},3]', 'text.json, row 2: a row must be an object, such as {"beds": 2}, but is 3.'],
    ['key.jsonl', '{"":1}\n', 'key.jsonl, line 1: a key is empty; name the column.'],
    ['nothing.json', '[]', 'nothing.json has no rows; at least one is needed.'],
    ['bare.jsonl', '{}\n{}\n', 'bare.jsonl has no columns: all of its objects are empty.'],
    ['cut.json', '[{"a":1},', 'cut.json: this is not valid JSON; it must be a list of objects, one a row.'],
    ['latin.jsonl', Buffer.from('{"a":"x"}\n{"a":"\xe4"}\n', 'latin1'), 'latin.jsonl, line 2: this is not UTF-8 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
    ['x.parquet', 'a,b\n1,2\n', 'x.parquet is not a Parquet file; correct its name or --format, or get it anew.'],
    ['x.npy', 'a,b\n1,2\n3,4\n', 'x.npy, offset 0: this is no npy file: it does not begin with \\x93NUMPY.'],
    ['cut.csv.gz', gzipSync(separated(',')).subarray(0, 60), 'cut.csv.gz begins as a gzip file, but is damaged or incomplete; get it anew.'],
    ['twice.csv.gz', gzipSync(gzipSync('a\n1\n')), 'twice.csv.gz is packed twice; unpack it once with gunzip.'],
    ['net.onnx', Uint8Array.of(8, 10, 18, 2, 0x6b, 0x64), 'net.onnx is a file of a network (onnx), not a table; see keepdims inspect.'],
  ])('%s is refused', async (name, content, message) => {
    await expect(openData(write(name, content))).rejects.toThrow(message);
  }); // prettier-ignore

  test('an object is no list, and idle options are mistakes', async () => {
    await expect(openData(write('one.json', '{"a": [1, 2]}'), { format: 'json' })).rejects.toThrow(
      'one.json is JSON, but no list of rows; write [{…}, {…}], or an object a line and --format jsonl.',
    );
    const csv = write('plain.csv', separated(','));
    await expect(openData(csv, { labels: 'x' })).rejects.toThrow(
      '--labels is for IDX files of pictures, but the data are csv; leave it out.',
    );
    await expect(openData(csv, { imageSize: '8x8' })).rejects.toThrow(
      '--image-size is for image files, but the data are csv; leave it out.',
    );
    await expect(openData(csv, { grayscale: true })).rejects.toThrow(
      '--grayscale is for image files, but the data are csv; leave it out.',
    );
  });

  test('a small file that unpacks to a large one is refused', () => {
    expect(() => unpackGzip(gzipSync(Buffer.alloc(5000)), 'bomb.csv.gz', 4999)).toThrow(
      'bomb.csv.gz would be longer than 4999 bytes when unpacked, too long to be read at once.',
    );
    expect(unpackGzip(gzipSync(Buffer.alloc(5000)), 'bomb.csv.gz', 5000)).toHaveLength(5000);
  });

  test('a small file cannot claim a table larger than memory', async () => {
    const keys = Array.from({ length: 17_000 }, (_, i) => `{"k${i}":1}\n`).join('');
    await expect(openData(write('wide.jsonl', keys))).rejects.toThrow(
      'wide.jsonl has 16,385 rows of 16,385 columns, but only 268,435,456 cells can be read at once; take fewer rows or columns.',
    );
  });
});

describe('--validation FILE', () => {
  test('of another format: its rows are those to test on', async () => {
    const train = write('train.csv', 'a,b\n1,x\n2,y\n');
    const test = write('test.jsonl', '{"b":"z","more":0,"a":3.5}\n');
    const opened = await openData(train, { validation: test });
    expect([opened.trainRows, opened.table.column('a'), opened.table.column('b')]).toEqual([2, ['1', '2', '3.5'], ['x', 'y', 'z']]); // prettier-ignore
    expect([1, 2].map((row) => opened.table.where(row))).toEqual(['train.csv, line 3', 'test.jsonl, line 1']);
    expect(opened.validation).toEqual({ source: test, name: 'test.jsonl', sha256: sum(readFileSync(test)) });
    expect(opened.sha256).toBe(sum(readFileSync(train)));
  });

  test('of a bundled set, numbers stay numbers', async () => {
    const { table: iris } = await openData('iris');
    const some = iris.select([0, 60]);
    const csv = [iris.columns.join(), ...[0, 1].map((row) => iris.columns.map((name) => some.column(name)[row]).join())].join('\n');
    const own = await openData('iris', { validation: 'iris' });
    expect([own.trainRows, own.table.rowCount, own.table.numbers('petal length (cm)') instanceof Float64Array]).toEqual([150, 300, true]);
    expect((await openData('iris', { validation: write('iris.csv', csv) })).table.rowCount).toBe(152);
  }); // prettier-ignore

  test('needs the same columns, and is not read from standard input twice', async () => {
    const train = write('train.csv', 'a,b\n1,x\n2,y\n');
    await expect(openData(train, { validation: write('other.csv', 'a,c\n1,2\n') })).rejects.toThrow(
      'other.csv has no column "b", which train.csv has; rows to test on need the same columns as those to train on.',
    );
    await expect(openData('-', { validation: '-' })).rejects.toThrow(
      '--validation -: standard input holds the rows to train on already; name a file.',
    );
  });
});

describe('arrays of NumPy', () => {
  const X = np.array([
    [1, 2.5, -3],
    [4, Number.NaN, 6],
  ]);

  test('npy: rows by columns, in either order', async () => {
    for (const [name, array] of [['rows.npy', X], ['columns.npy', np.transpose(np.copy(np.transpose(X)))]] as const) {
      const { table, format, target } = await openData(write(name, writeNpy(array)));
      expect([format, target, table.columns]).toEqual(['npy', undefined, ['x0', 'x1', 'x2']]);
      expect(table.columns.map((column) => table.numbers(column))).toEqual([[1, 4], [2.5, NaN], [-3, 6]].map((cells) => Float64Array.from(cells))); // prettier-ignore
    }
  }); // prettier-ignore

  test('npz: X and y, of which y is the target', async () => {
    for (const y of [np.array([7, 8]).astype('int32'), np.array([[7], [8]]).astype('int32')]) {
      const { table, target } = await openData(write('set.npz', writeNpz({ y, X: X.astype('float32') })));
      expect([target, table.columns]).toEqual(['y', ['x0', 'x1', 'x2', 'y']]);
      expect([table.numbers('x0'), table.numbers('y')]).toEqual([Float32Array.of(1, 4), Int32Array.of(7, 8)]);
    }
    const { table, target } = await openData(write('new.npz', writeNpz({ x: X })));
    expect([target, table.columns]).toEqual([undefined, ['x0', 'x1', 'x2']]);
  });

  test.each([
    ['vector.npy', writeNpy(np.array([1, 2])), 'vector.npy: the array must have the shape [m, n], a row an example, but has [2].'],
    ['cube.npz', writeNpz({ X: np.zeros([2, 3, 4]) }), 'cube.npz, X: the array must have the shape [m, n], a row an example, but has [2, 3, 4]; flatten the examples: X.reshape(len(X), -1).'],
    ['empty.npy', writeNpy(np.zeros([0, 3])), 'empty.npy: the array must have the shape [m, n], a row an example, but has [0, 3].'],
    ['keras.npz', writeNpz({ x_train: X, y_train: X }), 'keras.npz holds x_train, y_train, but keepdims reads X [m, n], a row an example, and y [m]; save them so: np.savez(file, X=X, y=y).'],
    ['more.npz', writeNpz({ X, y: np.zeros([2]), groups: np.zeros([2]) }), 'more.npz holds X, y, groups, but keepdims reads X [m, n], a row an example, and y [m]; save them so: np.savez(file, X=X, y=y).'],
    ['short.npz', writeNpz({ X, y: np.zeros([3]) }), 'short.npz, y: there must be one number for each of the 2 rows of X, but its shape is [3].'],
    ['hot.npz', writeNpz({ X, y: np.zeros([2, 2]) }), 'hot.npz, y: there must be one number for each of the 2 rows of X, but its shape is [2, 2].'],
  ])('%s is refused', async (name, content, message) => {
    await expect(openData(write(name, content))).rejects.toThrow(message);
  }); // prettier-ignore
});

describe('IDX', () => {
  const pictures = np.reshape(np.arange(12).astype('uint8'), [2, 2, 3]);
  const names = ['pixel 0-0', 'pixel 0-1', 'pixel 0-2', 'pixel 1-0', 'pixel 1-1', 'pixel 1-2'];

  test('pictures, with the labels beside them, packed or not', async () => {
    const images = writeIdx(pictures);
    const labels = writeIdx(np.array([3, 9]).astype('uint8'));
    for (const [name, content, beside, label] of [
      ['train-images-idx3-ubyte', images, 'train-labels-idx1-ubyte', labels],
      ['t10k-images-idx3-ubyte.gz', gzipSync(images), 't10k-labels-idx1-ubyte.gz', gzipSync(labels)],
      ['old-images.idx3-ubyte', images, 'old-labels.idx1-ubyte.gz', gzipSync(labels)],
    ] as const) {
      write(beside, label);
      const opened = await openData(write(name, content));
      const { table, format, target, task, image, picture } = opened;
      expect([format, target, task, picture]).toEqual(['idx', 'label', 'classification', { ink: 255 }]);
      expect(image).toEqual({ height: 2, width: 3, channels: 1 });
      expect(table.columns).toEqual([...names, 'label']);
      expect([table.numbers('pixel 1-0'), table.numbers('label')]).toEqual([Uint8Array.of(3, 9), Uint8Array.of(3, 9)]);
      // As `sha256sum images labels | sha256sum` prints it.
      expect(opened.sha256).toBe(sum(`${sum(content)}  ${name}\n${sum(label)}  ${beside}\n`));
    }
  });

  test('labels by name, or none', async () => {
    const images = write('digits.idx', writeIdx(pictures));
    const labels = write('names.idx', writeIdx(np.array([1, 0]).astype('uint8'), { compress: true }));
    expect((await openData(images, { labels })).table.numbers('label')).toEqual(Uint8Array.of(1, 0));
    const { unlabelled, target, table } = await openData(images);
    expect([unlabelled, target, table.columns]).toEqual(['digits.idx has no labels; name them with --labels FILE.', undefined, names]);
    expect((await openData(write('a-images-idx3-ubyte', writeIdx(pictures)))).unlabelled).toBe(
      'a-images-idx3-ubyte has no labels: there is no file a-labels-idx1-ubyte beside it; name them with --labels FILE.',
    );
    await expect(openData(images, { labels: images })).rejects.toThrow(
      'digits.idx holds an array of 3 axes, but digits.idx 2 examples; name the labels that belong to it with --labels.',
    );
    const three = write('three.idx', writeIdx(np.zeros([3]).astype('uint8')));
    await expect(openData(images, { labels: three })).rejects.toThrow(
      'three.idx holds 3 labels, but digits.idx 2 examples; name the labels that belong to it with --labels.',
    );
    await expect(openData(three)).rejects.toThrow(
      'three.idx holds labels, an array of one axis; name the file of pictures, and this one with --labels.',
    );
  }); // prettier-ignore

  test('a matrix is a table of its columns; other arrays are refused', async () => {
    const { table, picture } = await openData(write('matrix.idx', writeIdx(np.array([[1, 2], [3, 4]]).astype('float32'))));
    expect([table.columns, table.numbers('x1'), picture]).toEqual([['x0', 'x1'], Float32Array.of(2, 4), undefined]);
    await expect(openData(write('floats.idx', writeIdx(np.zeros([2, 2, 2]))))).rejects.toThrow(
      'floats.idx: pictures must be an array [m, height, width] of bytes, but this one is [2, 2, 2] of float64.',
    );
    await expect(openData(write('lie.idx', Uint8Array.of(0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28)))).rejects.toThrow(
      'lie.idx, offset 16: the file ends here, but the array of 3367254359280 elements takes bytes 16 to 3367254359296; it was cut off or its header lies.',
    );
  }); // prettier-ignore

  test('two files of different sizes do not belong together', async () => {
    mkdirSync(path('wide'));
    const wide = write('wide/t-images-idx3-ubyte', writeIdx(np.zeros([2, 2, 4]).astype('uint8')));
    write('wide/t-labels-idx1-ubyte', writeIdx(np.zeros([2]).astype('uint8')));
    const train = write('s-images-idx3-ubyte', writeIdx(pictures));
    write('s-labels-idx1-ubyte', writeIdx(np.array([3, 9]).astype('uint8')));
    await expect(openData(train, { validation: wide })).rejects.toThrow(
      't-images-idx3-ubyte: its images are 2 by 4, but those of s-images-idx3-ubyte are 2 by 3; name two files of one set.',
    );
    await expect(openData(train, { validation: write('b-images-idx3-ubyte', writeIdx(pictures)) })).rejects.toThrow(
      'b-images-idx3-ubyte has no labels: there is no file b-labels-idx1-ubyte beside it; name them with --labels FILE.',
    );
  });
});

const fashion = '/usr/share/datasets/fashion-mnist';

describe.skipIf(!existsSync(fashion))("Fashion-MNIST, as Debian's package dataset-fashion-mnist has it", () => {
  test('10,000 pictures with their labels', async () => {
    const { table, image, target } = await openData(`${fashion}/t10k-images-idx3-ubyte.gz`);
    expect([table.rowCount, table.columns.length, image, target]).toEqual([10_000, 785, { height: 28, width: 28, channels: 1 }, 'label']); // prettier-ignore
    expect(table.numbers('label')?.subarray(0, 5)).toEqual(Uint8Array.of(9, 2, 1, 1, 6));
    let total = 0;
    for (const name of table.columns.slice(0, -1)) for (const value of table.numbers(name) ?? []) total += value;
    expect(total).toBe(573_469_082);
  });
});
