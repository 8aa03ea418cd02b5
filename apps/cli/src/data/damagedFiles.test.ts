/** Files of every format with a few things wrong: a table, or one sentence. KEEPDIMS_FUZZ=10000 tries so many of each format. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeIdx, writeNpy, writeNpz } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import { Dice, mutate } from '@keepdims/tooling-testing';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { openData } from './openData.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-damaged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tries = Number(process.env.KEEPDIMS_FUZZ ?? 60);
const rows = Array.from({ length: 20 }, (_, i) => ({ a: i, b: `x${i}`, c: i % 3 === 0 ? null : true }));
const X = np.reshape(np.arange(40), [10, 4]);
const noise = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 7919) % 251);
const image = (format: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'avif') =>
  sharp(noise, { raw: { width: 40, height: 30, channels: 3 } }).toFormat(format).toBuffer(); // prettier-ignore

const wholes: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  csv: () => Buffer.from('a,b\n1,2\n3,"x"\n4,5\n'),
  tsv: () => Buffer.from('a\tb\n1\t2\n3\t4\n'),
  jsonl: () => Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
  json: () => Buffer.from(JSON.stringify(rows)),
  npy: () => writeNpy(X),
  npz: () => writeNpz({ X, y: np.arange(10) }),
  idx: () => writeIdx(np.reshape(np.arange(24).astype('uint8'), [2, 3, 4])),
  gz: () => gzipSync('a,b\n1,2\n3,4\n'),
  parquet: () => readFileSync(new URL('../../test/parquet/snappy.parquet', import.meta.url)),
  png: () => image('png'),
  jpg: () => image('jpeg'),
  webp: () => image('webp'),
  gif: () => image('gif'),
  tif: () => image('tiff'),
  avif: () => image('avif'),
};

test.each(Object.entries(wholes))(
  '%s',
  async (name, make) => {
    // No Buffer, whose slices are no copies.
    const whole = Uint8Array.from(await make());
    const dice = new Dice(7);
    const path = join(folder, `file.${name}`);
    let refused = 0;
    for (let i = 0; i < tries; i++) {
      writeFileSync(path, mutate(whole, dice, [whole], []));
      try {
        await openData(path);
      } catch (error) {
        const isOurs = error instanceof CliError || (error instanceof Error && error.name === 'FormatError');
        if (!isOurs) throw error;
        expect(error.message).toMatch(/^file\.\w+\b.*\.$/s);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(tries / 4);
  },
  60_000 + 100 * tries,
);
