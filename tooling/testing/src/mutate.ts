import type { Dice } from './dice.js';

/** A change of a file's bytes; `others` are further files of its kind. The bytes given stay as they are. */
export type Mutation = (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]) => Uint8Array;

/** What goes wrong with files of any kind: bytes and bits change, the end is cut off, parts go missing or come twice. */
const common: readonly Mutation[] = [
  (bytes, dice) => edit(bytes, (copy) => (copy[dice.roll(copy.length)] = dice.roll(256))),
  (bytes, dice) =>
    edit(bytes, (copy) => {
      const at = dice.roll(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << dice.roll(8));
    }),
  (bytes, dice) => bytes.slice(0, dice.roll(bytes.length + 1)),
  (bytes, dice) => splice(bytes, dice.roll(bytes.length), 1 + dice.roll(8), new Uint8Array()),
  (bytes, dice) =>
    splice(bytes, dice.roll(bytes.length), 0, bytes.slice(dice.roll(bytes.length)).slice(0, dice.roll(64))),
];

/** A copy with a change made to it. */
export function edit(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) change(copy);
  return copy;
}

/** A copy with some bytes from a place on removed, and others inserted there. */
export function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const rest = bytes.subarray(at + remove);
  const spliced = new Uint8Array(Math.min(at, bytes.length) + insert.length + rest.length);
  spliced.set(bytes.subarray(0, at));
  spliced.set(insert, spliced.length - rest.length - insert.length);
  spliced.set(rest, spliced.length - rest.length);
  return spliced;
}

/**
 * A file with one to three things wrong.
 *
 * @param own - What goes wrong with files of this kind, besides what does with any.
 * @returns The changed copy; the same dice give the same.
 */
export function mutate(
  bytes: Uint8Array,
  dice: Dice,
  others: readonly Uint8Array[],
  own: readonly Mutation[],
): Uint8Array {
  const mutations = [...common, ...own];
  let mutated = bytes;
  for (let n = 1 + dice.roll(3); n > 0; n--) mutated = dice.pick(mutations)(mutated, dice, others);
  return mutated;
}
