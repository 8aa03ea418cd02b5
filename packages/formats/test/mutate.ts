/** Random numbers from a seed (xorshift32): the same mutations at every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed || 1;
  }

  /** An integer in [0, below); 0 if there is none. */
  roll(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return below === 0 ? 0 : (this.#state >>> 0) % below;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.roll(list.length)] as T; // inside
  }
}

/** Where lengths go wrong. */
const interesting = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** What headers are made of. */
const tokens = [
  '{', '}', '[', ']', '(', ')', ',', ':', '"', "'", '\\', '-', '9', '0', '1e9', '18446744073709551616', '4294967296', 'True', 'null',
  'descr', 'shape', 'dtype', 'data_offsets', '__metadata__', '|O', '<f8', '>i8', 'F64', 'I64', '../', '.npy', '\0', 'é',
]; // prettier-ignore

type Mutation = (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]) => Uint8Array;

const mutations: readonly Mutation[] = [
  (bytes, dice) => edit(bytes, (copy) => (copy[dice.roll(copy.length)] = dice.roll(256))),
  (bytes, dice) =>
    edit(bytes, (copy) => {
      const at = dice.roll(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << dice.roll(8));
    }),
  (bytes, dice) => edit(bytes, (copy) => (copy[dice.roll(Math.min(copy.length, 24))] = dice.roll(256))),
  (bytes, dice) => bytes.slice(0, dice.roll(bytes.length + 1)),
  (bytes, dice) => splice(bytes, dice.roll(bytes.length), 1 + dice.roll(8), new Uint8Array()),
  (bytes, dice) =>
    splice(bytes, dice.roll(bytes.length), 0, bytes.slice(dice.roll(bytes.length)).slice(0, dice.roll(64))),
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

function edit(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) change(copy);
  return copy;
}

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const rest = bytes.subarray(at + remove);
  const spliced = new Uint8Array(Math.min(at, bytes.length) + insert.length + rest.length);
  spliced.set(bytes.subarray(0, at));
  spliced.set(insert, spliced.length - rest.length - insert.length);
  spliced.set(rest, spliced.length - rest.length);
  return spliced;
}

/** A file with one to three things wrong. */
export function mutate(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  let mutated = bytes;
  for (let n = 1 + dice.roll(3); n > 0; n--) mutated = dice.pick(mutations)(mutated, dice, others);
  return mutated;
}
