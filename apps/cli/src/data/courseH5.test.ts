import h5, { FS } from 'h5wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { readCourseH5 } from './courseH5.js';
import { courseFacts } from './courseFacts.js';
import { isHdf5 } from './isHdf5.js';

type Data = Uint8Array | BigInt64Array | Float64Array | Int32Array | string[];
type Sets = Readonly<Record<string, readonly [data: Data, shape: readonly number[], dtype: string]>>;

/** The bytes of an HDF5 file. */
function h5Bytes(sets: Sets): Uint8Array {
  const file = new h5.File('written.h5', 'w');
  for (const [name, [data, shape, dtype]] of Object.entries(sets)) {
    file.create_dataset({ name, data, shape: [...shape], dtype });
  }
  file.close();
  if (FS === null) throw new Error('h5wasm is not ready');
  const bytes = FS.readFile('written.h5');
  FS.unlink('written.h5');
  return bytes;
}

const bytes = Uint8Array.from({ length: 36 }, (_, i) => i * 7);
const images = [bytes, [3, 2, 2, 3], '<B'] as const;
const labels = [new BigInt64Array([0n, 1n, 1n]), [3], '<q'] as const;

beforeAll(async () => {
  await h5.ready;
});

describe('readCourseH5', () => {
  test('gives the bytes in their order, and the labels', async () => {
    const file = h5Bytes({ train_set_x: images, train_set_y: labels, list_classes: [['non-cat', 'cat'], [2], 'S7'] });
    const read = await readCourseH5(file, 'train.h5', 'train');
    expect(read).toEqual({ part: 'train', m: 3, height: 2, width: 2, channels: 3, pixels: bytes, labels: [0, 1, 1] });
  });

  test('finds out which part a file is, and takes labels of other integers and of shape [1, m]', async () => {
    const file = h5Bytes({ test_set_x: images, test_set_y: [new Int32Array([1, 0, 1]), [1, 3], '<i'] });
    expect(await readCourseH5(file, 'test.h5')).toMatchObject({ part: 'test', labels: [1, 0, 1] });
  });

  // prettier-ignore
  const refusals: readonly (readonly [string, Sets | Uint8Array, string])[] = [
    ['empty.h5', {}, 'empty.h5 has no dataset train_set_x, which --format course-h5 reads beside train_set_y; it is empty.'],
    ['other.h5', { x: images, y: labels }, 'other.h5 has no dataset train_set_x, which --format course-h5 reads beside train_set_y; it holds x, y.'],
    ['half.h5', { train_set_x: images }, 'half.h5 has no dataset train_set_y, which --format course-h5 reads beside train_set_x; it holds train_set_x.'],
    ['flat.h5', { train_set_x: [bytes, [3, 12], '<B'], train_set_y: labels }, 'flat.h5, train_set_x: the images must have the shape [m, height, width, channels], but have [3, 12].'],
    ['float.h5', { train_set_x: [new Float64Array(36), [3, 2, 2, 3], '<d'], train_set_y: labels }, 'float.h5, train_set_x: the images must be bytes, uint8, but are float64.'],
    ['int.h5', { train_set_x: [new Int32Array(36), [3, 2, 2, 3], '<i'], train_set_y: labels }, 'int.h5, train_set_x: the images must be bytes, uint8, but are int32.'],
    ['words.h5', { train_set_x: [['a', 'b'], [2], 'S1'], train_set_y: labels }, 'words.h5, train_set_x: the images must be bytes, uint8, but are of another kind.'],
    ['few.h5', { train_set_x: images, train_set_y: [new BigInt64Array([0n, 1n]), [2], '<q'] }, 'few.h5, train_set_y: there must be one label for each of the 3 images, but its shape is [2].'],
    ['seven.h5', { train_set_x: images, train_set_y: [new BigInt64Array([0n, 1n, 7n]), [3], '<q'] }, 'seven.h5, train_set_y: the labels must be 0 or 1, but label 3 is 7.'],
    ['cats.h5', { train_set_x: images, train_set_y: [['no', 'yes', 'no'], [3], 'S3'] }, 'cats.h5, train_set_y: the labels must be 0 or 1, but they are no numbers.'],
    ['text.h5', Buffer.from('a,b\n1,2\n'), 'text.h5 is not an HDF5 file, which --format course-h5 reads (such as train_catvnoncat.h5); leave --format out for a CSV.'],
    ['cut.h5', Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'cut.h5 cannot be read as HDF5: it is damaged or incomplete; get it anew.'],
  ];
  test.each(refusals)('refuses %s', async (name, content, message) => {
    const file = content instanceof Uint8Array ? content : h5Bytes(content);
    await expect(readCourseH5(file, name)).rejects.toThrow(new CliError(message));
  });

  test('refuses a file of which the end is missing, and reads the next one', async () => {
    const file = h5Bytes({ train_set_x: images, train_set_y: labels });
    await expect(readCourseH5(file.subarray(0, file.length - 200), 'short.h5')).rejects.toThrow(
      new CliError('short.h5 cannot be read as HDF5: it is damaged or incomplete; get it anew.'),
    );
    expect((await readCourseH5(file, 'whole.h5')).m).toBe(3);
  });

  test('knows an HDF5 file by its first bytes', () => {
    expect(isHdf5(h5Bytes({}))).toBe(true);
    expect(isHdf5(Buffer.from('a,b'))).toBe(false);
  });
});

test('courseFacts: a row an image, a column a number, the label last', async () => {
  const file = h5Bytes({
    test_set_x: [Uint8Array.from([0, 1, 2, 3, 4, 255, 9, 8, 7, 6, 5, 4]), [2, 1, 2, 3], '<B'],
    test_set_y: [new BigInt64Array([1n, 0n]), [2], '<q'],
  });
  const { table, target, image, picture } = await courseFacts(file, 'test.h5');
  expect([target, image, picture]).toEqual(['label', { height: 1, width: 2, channels: 3 }, { ink: 255 }]);
  expect(table.columns).toEqual([
    ...['pixel 0-0 red', 'pixel 0-0 green', 'pixel 0-0 blue', 'pixel 0-1 red', 'pixel 0-1 green', 'pixel 0-1 blue'],
    'label',
  ]);
  expect(table.columns.map((name) => [...(table.numbers(name) ?? [])])).toEqual(
    [[0, 9], [1, 8], [2, 7], [3, 6], [4, 5], [255, 4], [1, 0]], // prettier-ignore
  );
});
