import { edit, type Mutation, splice } from '@keepdims/tooling-testing';

/** Where lengths go wrong. */
const interesting = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** What headers are made of. */
const tokens = [
  '{', '}', '[', ']', '(', ')', ',', ':', '"', "'", '\\', '-', '9', '0', '1e9', '18446744073709551616', '4294967296', 'True', 'null',
  'descr', 'shape', 'dtype', 'data_offsets', '__metadata__', '|O', '<f8', '>i8', 'F64', 'I64', '../', '.npy', '\0', 'é',
]; // prettier-ignore

/** What goes wrong with array files. */
export const mutations: readonly Mutation[] = [
  (bytes, dice) => edit(bytes, (copy) => (copy[dice.roll(Math.min(copy.length, 24))] = dice.roll(256))),
  (bytes, dice) => {
    const token = new TextEncoder().encode(dice.pick(tokens));
    return splice(bytes, dice.roll(bytes.length), dice.roll(2) * token.length, token);
  },
  (bytes, dice) =>
    edit(bytes, (copy) => {
      const width = dice.pick([1, 2, 4]);
      const view = new DataView(copy.buffer);
      const at = dice.roll(Math.max(1, copy.length - width));
      if (at + width > copy.length) return;
      const value = dice.pick(interesting);
      const little = dice.roll(2) === 0;
      if (width === 1) view.setUint8(at, value & 0xff);
      else if (width === 2) view.setUint16(at, value & 0xffff, little);
      else view.setUint32(at, value, little);
    }),
  // The beginning of one file, the end of another.
  (bytes, dice, others) => {
    const other = dice.pick(others);
    return splice(
      bytes.slice(0, dice.roll(bytes.length + 1)),
      bytes.length,
      0,
      other.slice(dice.roll(other.length + 1)),
    );
  },
];
