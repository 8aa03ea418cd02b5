/** Images made here by the library that reads them: folders, lists of paths, turned, transparent, damaged and huge ones. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { crc32 } from '@keepdims/formats';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openData } from '../openData.js';
import type { OpenOptions } from '../openData.js';

let folder: string;
const path = (name: string): string => join(folder, name);
const sum = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

function write(name: string, content: Uint8Array | string): string {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), content);
  return path(name);
}

/** An image of one colour. */
const plain = (width: number, height: number, background: { r: number; g: number; b: number; alpha?: number }) =>
  sharp({ create: { width, height, channels: background.alpha === undefined ? 3 : 4, background } });
const [red, blue] = [{ r: 200, g: 10, b: 20 }, { r: 0, g: 0, b: 250 }]; // prettier-ignore

/** The pixels of a row of a table of pictures, in the order of the columns. */
async function pixelsOf(source: string, options: OpenOptions): Promise<number[][]> {
  const { table } = await openData(source, options);
  const names = table.columns.filter((name) => name.startsWith('pixel'));
  return Array.from({ length: table.rowCount }, (_, row) => names.map((name) => table.numbers(name)?.[row] ?? NaN));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-images-'));
  write('photos/red/b.png', await plain(9, 4, red).png().toBuffer());
  write('photos/red/a.webp', await plain(3, 7, red).webp({ lossless: true }).toBuffer());
  write('photos/blue/z.GIF', await plain(5, 5, blue).gif().toBuffer());
  write('photos/blue/notes.txt', 'not an image');
  write('photos/.hidden/x.png', 'nor this');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder with one folder a class', () => {
  test('rows in the order of their names, all of one size, the label last', async () => {
    const opened = await openData(path('photos'), { imageSize: '2x1' });
    const { table, format, target, task, picture, image, name, sha256 } = opened;
    expect([format, target, task, picture, name]).toEqual(['images', 'label', 'classification', { ink: 255 }, 'photos']);
    expect(image).toEqual({ height: 1, width: 2, channels: 3 });
    const ends = ['red', 'green', 'blue'];
    expect(table.columns).toEqual([...[0, 1].flatMap((x) => ends.map((end) => `pixel 0-${x} ${end}`)), 'label']);
    expect(table.column('label')).toEqual(['blue', 'red', 'red']);
    expect(await pixelsOf(path('photos'), { imageSize: '2x1' })).toEqual([
      [0, 0, 250, 0, 0, 250],
      [200, 10, 20, 200, 10, 20],
      [200, 10, 20, 200, 10, 20],
    ]);
    expect(table.where(1)).toBe(path('photos/red/a.webp'));
    // As `sha256sum blue/z.GIF red/a.webp red/b.png | sha256sum` prints it in the folder.
    const files = ['blue/z.GIF', 'red/a.webp', 'red/b.png'];
    expect(sha256).toBe(sum(files.map((file) => `${sum(readFileSync(path(`photos/${file}`)))}  ${file}\n`).join('')));
  }); // prettier-ignore

  test('32 by 32 in colours by default, or grey', async () => {
    expect((await openData(path('photos'))).image).toEqual({ height: 32, width: 32, channels: 3 });
    const { table } = await openData(path('photos'), { grayscale: true, imageSize: '1x1' });
    expect(table.columns).toEqual(['pixel 0-0', 'label']);
    const [grey] = await pixelsOf(path('photos'), { grayscale: true, imageSize: '1x1' });
    expect(grey).toEqual([(await plain(1, 1, blue).greyscale().raw().toBuffer())[0]]);
  });

  test('the size that a run has goes first', async () => {
    const image = { height: 2, width: 3, channels: 1 };
    expect((await openData(path('photos'), { image: () => image })).image).toEqual(image);
  });

  test('what is none', async () => {
    mkdirSync(path('bare'), { recursive: true });
    await expect(openData(path('bare'))).rejects.toThrow(
      `${path('bare')} is a folder without images; name a file, or a folder with one folder of images a class: FOLDER/CLASS/IMAGE.`,
    );
    write('deep/train/red/a.png', readFileSync(path('photos/red/b.png')));
    await expect(openData(path('deep'))).rejects.toThrow(
      `${path('deep/train')} has folders but no images; name a folder whose folders are the classes: FOLDER/CLASS/IMAGE.`,
    );
    write('mixed/red/a.png', readFileSync(path('photos/red/b.png')));
    write('mixed/loose.png', readFileSync(path('photos/red/b.png')));
    await expect(openData(path('mixed'))).rejects.toThrow(
      `${path('mixed')} has images of its own, such as loose.png, beside folders of images; move them into the folder of their class.`,
    );
    await expect(openData(path('photos'), { format: 'csv' })).rejects.toThrow(
      `${path('photos')} is a folder, which only --format images reads; name a file.`,
    );
  });

  test('what is no file is passed over, and a link that leads nowhere named', async () => {
    for (const name of ['red/a.png', 'blue/b.png']) write(`odd/${name}`, readFileSync(path('photos/red/b.png')));
    const server = createServer().listen(path('odd/red/socket.png'));
    await once(server, 'listening');
    const { table } = await openData(path('odd'));
    server.close();
    expect(table.column('label')).toEqual(['blue', 'red']);
    symlinkSync('nowhere', path('odd/red/c.png'));
    await expect(openData(path('odd'))).rejects.toThrow(`There is no file ${path('odd/red/c.png')}; correct its path.`);
  });
});

describe('images without labels', () => {
  test('a folder, and one file', async () => {
    write('new/b.png', readFileSync(path('photos/red/b.png')));
    write('new/a.png', await plain(4, 4, blue).png().toBuffer());
    const loose = await openData(path('new'), { imageSize: '1x1' });
    expect([loose.target, loose.table.column('pixel 0-0 blue')]).toEqual([undefined, ['250', '20']]);
    expect(loose.unlabelled).toBe(
      'new has images without labels; move each into a folder named like its class: FOLDER/CLASS/IMAGE.',
    );
    const one = await openData(path('new/a.png'), { imageSize: '1x1' });
    expect([one.format, one.table.rowCount, one.table.where(0)]).toEqual(['images', 1, 'a.png']);
    expect(one.sha256).toBe(sum(readFileSync(path('new/a.png'))));
  });
});

describe('a table of paths', () => {
  test('the other column is the target; paths begin beside the table', async () => {
    const list = write('lists/list.csv', 'image,kind\n../photos/red/b.png,1.5\n../photos/blue/z.GIF,2.5\n');
    const { table, format, target, task, picture, sha256 } = await openData(list, { imageSize: '1x1' });
    expect([format, target, task, picture]).toEqual(['images', 'kind', undefined, { ink: 255 }]);
    expect(table.columns).toEqual(['pixel 0-0 red', 'pixel 0-0 green', 'pixel 0-0 blue', 'kind']);
    expect([table.column('pixel 0-0 red'), table.column('kind')]).toEqual([['200', '0'], ['1.5', '2.5']]); // prettier-ignore
    expect(table.where(1)).toBe('list.csv, line 3');
    const files = ['red/b.png', 'blue/z.GIF'].map((file) => `${sum(readFileSync(path(`photos/${file}`)))}  ../photos/${file}\n`); // prettier-ignore
    expect(sha256).toBe(sum(`${sum(readFileSync(list))}  list.csv\n${files.join('')}`));
    // Unless it is to be a plain CSV.
    expect((await openData(list, { format: 'csv' })).table.columns).toEqual(['image', 'kind']);
  });

  test('with more columns they are columns as any; without others there are no labels', async () => {
    const more = write('more.jsonl', '{"path":"photos/red/b.png","age":3,"y":1}\n{"path":"photos/blue/z.GIF","age":4,"y":0}\n');
    const { table, target, picture, image } = await openData(more, { format: 'jsonl' });
    expect([table.columns, target, picture, image]).toEqual([['path', 'age', 'y'], undefined, undefined, undefined]);
    const pictures = await openData(more, { imageSize: '1x1', format: 'images' });
    expect([pictures.target, pictures.picture, pictures.table.numbers('age')]).toEqual([undefined, undefined, Float64Array.of(3, 4)]);
    expect((await openData(write('only.csv', 'file\nphotos/red/b.png\n'))).unlabelled).toBe(
      'only.csv has paths but no labels; give it a column with the class of each image.',
    );
  }); // prettier-ignore

  test('what is wrong is told by line', async () => {
    await expect(openData(write('gone.csv', 'path,y\nphotos/red/b.png,1\nphotos/no.png,2\n'))).rejects.toThrow(
      'There is no file gone.csv, line 3, photos/no.png; correct its path.',
    );
    await expect(openData(write('none.csv', 'a,b\n1,2\n'), { format: 'images' })).rejects.toThrow(
      'none.csv has no column path, image or file whose values all end as names of images do, such as .png; --format images needs one.',
    );
  });
});

/** The chunks of a PNG, all of whose pixels are black; its header may claim any size. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())]);
}

describe('a single image', () => {
  test('is turned upright, as its EXIF data say', async () => {
    // Left black, right white; orientation 6 asks to turn it by 90 degrees clockwise: then black is above.
    const halves = Uint8Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? 0 : 255));
    const image = sharp(halves, { raw: { width: 16, height: 16, channels: 1 } }).jpeg({ quality: 100 });
    const options = { imageSize: '1x2', grayscale: true };
    const [plainRow = []] = await pixelsOf(write('plain.jpg', await image.clone().toBuffer()), options);
    const [turned = []] = await pixelsOf(write('turned.jpg', await image.withMetadata({ orientation: 6 }).toBuffer()), options); // prettier-ignore
    expect(plainRow.map((value) => Math.abs(value - 127.5) < 3)).toEqual([true, true]);
    expect(turned.map((value) => Math.round(value / 255))).toEqual([0, 1]);
  });

  test('transparent parts lie on white', async () => {
    const clear = write(
      'clear.png',
      await plain(4, 4, { ...red, alpha: 0 })
        .png()
        .toBuffer(),
    );
    expect(await pixelsOf(clear, { imageSize: '1x1' })).toEqual([[255, 255, 255]]);
  });

  test('of 16 bits, of grey, of CMYK and of a palette becomes bytes of red, green and blue', async () => {
    const sixteen = await sharp(Buffer.from(new Uint16Array([0, 65535, 32896, 0]).buffer), { raw: { width: 2, height: 2, channels: 1, depth: 'ushort' } as never }).toColourspace('grey16').png().toBuffer(); // prettier-ignore
    const grey = await plain(2, 2, { r: 90, g: 90, b: 90 }).toColourspace('b-w').png().toBuffer();
    const cmyk = await plain(8, 8, blue).toColourspace('cmyk').jpeg().toBuffer();
    const palette = await plain(2, 2, red).png({ palette: true }).toBuffer();
    expect((await pixelsOf(write('sixteen.png', sixteen), { imageSize: '2x2' }))[0]).toHaveLength(12);
    expect(await pixelsOf(write('grey.png', grey), { imageSize: '1x1' })).toEqual([[90, 90, 90]]);
    expect((await pixelsOf(write('cmyk.jpg', cmyk), { imageSize: '1x1' }))[0]).toHaveLength(3);
    expect(await pixelsOf(write('palette.png', palette), { imageSize: '1x1' })).toEqual([[200, 10, 20]]);
  });

  const broken =
    'cannot be read as an image: it is damaged, incomplete or of an unknown kind; repair it or take it away.';
  test.each([
    ['cut.png', () => readFileSync(path('photos/red/b.png')).subarray(0, 60), `cut.png ${broken}`],
    ['half.png', async () => {
      const noise = Buffer.from(Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251));
      const png = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } }).png().toBuffer();
      return png.subarray(0, png.length / 2);
    }, `half.png ${broken}`],
    ['half.jpg', async () => {
      const jpg = await sharp(Buffer.from(Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251)), { raw: { width: 64, height: 64, channels: 3 } }).jpeg().toBuffer();
      return jpg.subarray(0, jpg.length / 2);
    }, `half.jpg ${broken}`],
    ['drawing.png', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'), `drawing.png ${broken}`],
    ['huge.png', () => pngOf(100_000, 100_000), 'huge.png has more than 134,217,728 pixels, too many to be read; make it smaller.'],
    ['lie.png', () => pngOf(9000, 9000), `lie.png ${broken}`],
  ])('%s is refused by name', async (name, make, message) => {
    const file = write(`broken/red/${name}`, await make());
    await expect(openData(join(dirname(file), '..'))).rejects.toThrow(join(dirname(file), message));
    rmSync(file);
  }); // prettier-ignore
});
