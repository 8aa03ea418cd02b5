/** Trainings on data of several formats from the command line, and what their runs remember of them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeIdx } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { housesCsv, keepdims, temporaryFolder } from './keepdims.js';

const folder = temporaryFolder();
afterAll(folder.remove);

function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder.path, name)), { recursive: true });
  writeFileSync(join(folder.path, name), content);
}

const configOf = (run: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder.path, run, 'config.json'), 'utf8')) as Record<string, unknown>; // an object, as train writes it
const modelOf = (run: string): string => readFileSync(join(folder.path, run, 'model.json'), 'utf8');
const sum = (name: string): string => createHash('sha256').update(readFileSync(join(folder.path, name))).digest('hex'); // prettier-ignore

test('the same houses as CSV, JSON Lines from standard input and Parquet give the same model', () => {
  const [header = '', ...lines] = housesCsv().trimEnd().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => line.split(',').map((cell, j) => (j === 2 ? cell : cell === '' ? null : Number(cell))));
  const jsonl = rows.map((cells) => JSON.stringify(Object.fromEntries(names.map((name, j) => [name, cells[j]])))).join('\n');
  put('houses.csv', housesCsv());
  put('houses.parquet', new Uint8Array(parquetWriteBuffer({ columnData: names.map((name, j) => ({ name, data: rows.map((cells) => cells[j]), type: j === 2 ? 'STRING' : 'INT32' })) })));
  const train = (data: string, run: string, input?: string) =>
    keepdims(folder.path, ['train', data, '--target', 'price', '--epochs', '3', '--out', run], input === undefined ? {} : { input });
  expect(train('houses.csv', 'csv').code).toBe(0);
  expect(train('-', 'jsonl', jsonl).code).toBe(0);
  const { out } = train('houses.parquet', 'parquet');
  expect(out).toMatch(/^row \d+ +/m);
  expect(out).toContain('keepdims predict parquet NEW.parquet');
  expect([modelOf('jsonl'), modelOf('parquet')]).toEqual([modelOf('csv'), modelOf('csv')]);
  expect(['csv', 'jsonl', 'parquet'].map((run) => configOf(run).data)).toMatchObject([
    { source: 'houses.csv', format: 'csv', rows: 40, sha256: sum('houses.csv') },
    { source: '-', format: 'jsonl', rows: 40 },
    { source: 'houses.parquet', format: 'parquet', rows: 40, sha256: sum('houses.parquet') },
  ]);
  const predicted = ['csv', '--format=jsonl'].map((word, i) =>
    keepdims(folder.path, ['predict', 'csv', ...(i === 0 ? ['houses.csv'] : ['-', word])], { input: jsonl }),
  );
  expect(predicted[1]).toEqual(predicted[0]);
  expect(predicted[0]?.out.split('\n')).toHaveLength(42);
}); // prettier-ignore

test('IDX files with a second pair to test on; a file that changed is not gone on with', () => {
  const pixels = Uint8Array.from({ length: 40 * 6 }, (_, i) => (Math.floor(i / 6) % 2 === 0 ? i % 5 : 250 - (i % 7)));
  const labels = writeIdx(
    np.asArray(
      Uint8Array.from({ length: 40 }, (_, i) => i % 2),
      { shape: [40] },
    ),
  );
  for (const part of ['train', 't10k']) {
    put(`${part}-images-idx3-ubyte.gz`, gzipSync(writeIdx(np.asArray(pixels, { shape: [40, 2, 3] }))));
    put(`${part}-labels-idx1-ubyte`, labels);
  }
  const words = ['train', 'train-images-idx3-ubyte.gz', '--validation', 't10k-images-idx3-ubyte.gz', '--out', 'idx'];
  const { code, out } = keepdims(folder.path, [...words, '--epochs', '30', '--hidden', '4']);
  expect(code).toBe(0);
  expect(out).toContain('40 to train on, 40 of t10k-images-idx3-ubyte.gz to test on');
  expect(out).toContain('pixels are divided by 255, the largest byte.');
  expect(out).toMatch(/^right +40 of 40 +40 of 40 /m);
  expect(configOf('idx')).toMatchObject({
    validation: 't10k-images-idx3-ubyte.gz',
    data: {
      format: 'idx',
      rows: 80,
      image: { height: 2, width: 3, channels: 1 },
      validation: { name: 't10k-images-idx3-ubyte.gz', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
    },
  });
  put('t10k-labels-idx1-ubyte', writeIdx(np.zeros([40]).astype('uint8')));
  expect(keepdims(folder.path, ['train', '--resume', 'idx', '--epochs', '31']).err).toBe(
    't10k-images-idx3-ubyte.gz is not what idx was begun on: its SHA-256 has changed; give the same data, or begin anew without --resume.\n',
  );
});

describe('a folder of images', () => {
  const image = async (level: number, format: 'png' | 'jpeg' | 'webp'): Promise<Buffer> =>
    sharp({ create: { width: 10 + level, height: 9, channels: 3, background: { r: level, g: 30, b: 255 - level } } })
      .toFormat(format)
      .toBuffer();

  beforeAll(async () => {
    for (let i = 0; i < 8; i++) {
      const format = (['png', 'jpeg', 'webp'] as const)[i % 3] ?? 'png';
      put(`photos/red/${i}.${format}`, await image(200 + i, format));
      put(`photos/blue/${i}.${format}`, await image(20 + i, format));
    }
    put('new/a.png', await image(215, 'png'));
    put('new/b.png', await image(15, 'png'));
    put('list.csv', 'path\nnew/b.png\nnew/a.png\n');
  });

  test('is trained on, and predict makes new images as large without being told', () => {
    const words = ['--image-size', '4x3', '--hidden', '4', '--epochs', '60', '--lr', '0.01', '--out', 'images'];
    const { code, out } = keepdims(folder.path, ['train', 'photos', ...words]);
    expect(code).toBe(0);
    expect(out).toContain('photos: 16 rows, 37 columns');
    expect(out).toContain('36 inputs → 4 relu → 1 sigmoid');
    expect(out).toContain('keepdims predict images NEW-IMAGES');
    expect(configOf('images')).toMatchObject({
      imageSize: '4x3',
      data: { source: 'photos', format: 'images', image: { height: 3, width: 4, channels: 3 } },
    });
    const classes = (words: readonly string[], input?: Buffer): string[] => {
      const ended = keepdims(folder.path, ['predict', 'images', ...words], input === undefined ? {} : { input });
      expect(ended.err).toBe('');
      return ended.out.trimEnd().split('\n').map((line) => line.split(',')[0] ?? ''); // prettier-ignore
    };
    expect(classes(['new'])).toEqual(['label', 'red', 'blue']);
    expect(classes(['list.csv'])).toEqual(['label', 'blue', 'red']);
    expect(classes(['new/b.png'])).toEqual(['label', 'blue']);
    expect(classes(['-'], readFileSync(join(folder.path, 'new/a.png')))).toEqual(['label', 'red']);
    const { out: evaluated, code: ended } = keepdims(folder.path, ['evaluate', 'images', 'photos', '--bootstrap', '0']);
    expect([ended, /^accuracy +([\d.]+)/m.exec(evaluated)?.[1]]).toEqual([0, '1.0000']);
  });

  test('what cannot be: one sentence', () => {
    put('broken/red/1.png', 'no image');
    put('broken/blue/1.png', readFileSync(join(folder.path, 'new/a.png')));
    const refusals = {
      'train new': 'new has images without labels; move each into a folder named like its class: FOLDER/CLASS/IMAGE.',
      'evaluate images new':
        'new has images without labels; move each into a folder named like its class: FOLDER/CLASS/IMAGE.',
      'train broken':
        'broken/red/1.png cannot be read as an image: it is damaged, incomplete or of an unknown kind; repair it or take it away.',
      'train photos --image-size 4':
        '--image-size 4: it must be width and height in pixels, each from 1 to 2048, such as 32x32.',
      'predict images houses.csv': 'houses.csv has no column "pixel 0-0 red". Its columns are "sqft", "beds", "city", "price".', // prettier-ignore
    };
    for (const [words, message] of Object.entries(refusals)) {
      expect(keepdims(folder.path, words.split(' '))).toEqual({ code: 2, out: '', err: `${message}\n` });
    }
  });
});

const fashion = '/usr/share/datasets/fashion-mnist';

describe.skipIf(!existsSync(fashion))("Fashion-MNIST, as Debian's package dataset-fashion-mnist has it", () => {
  test('8,000 of its pictures teach to tell most of the 2,000 others', () => {
    const words = ['--hidden', '32', '--epochs', '2', '--out', 'fashion'];
    const { code, out } = keepdims(folder.path, ['train', `${fashion}/t10k-images-idx3-ubyte.gz`, ...words]);
    expect(code).toBe(0);
    expect(out).toContain('784 inputs → 32 relu → 10 softmax; 25,450 parameters');
    expect(Number(/^accuracy +([\d.]+)/m.exec(out)?.[1])).toBeGreaterThan(0.75);
  });
});
