/** Every kind of file is known by its content, and measured as NumPy does. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { relu, sigmoid } from '@keepdims/activations';
import { readCsv, tabular } from '@keepdims/data';
import { writeIdx, writeNpy, writeNpz, writeSafetensors } from '@keepdims/formats';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { checkpointToBytes, fit } from '@keepdims/training';
import type { Checkpoint } from '@keepdims/training';
import h5, { FS } from 'h5wasm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { npzFile, safetensorsFile } from '../export/modelFiles.js';
import { onnxFile } from '../export/onnxFile.js';
import { colorsFor } from '../render/colors.js';
import { inspectReport } from '../render/inspectReport.js';
import { modelJSON } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import { inspectBytes, inspectFile } from './inspectFile.js';
import type { InspectedFile } from './inspectFile.js';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-inspect-'));
  await h5.ready;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file whose name says nothing. */
async function inspect(content: string | Uint8Array): Promise<InspectedFile> {
  const file = join(folder, 'file');
  writeFileSync(file, content);
  const inspected = await inspectFile(file);
  for (const line of inspectReport('file', inspected, colorsFor(false, {})))
    expect([...line].length).toBeLessThanOrEqual(80);
  return inspected;
}

function model(): SavedModel {
  const preprocessing = tabular.fit(readCsv('sqft,city,sold\n900,A,no\n1000,B,yes\n,A,no\n'), { target: 'sold' });
  const net = network(preprocessing.featureNames.length, dense(4, relu), dense(1, sigmoid));
  return { net, params: net.initialize(randomState(1)), preprocessing };
}

function checkpointBytes(): Uint8Array {
  const saved: Checkpoint[] = [];
  const net = network(1, dense(1, sigmoid));
  const checkpoint = { every: 2, save: (one: Checkpoint) => void saved.push(one) };
  fit(net, {
    X: np.array([[0, 1, 2, 3]]),
    Y: np.array([[0, 0, 1, 1]]),
    loss: binaryCrossEntropy,
    optimizer: gradientDescent(),
    epochs: 2,
    checkpoint,
  });
  const [last] = saved;
  if (last === undefined) throw new Error('nothing was saved');
  return checkpointToBytes(last);
}

/** The bytes that np.save writes of elements of a type that no array here has. */
function npyOf(descr: string, shape: string, elements: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const padded = `${header.padEnd(117)}\n`;
  return Buffer.concat([
    Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1'),
    Buffer.from([padded.length, 0]),
    Buffer.from(padded),
    elements,
  ]);
}

const array = np.array([[1, 0, NaN], [4, -Infinity, 7]]); // prettier-ignore
const statistics = { count: 6, min: 0, max: 7, mean: 3, std: Math.sqrt(7.5), nan: 1, infinite: 1, zeros: 1 };

describe('arrays', () => {
  test('npy', async () => {
    const { kind, arrays, bytes } = await inspect(writeNpy(array));
    expect({ kind, bytes }).toEqual({ kind: 'npy', bytes: 176 });
    expect(arrays).toEqual([{ name: 'array', shape: [2, 3], dtype: 'float64', statistics }]);
  });

  test('the dtype is that of the file, not of the array that holds its values', async () => {
    const long = npyOf('<i8', '(2,)', new Uint8Array(BigInt64Array.of(-5n, 2n ** 40n).buffer));
    expect((await inspect(long)).arrays).toEqual([
      { name: 'array', shape: [2], dtype: 'int64', statistics: expect.objectContaining({ min: -5, max: 2 ** 40 }) },
    ]);
    const half = npyOf('>f2', '()', Uint8Array.of(0x3c, 0));
    expect((await inspect(half)).arrays).toMatchObject([
      { shape: [], dtype: 'float16', statistics: { mean: 1, std: 0 } },
    ]);
    const header = JSON.stringify({ a: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] }, b: { dtype: 'I64', shape: [1], data_offsets: [2, 10] } }); // prettier-ignore
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const elements = Uint8Array.of(0x80, 0x3f, 3, 0, 0, 0, 0, 0, 0, 0);
    expect((await inspect(Buffer.concat([length, Buffer.from(header), elements]))).arrays).toMatchObject([
      { name: 'a', dtype: 'bfloat16', statistics: { max: 1 } },
      { name: 'b', dtype: 'int64', statistics: { max: 3 } },
    ]);
  });

  test('npz, stored and deflated', async () => {
    const named = {
      W1: array,
      'a/b': np.zeros([400], { dtype: 'float32' }),
      empty: np.zeros([0, 3], { dtype: 'bool' }),
    };
    for (const compress of [false, true]) {
      const { kind, arrays } = await inspect(writeNpz(named, { compress }));
      expect(kind).toBe('npz');
      expect(arrays).toEqual([
        { name: 'W1', shape: [2, 3], dtype: 'float64', statistics },
        { name: 'a/b', shape: [400], dtype: 'float32', statistics: { count: 400, min: 0, max: 0, mean: 0, std: 0, nan: 0, infinite: 0, zeros: 400 } }, // prettier-ignore
        { name: 'empty', shape: [0, 3], dtype: 'bool', statistics: { count: 0, min: null, max: null, mean: null, std: null, nan: 0, infinite: 0, zeros: 0 } }, // prettier-ignore
      ]);
    }
  });

  test('safetensors, with its metadata', async () => {
    const { kind, arrays, metadata } = await inspect(writeSafetensors({ W: array }, { metadata: { epoch: '7' } }));
    expect({ kind, metadata }).toEqual({ kind: 'safetensors', metadata: { epoch: '7' } });
    expect(arrays).toEqual([{ name: 'W', shape: [2, 3], dtype: 'float64', statistics }]);
  });

  test('IDX, packed or not; whatever is packed', async () => {
    const idx = writeIdx(np.array([[0, 255]], { dtype: 'uint8' }));
    const [plain, packed] = [await inspect(idx), await inspect(gzipSync(idx))];
    expect(plain.arrays).toMatchObject([{ shape: [1, 2], dtype: 'uint8', statistics: { mean: 127.5, zeros: 1 } }]);
    expect(packed).toEqual({
      ...plain,
      description: `${plain.description}, packed by gzip`,
      bytes: gzipSync(idx).length,
    });
    expect((await inspect(gzipSync('a,b\n1,2\n'))).kind).toBe('table');
  });

  test('HDF5: groups, attributes, what is no number, what is too much', async () => {
    const file = new h5.File('written.h5', 'w');
    file.create_dataset({
      name: 'x',
      data: new Float64Array([1, 0, NaN, 4, -Infinity, 7]),
      shape: [2, 3],
      dtype: '<d',
    });
    const group = file.create_group('deep');
    group.create_dataset({ name: 'labels', data: new BigInt64Array([1n, 2n ** 40n]), shape: [2], dtype: '<q' });
    group.create_attribute('note', 'of the group');
    file.create_dataset({ name: 'names', data: ['a', 'b'], shape: [2], dtype: 'S1' });
    file.create_dataset({
      name: 'wide',
      data: new Float32Array(3 * 349_527).fill(2),
      shape: [3, 349_527],
      dtype: '<f',
    });
    file.close();
    const bytes = FS?.readFile('written.h5') ?? new Uint8Array();
    const { kind, arrays, metadata } = await inspect(bytes);
    expect(kind).toBe('hdf5');
    expect(metadata).toEqual({ 'deep@note': 'of the group' });
    const [labels, names, wide, x] = arrays;
    expect(labels).toMatchObject({ name: 'deep/labels', dtype: 'int64', statistics: { min: 1, max: 2 ** 40 } });
    expect(names).toEqual({ name: 'names', shape: [2], dtype: 'text', statistics: undefined });
    expect(wide?.statistics).toMatchObject({ count: 3 * 349_527, mean: 2, std: 0 });
    expect(x).toEqual({ name: 'x', shape: [2, 3], dtype: 'float64', statistics });
    await expect(inspect(bytes.subarray(0, 900))).rejects.toThrow(
      new CliError('file cannot be read as HDF5: it is damaged or incomplete; get it anew.'),
    );
  });
});

test('a table: what is missing and what is a number, as in training', async () => {
  const { kind, columns, facts } = await inspect('size;city;n\n1,5;A;0\n;?;0\n2;B;NA\n');
  expect([kind, facts]).toEqual(['table', [['table', '3 rows, 3 columns']]]);
  expect(columns).toEqual([
    { name: 'size', kind: 'texts', missing: 1, distinct: 2, statistics: undefined },
    { name: 'city', kind: 'texts', missing: 1, distinct: 2, statistics: undefined },
    { name: 'n', kind: 'numbers', missing: 1, distinct: 1, statistics: { count: 2, min: 0, max: 0, mean: 0, std: 0, nan: 0, infinite: 0, zeros: 2 } }, // prettier-ignore
  ]);
  expect((await inspectFile('penguins')).columns[2]).toMatchObject({ name: 'bill_length_mm', missing: 2, statistics: { min: 32.1 } }); // prettier-ignore
});

test('Parquet: columns, and how they are stored', async () => {
  const bytes = readFileSync(new URL('../../test/parquet/zstd.parquet', import.meta.url));
  const { kind, description, facts, columns } = await inspectBytes(bytes, 'x.parquet');
  expect([kind, description]).toEqual(['table', 'a table (Parquet)']);
  expect(facts).toEqual([
    ['table', '40 rows, 14 columns'],
    ['stored as', '2 groups of rows, packed by ZSTD'],
    ['written by', 'parquet-cpp-arrow version 25.0.1'],
  ]);
  expect(columns[0]).toMatchObject({ name: 'int8', kind: 'numbers', missing: 0, distinct: 40, statistics: { min: -20, max: 19, mean: -0.5 } });
  expect(columns[7]).toMatchObject({ name: 'text', kind: 'texts', missing: 6, distinct: 5 });
}); // prettier-ignore

test('a CSV without a header, below a title, packed', async () => {
  const file = join(folder, 'titled.csv.gz');
  writeFileSync(file, gzipSync('2,1,setosa\n5.1,0\n4.9,1\n'));
  const { columns } = await inspectFile(file, { header: false, skipLines: 1 });
  expect(columns.map(({ name, statistics }) => [name, statistics?.min, statistics?.max])).toEqual([
    ['column1', 4.9, 5.1],
    ['column2', 0, 1],
  ]);
});

test('images: one by its header, a folder by its classes', async () => {
  const png = await sharp({ create: { width: 9, height: 4, channels: 3, background: 'red' } }).png().toBuffer();
  const jpg = await sharp({ create: { width: 5, height: 6, channels: 3, background: 'red' } }).jpeg().toBuffer();
  expect(await inspectBytes(png, 'x')).toMatchObject({ kind: 'image', description: 'an image (png)', facts: [['size', '9 by 4 pixels, width by height']] });
  const photos = mkdtempSync(join(tmpdir(), 'keepdims-inspect-'));
  for (const [label, name, content] of [['a', '1.png', png], ['b', '2.jpg', jpg], ['b', '3.png', png]] as const) {
    mkdirSync(join(photos, label), { recursive: true });
    writeFileSync(join(photos, label, name), content);
  }
  const { facts, metadata } = await inspectFile(photos);
  expect(facts).toEqual([
    ['images', '3 images (jpeg, png)'],
    ['classes', 'a (1), b (2)'],
    ['size', '5 to 9 by 4 to 6 pixels, width by height'],
  ]);
  expect(metadata).toEqual({ images: 3, classes: { a: 1, b: 2 }, formats: ['jpeg', 'png'] });
  expect(inspectReport('photos', await inspectFile(photos), colorsFor(false, {}))).toEqual([
    'photos: a folder of images',
    '  images      3 images (jpeg, png)',
    '  classes     a (1), b (2)',
    '  size        5 to 9 by 4 to 6 pixels, width by height',
  ]);
  writeFileSync(join(photos, 'a', '1.png'), png.subarray(0, 20));
  await expect(inspectFile(photos)).rejects.toThrow(`${join(photos, 'a', '1.png')} cannot be read as an image: it is damaged, incomplete or of an unknown kind.`);
  rmSync(photos, { recursive: true });
}); // prettier-ignore

test('a JSON list is a table', async () => {
  const { description, columns } = await inspect('[{"a":1},{"a":2,"b":"x"}]');
  expect(description).toBe('a table (JSON)');
  expect(columns).toMatchObject([{ name: 'a', kind: 'numbers' }, { name: 'b', kind: 'texts', missing: 1 }]); // prettier-ignore
});

test('JSON Lines: a table with a row an object', async () => {
  const { description, columns } = await inspect('{"cost":0.5,"epoch":1}\n{"epoch":2,"cost":null,"note":"x"}\n');
  expect(description).toBe('a table (JSON Lines)');
  expect(columns).toMatchObject([
    { name: 'cost', kind: 'numbers', missing: 1, statistics: { mean: 0.5 } },
    { name: 'epoch', kind: 'numbers', missing: 0, statistics: { mean: 1.5 } },
    { name: 'note', kind: 'texts', missing: 1 },
  ]);
  expect((await inspect('{"a":1}')).columns).toHaveLength(1);
  await expect(inspect('{"a":1}\n{"a":\n')).rejects.toThrow(
    'file, line 2: this is not valid JSON; each line of JSON Lines must be one whole object.',
  );
});

describe('what keepdims writes', () => {
  const facts = [
    ['target', 'sold, 2 classes: no, yes'],
    ['numbers', 'sqft'],
    ['categories', 'city (2)'],
  ];

  test('a model: model.json, safetensors, npz, a run folder', async () => {
    const one = model();
    const names = ['W1', 'b1', 'W2', 'b2'];
    const json = await inspect(modelJSON(one, one));
    expect(json).toMatchObject({ kind: 'model', description: 'a model of keepdims (JSON)' });
    expect(json.facts).toEqual([['network', '3 inputs → 4 relu → 1 sigmoid; 21 parameters'], ...facts]);
    expect(json.arrays.map(({ name }) => name)).toEqual(names);
    for (const bytes of [safetensorsFile(one), npzFile(one)]) {
      const file = await inspect(bytes);
      expect(file.kind).toBe('model');
      expect(file.facts).toEqual([['network', '3 inputs → 4 relu → 1 sigmoid'], ...facts]);
      for (const array of json.arrays) expect(file.arrays).toContainEqual(array);
      expect(file.metadata).toMatchObject(json.metadata);
    }
    const run = join(folder, 'run');
    mkdirSync(join(run, 'checkpoints'), { recursive: true });
    writeFileSync(join(run, 'model.json'), modelJSON(one, one));
    writeFileSync(join(run, 'summary.json'), '{"testAccuracy":0.75}');
    const found = await inspectFile(run);
    expect(found).toMatchObject({ kind: 'run', bytes: undefined, arrays: json.arrays });
    expect(found.facts).toEqual([...json.facts, ['result', 'test accuracy 0.7500'], ['files', 'checkpoints/, model.json, summary.json']]); // prettier-ignore
  });

  test('an ONNX model', async () => {
    const { kind, facts: told, arrays } = await inspect(onnxFile(model()));
    expect(kind).toBe('onnx');
    expect(told).toEqual([
      ['network', '3 inputs → 4 relu → 1 sigmoid; 21 parameters'],
      ['graph', 'opset 17, from X to Y, by keepdims'],
      ['scales', 'inputs'],
      ...facts,
    ]);
    expect(arrays.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual(['W1', 'b1', 'W2', 'b2'].map((one) => `${one} float32`)); // prettier-ignore
  });

  test('a network and a preprocessor', async () => {
    const { net, params, preprocessing } = model();
    expect((await inspect(JSON.stringify(net.toJSON(params)))).facts).toEqual([['network', '3 inputs → 4 relu → 1 sigmoid; 21 parameters']]); // prettier-ignore
    expect((await inspect(JSON.stringify(preprocessing))).facts).toEqual(facts);
  });

  test('a checkpoint, alone and in a run that has not ended', async () => {
    const bytes = checkpointBytes();
    const checkpoint = await inspect(bytes);
    expect(checkpoint.kind).toBe('checkpoint');
    expect(checkpoint.facts).toEqual([
      ['network', '1 input → 1 sigmoid'],
      ['state', '2 epochs; 2 steps in all'],
      ['training', 'gradientDescent on binaryCrossEntropy, 4 examples, batch full, seed 0'],
    ]);
    expect(checkpoint.arrays.map(({ name }) => name)).toEqual(expect.arrayContaining(['params.0.W', 'history.cost']));
    const run = join(folder, 'unfinished');
    mkdirSync(join(run, 'checkpoints'), { recursive: true });
    writeFileSync(join(run, 'checkpoints', 'last.safetensors'), bytes);
    expect(await inspectFile(run)).toMatchObject({ kind: 'run', description: 'a run folder, its training not ended', arrays: checkpoint.arrays }); // prettier-ignore
    const damaged = bytes.slice();
    damaged.fill(1, -1);
    await expect(inspect(damaged)).rejects.toThrow(/^file: the checkpoint is damaged or cut off: its check sum is /);
  });
});

test('a damaged file of any kind is refused in words, or read', async () => {
  const one = model();
  const files = [
    ...[writeNpy(array), writeNpz({ array }), writeNpz({ array }, { compress: true }), writeSafetensors({ array })],
    ...[writeIdx(np.array([[0, 255]], { dtype: 'uint8' })), gzipSync('a,b\n1,2\n'), Buffer.from('a,b\n1,2\n')],
    ...[safetensorsFile(one), npzFile(one), onnxFile(one), Buffer.from(modelJSON(one, one)), checkpointBytes()],
  ];
  const rs = randomState(3);
  for (const file of files) {
    for (let i = 0; i < 60; i++) {
      const bytes = Uint8Array.from(file.subarray(0, i % 3 === 0 ? rs.randint(1, file.length) : file.length));
      for (let k = rs.randint(0, 3); k >= 0 && bytes.length > 0; k--)
        bytes[rs.randint(0, bytes.length)] = rs.randint(0, 256);
      const name = `file.${i}`;
      const refused: unknown = await inspectBytes(bytes, name).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused === undefined) continue;
      const isOurs = refused instanceof CliError || (refused instanceof Error && refused.name === 'FormatError');
      expect(isOurs, refused instanceof Error ? refused.stack : 'no error').toBe(true);
    }
  }
}, 30_000);

describe('what is refused', () => {
  test.each([
    [Uint8Array.of(1, 2, 3, 0), 'file is none of the kinds that inspect knows: npy, npz, safetensors, ONNX, IDX, HDF5, Parquet, images, gzip of these, JSON Lines or a CSV in UTF-8, and what keepdims writes.'],
    [Uint8Array.of(0xff, 0xfe, 97, 0), 'file is UTF-16 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.'],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), 'file begins as a gzip file, but is damaged or incomplete; get it anew.'],
    [gzipSync(gzipSync('a')), 'file is packed twice; unpack it once with gunzip.'],
    ['{\n"a": 1\n}', 'file is JSON, but no model, network or preprocessor of keepdims, nor a table; name one of these, such as runs/houses/model.json.'],
    ['{"a": 1', 'file, line 1: this is not valid JSON; each line of JSON Lines must be one whole object.'],
    ['{"format": "keepdims-network"}', "file cannot be used: json.version must be 1 or 2, which this release reads, but is undefined; restore the file from a copy."],
    [writeNpy(array).subarray(0, 150), 'file, offset 150: the file ends here, but the array of 6 elements takes bytes 128 to 176; it was cut off or its header lies.'],
    ['', 'file is empty; a header line and at least one row are needed.'],
  ] as const)('%#', async (content, message) => {
    await expect(inspect(content)).rejects.toThrow(message);
  }); // prettier-ignore

  test('what is not there, and a folder that is no run', async () => {
    await expect(inspectFile(join(folder, 'nothing'))).rejects.toThrow(
      /^There is no file or folder .*nothing; check the path, or name a bundled data set: sacramento, /,
    );
    await expect(inspectFile(folder)).rejects.toThrow(`${folder} is not a run folder: it has no model.json`);
  });
});
