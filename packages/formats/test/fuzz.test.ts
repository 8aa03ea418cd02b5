/** 10,000 damaged files of each format: nothing but FormatError, and no more memory than allowed. A hang would meet the test's time limit. */
import { gzipSync } from 'node:zlib';
import { FormatError } from '@keepdims/shapes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, golden } from './golden.js';
import type * as Formats from '../src/index.js';
import type * as Zip from '../src/zip/writeZip.js';
import { Dice, mutate, watchAllocations } from '@keepdims/tooling-testing';
import { mutations } from './mutations.js';

const files = 10_000;
const maxBytes = 1 << 16;

const watch = watchAllocations();
const { stackTraceLimit } = Error;
Error.stackTraceLimit = 0; // thousands of traces that nobody reads take longer than the reading
afterAll(() => {
  watch.stop();
  Error.stackTraceLimit = stackTraceLimit;
});

// fflate keeps the constructors of typed arrays that it finds when it is loaded.
let formats: typeof Formats;
let zip: typeof Zip;
beforeAll(async () => {
  formats = await import('../src/index.js');
  zip = await import('../src/zip/writeZip.js');
});

const bytesOf = (cases: readonly { readonly file: string }[]) => cases.map(({ file }) => fromBase64(file));
const npy = bytesOf([...golden.npy, ...golden.refusedNpy]);
const npz = bytesOf(golden.npz);
const safetensors = bytesOf(golden.safetensors);
const idx = bytesOf(golden.idx.filter(({ name }) => !name.includes('gzip')));
const packed = bytesOf(golden.idx.filter(({ name }) => name.includes('gzip')));

interface Format {
  readonly name: string;
  readonly read: (bytes: Uint8Array) => unknown;
  /** Damage anywhere, or in the parts that check sums and lengths would else hide. */
  readonly makers: readonly ((dice: Dice) => Uint8Array)[];
  /** Bytes beyond the limit that reading may take: what a chunk unpacks to, and where it does. */
  readonly unpacking: number;
}

const formatsUnderTest: readonly Format[] = [
  {
    name: 'npy',
    read: (bytes) => formats.readNpy(bytes, { maxBytes }),
    makers: [(dice) => mutate(dice.pick(npy), dice, npy, mutations)],
    unpacking: 0,
  },
  {
    name: 'npz',
    read: (bytes) => formats.readNpz(bytes, { maxBytes }),
    makers: [
      (dice) => mutate(dice.pick(npz), dice, npz, mutations),
      (dice) => {
        const part = mutate(dice.pick(npy), dice, npy, mutations);
        return zip.writeZip([['a.npy', part]], { compress: dice.roll(10) === 0, zip64: dice.roll(2) === 0 });
      },
    ],
    unpacking: 1 << 22,
  },
  {
    name: 'safetensors',
    read: (bytes) => formats.readSafetensors(bytes, { maxBytes }),
    makers: [
      (dice) => mutate(dice.pick(safetensors), dice, safetensors, mutations),
      (dice) => {
        const file = dice.pick(safetensors);
        const length = new DataView(file.buffer).getUint32(0, true);
        const header = mutate(file.subarray(8, 8 + length), dice, [file.subarray(8, 8 + length)], mutations);
        const size = new Uint8Array(8);
        new DataView(size.buffer).setUint32(0, header.length, true);
        return Uint8Array.from([...size, ...header, ...file.subarray(8 + length)]);
      },
    ],
    unpacking: 0,
  },
  {
    name: 'IDX',
    read: (bytes) => formats.readIdx(bytes, { maxBytes }),
    makers: [
      (dice) => mutate(dice.pick(idx), dice, idx, mutations),
      (dice) => mutate(dice.pick(idx), dice, idx, mutations),
      (dice) => mutate(dice.pick(packed), dice, packed, mutations),
      (dice) => Uint8Array.from(gzipSync(mutate(dice.pick(idx), dice, idx, mutations))),
    ],
    unpacking: 1 << 22,
  },
];

describe.each(formatsUnderTest)('$name', ({ read, makers, unpacking }) => {
  it(`${files} damaged files give an array or a FormatError, within the limit of memory`, () => {
    const dice = new Dice(20_261_130);
    let refused = 0;
    let most = 0;
    for (let i = 0; i < files; i++) {
      const bytes = makers[i % makers.length]?.(dice) ?? new Uint8Array();
      watch.since();
      try {
        read(bytes);
      } catch (error) {
        if (!(error instanceof FormatError) || !Number.isSafeInteger(error.offset)) {
          throw new Error(`file ${i}, ${Buffer.from(bytes).toString('base64')}: ${String(error)}`, { cause: error });
        }
        refused++;
      }
      // A header is copied to be decoded.
      most = Math.max(most, watch.since() - 4 * bytes.length);
    }
    expect(most).toBeLessThan(2 * maxBytes + unpacking);
    expect(refused).toBeGreaterThan(files / 2);
    expect(refused).toBeLessThan(files);
  });
});

it('the watch sees what is made', () => {
  watch.since();
  const made = [new Uint8Array(1000), new Float64Array(10), new ArrayBuffer(7)];
  expect(watch.since()).toBe(1087);
  expect(made[0]).toBeInstanceOf(Uint8Array);
});
