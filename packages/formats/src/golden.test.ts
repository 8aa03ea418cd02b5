/** Files that NumPy wrote, and files built by the specifications: `scripts/golden.py` made them. */
import { describe, expect, it } from 'vitest';
import { describeArray, fromBase64, golden, withOneNaN } from '../test/golden.js';
import type { Expected } from '../test/golden.js';
import {
  FormatError,
  readIdx,
  readNpy,
  readNpz,
  readSafetensors,
  writeIdx,
  writeNpy,
  writeSafetensors,
} from './index.js';

const entriesOf = (arrays: Readonly<Record<string, Expected>>) =>
  Object.entries(arrays).map(([name, expected]) => [name, withOneNaN(expected)]);

describe(`npy files of NumPy ${golden.numpy}`, () => {
  it.each(golden.npy)('$name is read', ({ file, shape, dtype, values }) => {
    expect(withOneNaN(describeArray(readNpy(fromBase64(file))))).toEqual(withOneNaN({ shape, dtype, values }));
  });

  const written = golden.npy.filter(({ name, file, dtype }) => {
    const header = Buffer.from(file, 'base64').toString('latin1');
    const descr = { bool: '|b1', uint8: '|u1', int32: '<i4', float32: '<f4', float64: '<f8' }[dtype] ?? '';
    return header.includes(`'${descr}'`) && !/version [23]/.test(name);
  });

  it.each(written)('$name is written byte for byte', ({ file }) => {
    const bytes = fromBase64(file);
    expect(Buffer.from(writeNpy(readNpy(bytes))).toString('latin1')).toEqual(Buffer.from(bytes).toString('latin1'));
  });

  it('covers every element type and order', () => {
    expect(written.length).toBeGreaterThan(10);
    expect(written.map(({ name }) => name)).toContain("rank 3 in Fortran's order");
  });

  it.each(golden.refusedNpy)('$name are refused', ({ file, words }) => {
    const read = () => readNpy(fromBase64(file));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(words);
  });

  it("an array in Fortran's order is a view, as in NumPy", () => {
    const file = golden.npy.find(({ name }) => name === "rank 3 in Fortran's order")?.file ?? '';
    expect(readNpy(fromBase64(file)).strides).toEqual([1, 2, 6]);
  });
});

describe('npz files of NumPy', () => {
  it.each(golden.npz)('$name', ({ file, arrays }) => {
    const read = Object.entries(readNpz(fromBase64(file)));
    expect(read.map(([name, a]) => [name, describeArray(a)])).toEqual(entriesOf(arrays));
  });
});

describe('safetensors files built by the specification', () => {
  it.each(golden.safetensors)('$name', ({ file, arrays, metadata }) => {
    const read = readSafetensors(fromBase64(file));
    expect(Object.entries(read.tensors).map(([name, a]) => [name, withOneNaN(describeArray(a))])).toEqual(
      entriesOf(arrays),
    );
    expect(read.metadata).toEqual(metadata);
    const again = readSafetensors(writeSafetensors(read.tensors, { metadata: read.metadata }));
    expect(again.metadata).toEqual(metadata);
    expect(Object.keys(again.tensors).sort()).toEqual(Object.keys(arrays).sort());
    for (const [name, a] of Object.entries(again.tensors)) {
      expect(withOneNaN(describeArray(a))).toEqual(withOneNaN(arrays[name] as Expected));
    }
  });
});

describe('IDX files built by the specification', () => {
  it.each(golden.idx)('$name is read', ({ file, shape, dtype, values }) => {
    expect(withOneNaN(describeArray(readIdx(fromBase64(file))))).toEqual(withOneNaN({ shape, dtype, values }));
  });

  it.each(golden.idx.filter(({ name }) => !/gzip|int8|int16/.test(name)))(
    '$name is written byte for byte',
    ({ file }) => {
      const bytes = fromBase64(file);
      expect(writeIdx(readIdx(bytes))).toEqual(bytes);
    },
  );
});
