/** What is written is read back: every element type, shape and layout of memory, by properties. */
import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeArray } from '../test/golden.js';
import { readZipArrays } from '../test/zip64.js';
import * as formats from './index.js';

const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

const values: Readonly<Record<DType, fc.Arbitrary<number>>> = {
  bool: fc.integer({ min: 0, max: 1 }),
  uint8: fc.integer({ min: 0, max: 255 }),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  float32: fc.float(),
  float64: fc.double(),
};

/** An array of any element type, rank 0 to 4, perhaps without elements, in row order, transposed, reversed, with gaps or stretched. */
const arrays: fc.Arbitrary<NDArray> = fc
  .record({
    dtype: fc.constantFrom(...dtypes),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    layout: fc.constantFrom('rows', 'transposed', 'permuted', 'reversed', 'gaps', 'stretched'),
  })
  .chain(({ dtype, shape, layout }) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return fc.array(values[dtype], { minLength: size, maxLength: size }).map((list) => {
      const flat: NDArray = np.array(new Float64Array(list), { dtype });
      return arranged(np.reshape(flat, shape), layout);
    });
  });

function arranged(a: NDArray, layout: string): NDArray {
  if (a.ndim === 0) return a;
  const axes = a.shape.map((_, axis) => axis);
  if (layout === 'transposed') return np.transpose(a, axes.toReversed());
  if (layout === 'permuted') return np.transpose(a, [...axes.slice(1), 0]);
  if (layout === 'reversed') return np.flip(a);
  if (layout === 'gaps') return np.slice(a, [null, null, 2]);
  if (layout === 'stretched') return np.broadcastTo(a, [2, ...a.shape]);
  return a;
}

/** Names as users give them, and some that would be special. */
const names = fc.oneof(
  fc.constantFrom('W', 'layer1/W', 'layers.0.weight', '__proto__', 'constructor', '0', 'é 日本 🙂', 'a.npy', "it's"),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => !/[\p{Control}\\/:.]/u.test(name)),
);

const records = fc.uniqueArray(fc.tuple(names, arrays), { maxLength: 5, selector: ([name]) => name });

function described(record: Readonly<Record<string, NDArray>>) {
  return Object.entries(record)
    .map(([name, a]) => [name, describeArray(a)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('what is written is read back', () => {
  it('npy', () => {
    fc.assert(
      fc.property(arrays, (a) => {
        const file = formats.writeNpy(a);
        expect(describeArray(formats.readNpy(file))).toEqual(describeArray(a));
        expect(formats.writeNpy(formats.readNpy(file))).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });

  it.each([{ compress: false }, { compress: true }])('npz, %j', (options) => {
    fc.assert(
      fc.property(records, (entries) => {
        const record = Object.fromEntries(entries);
        const file = formats.writeNpz(record, options);
        expect(described(formats.readNpz(file))).toEqual(described(record));
        expect(Object.keys(formats.readNpz(file))).toEqual(Object.keys(record));
      }),
      { numRuns: options.compress ? 30 : 100 },
    );
  });

  it('safetensors', () => {
    fc.assert(
      fc.property(records, fc.dictionary(names, fc.string({ unit: 'grapheme' })), (entries, metadata) => {
        const record = Object.fromEntries(entries);
        const read = formats.readSafetensors(formats.writeSafetensors(record, { metadata }));
        expect(described(read.tensors)).toEqual(described(record));
        expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(metadata).sort());
      }),
      { numRuns: 200 },
    );
  });

  it.each([{ compress: false }, { compress: true }])('IDX, %j', (options) => {
    fc.assert(
      fc.property(
        arrays.filter(({ dtype }) => dtype !== 'bool'),
        (a) => {
          expect(describeArray(formats.readIdx(formats.writeIdx(a, options)))).toEqual(describeArray(a));
        },
      ),
      { numRuns: options.compress ? 30 : 200 },
    );
  });
});

describe('details of what is written', () => {
  it('safetensors: all tensors lie aligned, whatever the order they are given in', () => {
    const tensors = {
      flag: np.zeros([3], { dtype: 'bool' }),
      W: np.ones([2, 2]),
      b: np.ones([1], { dtype: 'float32' }),
    };
    const file = formats.writeSafetensors(tensors);
    const swapped = formats.writeSafetensors({ b: tensors.b, W: tensors.W, flag: tensors.flag });
    expect(swapped).toEqual(file);
    const text = new TextDecoder().decode(
      file.subarray(8, 8 + Number(new DataView(file.buffer).getBigUint64(0, true))),
    );
    expect(text.trimEnd()).toBe(
      '{"W":{"dtype":"F64","shape":[2,2],"data_offsets":[0,32]},"b":{"dtype":"F32","shape":[1],"data_offsets":[32,36]},' +
        '"flag":{"dtype":"BOOL","shape":[3],"data_offsets":[36,39]}}',
    );
    expect(text.length % 8).toBe(0);
  });

  it('the array does not change when the bytes do', () => {
    for (const read of [
      (file: Uint8Array) => formats.readNpy(file),
      (file: Uint8Array) => formats.readNpy(Buffer.from(file.buffer)),
    ]) {
      const file = formats.writeNpy(np.array([1, 2], { dtype: 'uint8' }));
      const a = read(file);
      file.fill(0);
      expect(a.toArray()).toEqual([1, 2]);
    }
  });

  it('a file at an odd place of a larger buffer is read', () => {
    const file = formats.writeNpz({ x: np.array([0.5]) }, { compress: true });
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    expect(formats.readNpz(larger.subarray(3)).x?.toArray()).toEqual([0.5]);
  });

  it('npz: arrays that do not become smaller are stored; the same arrays give the same bytes', () => {
    const record = { small: np.array([1]), zeros: np.zeros([1000]) };
    const file = formats.writeNpz(record, { compress: true });
    expect(file.length).toBeLessThan(1000);
    expect(formats.writeNpz(record, { compress: true })).toEqual(file);
  });

  it('a header of many thousand tensors is read in one go', () => {
    const one = np.zeros([]);
    const names = Array.from({ length: 30_000 }, (_, i) => `größe.${String(i).padStart(5, '0')}`);
    const file = formats.writeSafetensors(Object.fromEntries(names.map((name) => [name, one])));
    expect(Object.keys(formats.readSafetensors(file).tensors)).toEqual(names);
  });

  it('zip64 is read and written', () => {
    expect(readZipArrays()).toEqual([
      ['a', [1, 2]],
      ['b', [3]],
    ]);
  });
});
